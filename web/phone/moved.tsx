import { useSignal } from '@preact/signals';
import type { VisitSummary } from '../../shared/visits.ts';
import { acts, kept } from './day.ts';
import { doNow, newId } from './newAct.ts';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import { NotKept } from './notKept.tsx';
import s from './phone.module.css';

/** The rep says that a shop has moved, to where this visit was pressed. An auditor answers. */
export function MovedPart({ visit }: { visit: VisitSummary }) {
  const w = words.value.phone.moved;
  const { fromDay, note, isNotKept, isKept, send } = useMove(visit);
  const own = acts.value.find((act) => act.kind === 'moved' && act.body.visitId === visit.visitId);
  if (own?.refused) return null; // said among what waits
  if (own || isKept.value)
    return (
      <p class="quiet" role="status">
        {own ? w.waits : w.sent}
      </p>
    );
  if (!visit.startPosition) return null;
  return (
    <details class={s.shopMoved}>
      <summary>{w.title}</summary>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="quiet">{w.lead}</p>
        <label class="field">
          {w.fromDay}
          <input
            type="date"
            required
            max={kept.value?.day}
            value={fromDay.value}
            onInput={(event) => (fromDay.value = event.currentTarget.value)}
          />
        </label>
        <NoteField label={w.note} note={note} most={500} />
        <NotKept isSo={isNotKept} />
        <button type="submit">{w.send}</button>
      </form>
    </details>
  );
}

function useMove(visit: VisitSummary) {
  const fromDay = useSignal(visit.day);
  const note = useSignal('');
  const isNotKept = useSignal(false);
  const isKept = useSignal(false);
  const send = async () => {
    const at = new Date();
    const { retailerId, visitId } = visit;
    const body = {
      proposalId: newId(at),
      retailerId,
      visitId,
      fromDay: fromDay.peek(),
      note: note.peek().trim() || null,
    };
    try {
      await doNow({ kind: 'moved', body }, at, visit.retailerName);
      isKept.value = true;
    } catch {
      isNotKept.value = true;
    }
  };
  return { fromDay, note, isNotKept, isKept, send };
}
