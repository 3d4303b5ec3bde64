import { useSignal } from '@preact/signals';
import { NoteField } from '../ui/noteField.tsx';
import type { What } from './acts.ts';
import { doNow } from './newAct.ts';
import { NotKept } from './notKept.tsx';
import s from './phone.module.css';

interface WordFormProps {
  label: string;
  /** What becomes of it. */
  lead: string;
  send: string;
  /** At which shop or to which line, for the list of what waits. */
  name: string;
  actOf(note: string, at: Date): What;
}

/** A word that is said once and cannot be changed: it waits on the phone without a network. */
export function WordForm({ label, lead, send, name, actOf }: WordFormProps) {
  const note = useSignal('');
  const isNotKept = useSignal(false);
  const keep = () => {
    const at = new Date();
    void doNow(actOf(note.peek().trim(), at), at, name).then(
      () => (isNotKept.value = false),
      () => (isNotKept.value = true),
    );
  };
  return (
    <form
      class={`form ${s.ownForm}`}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <NoteField label={label} note={note} rows={3} most={1_000} isRequired />
      <p class="quiet">{lead}</p>
      <NotKept isSo={isNotKept} />
      <button type="submit" class="primary" disabled={note.value.trim() === ''}>
        {send}
      </button>
    </form>
  );
}
