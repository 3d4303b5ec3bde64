import type { CalendarVisit } from '../../shared/calendars.ts';
import type { MoveEffect } from '../../shared/calendarEdits.ts';
import { count, dayName } from '../format.ts';
import { language } from '../ui/words.ts';
import { repCalendarView } from './month.ts';
import { hours, kilometres } from './ruleWords.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** To which day a visit goes, and what that would come to, before it is done. */
export function MoveBox({ visit, name }: { visit: CalendarVisit; name: string }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const now = view.month.value!;
  const taken = new Set(
    now.draft!.visits.filter(({ retailerId }) => retailerId === visit.retailerId).map(({ day }) => day),
  );
  const open = now.days.filter(
    ({ day, isWorked, part }) =>
      isWorked && part !== 'day' && !taken.has(day) && day >= now.draft!.fromDay && day <= now.draft!.toDay,
  );
  const trial = view.trial.value;
  const said = w.tryIt(name, dayName(visit.day, l), trial ? dayName(trial.toDay, l) : '');
  return (
    <div class={s.calMove}>
      <label>
        <span class="visually-hidden">{w.chooseDay}</span>
        <select
          aria-label={w.chooseDay}
          value={trial?.toDay ?? ''}
          onChange={(event) => event.currentTarget.value && void view.tryMove(visit, event.currentTarget.value)}
        >
          <option value="">{w.chooseDay}</option>
          {open.map(({ day }) => (
            <option key={day} value={day}>
              {dayName(day, l)}
            </option>
          ))}
        </select>
      </label>
      {trial?.effect && (
        <>
          <Effect effect={trial.effect} />
          <button
            type="button"
            class="primary"
            disabled={view.isBusy.value}
            onClick={() => void view.move(visit, trial.toDay, true, said)}
          >
            {w.doIt}
          </button>
        </>
      )}
    </div>
  );
}

function Effect({ effect: { from, to, km, gapsAfter, isSpaced } }: { effect: MoveEffect }) {
  const w = words.value.cal;
  const l = language.value;
  const gap = (days: number | null) => (days === null ? '–' : count(days, l));
  const sign = km > 0 ? '+' : km < 0 ? '−' : '±';
  return (
    <div role="status">
      <ul>
        <li>{w.effectKm(`${sign}${kilometres(Math.abs(km), l)}`)}</li>
        {[from, to].map(({ before, after }) => (
          <li key={before.day}>
            {w.effectWork(dayName(before.day, l), hours(before.workMin, l), hours(after.workMin, l))}
          </li>
        ))}
        <li>{w.effectGaps(gap(gapsAfter.before), gap(gapsAfter.after))}</li>
        <li class={isSpaced ? '' : 'warn'}>{isSpaced ? w.spaced : w.notSpaced}</li>
        {to.after.workMin > to.after.holdsMin && <li class="warn">{w.tooLong}</li>}
        <li>{w.nobodyElse}</li>
      </ul>
    </div>
  );
}
