import { needsLook } from '../../shared/review.ts';
import { useSignal } from '@preact/signals';
import { appealVisit, type VisitSummary } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import { isOnline, refresh } from './day.ts';

/** The rep's word against a judgement: once a visit, and on record beside it. */
export function AppealPart({ visit, onAppealed }: { visit: VisitSummary; onAppealed?: (() => void) | undefined }) {
  const w = words.value.phone;
  const note = useSignal('');
  const error = useSignal<unknown>(null);
  if (visit.appeal === 'open') return <p class="quiet">{w.appealed}</p>;
  // a decision that was made without hearing the rep may be appealed
  if (visit.decision && (visit.appeal !== 'none' || visit.decision === 'valid'))
    return <p class="quiet">{w.decided}</p>;
  if (!needsLook(visit.state) || visit.appeal !== 'none' || !isOnline.value) return null;
  const send = async () => {
    error.value = null;
    try {
      await call(appealVisit, { params: { visitId: visit.visitId }, body: { note: note.value.trim() } });
      await refresh();
      onAppealed?.();
    } catch (failed) {
      error.value = failed;
    }
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <NoteField label={w.appealWhy} note={note} most={1000} isRequired />
      {error.value !== null && <Failure error={error.value} />}
      <button type="submit" disabled={note.value.trim() === ''}>
        {w.appeal}
      </button>
    </form>
  );
}
