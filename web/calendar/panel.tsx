import { useSignal } from '@preact/signals';
import { readUnitWeeks, type UnitWeeks } from '../../shared/calendars.ts';
import { call } from '../api.ts';
import { count, dayName, percent, shiftDay } from '../format.ts';
import { day, today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { may, unit } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { Absences } from './absences.tsx';
import { WorkingDaysOf } from './workingDays.tsx';
import { calendarMaking } from './making.ts';
import { mondayOf } from './month.ts';
import { hours } from './ruleWords.ts';
import { CalendarWork } from './work.tsx';
import { words } from './words.ts';
import s from './calendar.module.css';

const WEEKS = 8;

/** Reps × weeks of a unit: how much each week of each rep holds, and one button for all. */
export function CalendarScreen() {
  const making = calendarMaking.use();
  const w = words.value.cal;
  const l = language.value;
  const state = useSignal<'published' | 'draft'>('published');
  const from = mondayOf(day.value);
  const unitId = unit.value?.unitId;
  const asked = useAsked(`${unitId} ${from} ${state.value} ${making.version.value}`, async (signal) =>
    unitId === undefined
      ? undefined
      : call(readUnitWeeks, { params: { unitId }, query: { from, weeks: WEEKS, state: state.value }, signal }),
  );
  const reps = asked.value?.reps;
  const made = reps?.filter(({ calendarId }) => calendarId !== null).length ?? 0;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
        </div>
        <h1 class="sentence">
          {reps
            ? w.sentence(
                unit.value?.name ?? '',
                dayName(from, l),
                dayName(shiftDay(from, 7 * WEEKS - 1), l),
                count(made, l),
                count(reps.length, l),
              )
            : w.title}
        </h1>
        <div class="chips" role="group" aria-label={w.title}>
          {(['published', 'draft'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="chip"
              aria-pressed={state.value === one}
              onClick={() => (state.value = one)}
            >
              {w.state[one]}
            </button>
          ))}
        </div>
        {may('plans.make') && unitId !== undefined && (
          <DraftAll unitId={unitId} onBegin={() => (state.value = 'draft')} />
        )}
      </header>
      <div class="panel-body">
        <CalendarWork />
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!reps && asked.error === undefined && <Skeleton rows={8} />}
        {reps?.length === 0 && <p class="quiet pad">{w.noReps}</p>}
        {asked.value && asked.value.reps.length > 0 && <Weeks of={asked.value} />}
        {unitId !== undefined && <Absences unitId={unitId} from={from} reps={reps ?? []} />}
        {unitId !== undefined && <WorkingDaysOf key={unitId} unitId={unitId} />}
      </div>
    </>
  );
}

function DraftAll({ unitId, onBegin }: { unitId: string; onBegin: () => void }) {
  const making = calendarMaking.use();
  const w = words.value.cal;
  const replace = useSignal(false);
  const fromDay = shiftDay(mondayOf(day.value > today.value ? day.value : today.value), 7);
  return (
    <div class={s.calTools}>
      <button
        type="button"
        class="primary"
        disabled={making.isRunning.value}
        title={w.lead}
        onClick={() => {
          onBegin();
          void making.draft({ unitId, fromDay, weeks: WEEKS, fresh: false, replace: replace.value });
        }}
      >
        {w.draftAll}
      </button>
      <label class="check">
        <input
          type="checkbox"
          checked={replace.value}
          onChange={(event) => (replace.value = event.currentTarget.checked)}
        />
        {w.replace}
      </label>
    </div>
  );
}

function Weeks({ of: { weeks, reps } }: { of: UnitWeeks }) {
  const w = words.value.cal;
  const l = language.value;
  return (
    <table class={s.calWeeks}>
      <thead>
        <tr>
          <th scope="col">{w.rep}</th>
          {weeks.map((monday) => (
            <th key={monday} scope="col" aria-label={w.week(dayName(monday, l))}>
              {`${Number(monday.slice(5, 7))}/${Number(monday.slice(8))}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reps.map((rep) => (
          <RepWeeks key={rep.repId} rep={rep} />
        ))}
      </tbody>
    </table>
  );
}

function RepWeeks({ rep }: { rep: UnitWeeks['reps'][number] }) {
  const w = words.value.cal;
  const l = language.value;
  const hover = useHover(rep.repId);
  return (
    <tr {...hover} class="">
      <th scope="row">
        <button type="button" class="link flush" onClick={() => select({ kind: 'rep', id: rep.repId })}>
          {rep.name}
        </button>
        {rep.misses > 0 && <span class={s.calMissed}>{w.misses(rep.misses, count(rep.misses, l))}</span>}
      </th>
      {rep.weeks.map((week, k) => {
        if (!week) return <td key={k} class={s.calNoWeek} aria-label={w.none} />;
        const share = week.holdsMin > 0 ? week.workMin / week.holdsMin : 0;
        const said = w.load(count(week.stops, l), hours(week.workMin, l), percent(share, l));
        const shade = Math.min(4, Math.floor(share * 5));
        return (
          <td key={k} class={share > 1 ? s.calOver : s[`calShade${shade}`]} title={said}>
            <span aria-hidden="true">{count(week.stops, l)}</span>
            <span class="visually-hidden">{said}</span>
          </td>
        );
      })}
    </tr>
  );
}
