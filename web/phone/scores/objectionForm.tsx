import { useSignal } from '@preact/signals';
import type { Standing, StandingLine } from '../../../shared/scores.ts';
import { dayName } from '../../format.ts';
import { language } from '../../ui/words.ts';
import { doNow, newId } from '../newAct.ts';
import { words } from '../words.ts';
import { standingWords } from './words.ts';
import s from '../phone.module.css';

/** One word against a line, within the term; it waits on the phone without a network. */
export function ObjectionForm({ of, line, name }: { of: Standing; line: StandingLine; name: string }) {
  const w = standingWords.value.standing;
  const note = useSignal('');
  const isNotKept = useSignal(false);
  const send = () => {
    const at = new Date();
    const { unitId, month } = of;
    const body = { objectionId: newId(at), itemKey: line.itemKey, note: note.peek().trim() };
    void doNow({ kind: 'objected', unitId, month, body }, at, name).then(
      () => (isNotKept.value = false),
      () => (isNotKept.value = true),
    );
  };
  return (
    <form
      class={`form ${s.ownForm}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="field">
        {w.note}
        <textarea
          rows={3}
          required
          maxLength={1000}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
      </label>
      <p class="quiet">{w.once(dayName(of.untilDay!, language.value))}</p>
      {isNotKept.value && (
        <p class="warn" role="alert">
          {words.value.phone.notStored}
        </p>
      )}
      <button type="submit" class="primary" disabled={note.value.trim() === ''}>
        {w.object}
      </button>
    </form>
  );
}
