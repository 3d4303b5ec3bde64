import { useSignal } from '@preact/signals';
import { readMoves, type CalendarMoves, type MoveWhy } from '../../shared/calendarEdits.ts';
import type { RepCalendar } from '../../shared/calendars.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { repCalendarView } from './month.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** What moves when the draft is published, grouped by why, and then the day from which it counts. */
export function Publishing({ draft, onEnd }: { draft: RepCalendar; onEnd: (said: string | null) => void }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const fromDay = useSignal(draft.fromDay);
  const moves = useAsked(`${draft.calendarId} ${draft.revision}`, (signal) =>
    call(readMoves, { params: { calendarId: draft.calendarId }, signal }),
  );
  const publish = async () => {
    const done = await view.publish(fromDay.value);
    if (done) onEnd(w.published(dayName(done.fromDay, l), dayName(done.toDay, l)));
  };
  return (
    <section class={s.calPublish} aria-label={w.publish}>
      <h2>{w.whatMoves}</h2>
      {moves.error !== undefined && <Failure error={moves.error} onAgain={moves.again} />}
      {moves.value === undefined && moves.error === undefined && <Skeleton rows={3} />}
      {moves.value && <Moves of={moves.value} />}
      <label>
        {w.publishFrom}
        <input
          type="date"
          value={fromDay.value}
          min={draft.fromDay}
          max={draft.toDay}
          onInput={(event) => (fromDay.value = event.currentTarget.value || draft.fromDay)}
        />
      </label>
      <span class={s.calTools}>
        <button type="button" class="primary" disabled={view.isBusy.value} onClick={() => void publish()}>
          {w.publishNow}
        </button>
        <button type="button" onClick={() => onEnd(null)}>
          {words.value.cancel}
        </button>
      </span>
    </section>
  );
}

function Moves({ of: { moves, same } }: { of: CalendarMoves }) {
  const w = words.value.cal;
  const l = language.value;
  const groups = new Map<MoveWhy, CalendarMoves['moves']>();
  for (const move of moves) groups.set(move.why, [...(groups.get(move.why) ?? []), move]);
  const days = (list: string[]) => (list.length === 0 ? '–' : list.map((day) => dayName(day, l)).join(' '));
  return (
    <>
      {moves.length === 0 && <p>{w.nothingMoves}</p>}
      {[...groups].map(([why, list]) => (
        <details key={why} class={s.calSection} open={list.length < 8}>
          <summary>{`${w.why[why]} (${count(list.length, l)})`}</summary>
          <ul>
            {list.map(({ retailerId, name, from, to }) => (
              <li key={retailerId}>
                <span class="item-title">{name}</span>
                <span class="item-more">
                  {days(from.filter((day) => !to.includes(day)))} → {days(to.filter((day) => !from.includes(day)))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {same > 0 && <p class="quiet">{w.sameDays(same, count(same, l))}</p>}
    </>
  );
}
