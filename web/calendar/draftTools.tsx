import { useSignal, type Signal } from '@preact/signals';
import type { RepCalendar } from '../../shared/calendars.ts';
import { shiftDay } from '../format.ts';
import { today } from '../ui/day.ts';
import { calendarMaking } from './making.ts';
import { mondayOf, repCalendarView } from './month.ts';
import { Publishing } from './publishing.tsx';
import { words } from './words.ts';
import s from './calendar.module.css';

const WEEKS = 8;

/** A draft: made, made again, published, thrown away. */
export function DraftTools({ repId }: { repId: string }) {
  const view = repCalendarView.use();
  const isPublishing = useSignal(false);
  const fresh = useSignal(false);
  const said = useSignal<string | null>(null);
  const { draft, published } = view.month.value!;
  return (
    <>
      <div class={s.calTools}>
        <Draft repId={repId} draft={draft} fresh={fresh.value} />
        {draft && <OfDraft draft={draft} isPublishing={isPublishing} />}
        {published.length > 0 && (
          <label class="check">
            <input
              type="checkbox"
              checked={fresh.value}
              onChange={(event) => (fresh.value = event.currentTarget.checked)}
            />
            {words.value.cal.fresh}
          </label>
        )}
      </div>
      {said.value !== null && (
        <p class={s.calNote} role="status">
          {said.value}
        </p>
      )}
      {draft && isPublishing.value && (
        <Publishing
          draft={draft}
          onEnd={(sentence) => {
            isPublishing.value = false;
            said.value = sentence;
          }}
        />
      )}
    </>
  );
}

/** From the next Monday on; one that is there is made again for its own days. */
function Draft({ repId, draft, fresh }: { repId: string; draft: RepCalendar | null; fresh: boolean }) {
  const view = repCalendarView.use();
  const making = calendarMaking.use();
  const w = words.value.cal;
  const fromDay = draft && draft.fromDay > today.value ? draft.fromDay : shiftDay(mondayOf(today.value), 7);
  return (
    <button
      type="button"
      class={draft ? '' : 'primary'}
      disabled={making.isRunning.value || view.isBusy.value}
      onClick={() => void making.draft({ repId, fromDay, weeks: WEEKS, fresh, replace: true })}
    >
      {draft ? w.draftAgain : w.draftOne}
    </button>
  );
}

function OfDraft({ draft, isPublishing }: { draft: RepCalendar; isPublishing: Signal<boolean> }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const isBusy = calendarMaking.use().isRunning.value || view.isBusy.value;
  return (
    <>
      <button
        type="button"
        class="primary"
        disabled={isBusy}
        aria-expanded={isPublishing.value}
        onClick={() => (isPublishing.value = !isPublishing.value)}
      >
        {w.publish}
      </button>
      <button type="button" disabled={isBusy || draft.steps === 0} onClick={() => void view.undo()}>
        {w.undo}
      </button>
      <button type="button" class="link" disabled={isBusy} onClick={() => void view.discard()}>
        {w.discard}
      </button>
    </>
  );
}
