import { useSignal } from '@preact/signals';
import { tellMoved } from '../../shared/placeTold.ts';
import { readVisit, type StoredPress, type VisitSummary } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { isOnline, kept } from './day.ts';
import { words } from './words.ts';
import s from './phone.module.css';

/** The rep says that a shop has moved, to where this visit was pressed. An auditor answers. */
export function MovedPart({ visit }: { visit: VisitSummary }) {
  const w = words.value.phone.moved;
  const { fromDay, note, error, isBusy, isSent, send } = useMove(visit);
  if (isSent.value)
    return (
      <p class="quiet" role="status">
        {w.sent}
      </p>
    );
  if (!visit.startPosition || !isOnline.value) return null;
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
        <label class="field">
          {w.note}
          <textarea
            rows={2}
            maxLength={500}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </label>
        {error.value !== null && <Failure error={error.value} />}
        <button type="submit" disabled={isBusy.value}>
          {w.send}
        </button>
      </form>
    </details>
  );
}

function useMove(visit: VisitSummary) {
  const fromDay = useSignal(visit.day);
  const note = useSignal('');
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const isSent = useSignal(false);
  const send = async () => {
    isBusy.value = true;
    error.value = null;
    try {
      const { presses } = await call(readVisit, { params: { visitId: visit.visitId } });
      const body = { fromDay: fromDay.peek(), note: note.peek().trim() || null, ...sharpest(presses) };
      await call(tellMoved, { body: { retailerId: visit.retailerId, ...body } });
      isSent.value = true;
    } catch (failed) {
      error.value = failed;
    } finally {
      isBusy.value = false;
    }
  };
  return { fromDay, note, error, isBusy, isSent, send };
}

/** Where the phone knew best where it was; how well only where it means the usual 68 %. */
function sharpest(presses: readonly StoredPress[]) {
  const [best] = presses
    .filter(({ position }) => position !== null)
    .sort((a, b) => (a.accuracyM ?? Infinity) - (b.accuracyM ?? Infinity));
  const isUsual = best?.accuracyLevel === null || Math.abs((best?.accuracyLevel ?? 0) - 0.68) < 0.01;
  return { position: best?.position ?? null, accuracyM: isUsual ? (best?.accuracyM ?? null) : null };
}
