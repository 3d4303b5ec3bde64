import type { RepDay } from '../../shared/calendars.ts';
import { count, dayName, percent, shiftDay } from '../format.ts';
import { day as shownDay } from '../ui/day.ts';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { repCalendarView } from './month.ts';
import { hours, kilometres } from './ruleWords.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** What a dragged visit is known by: its retailer and its day. */
export const DRAGGED = 'application/x-rounds-visit';

/** Weeks below each other, a cell a day: how many stops, and how much of the day's hours they take. */
export function Grid() {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const days = view.month.value?.days ?? [];
  const isWorked = (weekday: number) => days.some((one, k) => k % 7 === weekday && (one.isWorked || weekday < 5));
  const columns = [0, 1, 2, 3, 4, 5, 6].filter(isWorked);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, k) => days.slice(7 * k, 7 * k + 7));
  return (
    <div class={s.calMonth}>
      <div class={s.calSteps}>
        <button
          type="button"
          class="tool"
          aria-label={w.earlier}
          title={w.earlier}
          onClick={() => view.show(shiftDay(view.from.value, -28))}
        >
          <Icon name="back" size={16} />
        </button>
        <span>
          {dayName(view.from.value, language.value)} – {dayName(view.to.value, language.value)}
        </span>
        <button
          type="button"
          class="tool"
          aria-label={w.later}
          title={w.later}
          onClick={() => view.show(shiftDay(view.from.value, 28))}
        >
          <Icon name="next" size={16} />
        </button>
      </div>
      <table class={s.calGrid}>
        <thead>
          <tr>
            {columns.map((k) => (
              <th key={k} scope="col">
                {w.weekdays[(k + 1) as 1]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.day}>
              {columns.map((k) => (
                <Cell key={k} of={week[k]!} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ of }: { of: RepDay }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const load = view.loads.value.get(of.day);
  const isOff = !of.isWorked || of.part === 'day';
  const share = load && load.holdsMin > 0 ? load.workMin / load.holdsMin : 0;
  const said = offWord(of) ?? (load ? w.load(count(load.stops, l), hours(load.workMin, l), percent(share, l)) : w.none);
  const classes = [
    s.calDay,
    isOff ? s.calOff : '',
    share > 1 ? s.calOver : '',
    of.day === view.trial.value?.toDay ? s.calTarget : '',
  ];
  return (
    <td>
      <button
        type="button"
        class={classes.filter(Boolean).join(' ')}
        aria-pressed={of.day === shownDay.value}
        aria-label={`${dayName(of.day, l)}: ${said}`}
        title={load ? `${said}, ${kilometres(load.km, l)}` : said}
        onClick={() => go({ day: of.day })}
        onDragOver={(event) => {
          if (!isOff && event.dataTransfer?.types.includes(DRAGGED)) event.preventDefault();
        }}
        onDrop={(event) => {
          const visit = view.visits.value.find(
            (one) => `${one.retailerId} ${one.day}` === event.dataTransfer?.getData(DRAGGED),
          );
          if (!visit) return;
          event.preventDefault();
          void view.tryMove(visit, of.day);
        }}
      >
        <span class={s.calDate}>{Number(of.day.slice(8))}</span>
        {isOff ? (
          <span class={s.calWord}>{of.name || offWord(of)}</span>
        ) : (
          <>
            <span class={s.calStops}>{load && load.stops > 0 ? count(load.stops, l) : ''}</span>
            <span class={s.calBar}>
              <span style={{ width: `${Math.min(100, Math.round(100 * share))}%` }} />
            </span>
          </>
        )}
      </button>
    </td>
  );
}

/** Why nobody is visited on a day. */
export function offWord({ isWorked, kind, name, absence, part }: RepDay): string | null {
  const w = words.value.cal;
  if (kind === 'holiday') return name || w.dayKind.holiday;
  if (!isWorked) return w.dayOff;
  return absence && part === 'day' ? w.absence[absence] : null;
}
