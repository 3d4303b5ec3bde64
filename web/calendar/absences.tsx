import { useSignal, type Signal } from '@preact/signals';
import {
  AbsenceKind,
  addAbsence,
  DayPart,
  listAbsences,
  removeAbsence,
  type Absence,
} from '../../shared/workingDays.ts';
import { call } from '../api.ts';
import { count, dayName, shiftDay } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Choice } from './choice.tsx';
import { calendarMaking } from './making.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** Who is away in the coming half year, and a way to say so. */
export function Absences({
  unitId,
  from,
  reps,
}: {
  unitId: string;
  from: string;
  reps: readonly { repId: string; name: string }[];
}) {
  const making = calendarMaking.use();
  const w = words.value;
  const l = language.value;
  const { error, send } = useSending();
  const asked = useAsked(`${unitId} ${from} ${making.version.value}`, (signal) =>
    call(listAbsences, { query: { unitId, from, to: shiftDay(from, 183) }, signal }),
  );
  const items = asked.value?.items ?? [];
  const remove = async (absence: Absence) => {
    if (await send(() => call(removeAbsence, { params: { absenceId: absence.absenceId } }))) making.changed();
  };
  return (
    <details class={s.calSection}>
      <summary>{`${w.away.title} (${count(items.length, l)})`}</summary>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      {asked.value && items.length === 0 && <p class="quiet">{w.away.none}</p>}
      <ul>
        {items.map((one) => (
          <li key={one.absenceId} class={s.calLine}>
            <span>
              {w.away.line(one.repName, dayName(one.fromDay, l), dayName(one.toDay, l), w.cal.absence[one.kind])}
              {one.part !== 'day' && ` (${w.cal.part[one.part]})`}
            </span>
            {may('absences.write') && (
              <button
                type="button"
                class="tool"
                aria-label={w.away.remove(one.repName)}
                title={w.away.remove(one.repName)}
                onClick={() => void remove(one)}
              >
                <Icon name="close" size={16} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {may('absences.write') && reps.length > 0 && <NewAbsenceForm reps={reps} />}
      <p class="quiet">{w.away.hint}</p>
    </details>
  );
}

function NewAbsenceForm({ reps }: { reps: readonly { repId: string; name: string }[] }) {
  const making = calendarMaking.use();
  const w = words.value;
  const { error, isBusy, send } = useSending();
  const repId = useSignal(reps[0]!.repId);
  const fromDay = useSignal(today.value);
  const toDay = useSignal(today.value);
  const kind = useSignal<AbsenceKind>('leave');
  const part = useSignal<DayPart>('day');
  const add = async (event: Event) => {
    event.preventDefault();
    const said = {
      repId: repId.value,
      fromDay: fromDay.value,
      toDay: toDay.value,
      kind: kind.value,
      part: part.value,
    };
    if (await send(() => call(addAbsence, { body: said }))) making.changed();
  };
  return (
    <form class={s.calForm} onSubmit={(event) => void add(event)}>
      <label>
        {w.away.rep}
        <select value={repId.value} onChange={(event) => (repId.value = event.currentTarget.value)}>
          {reps.map((rep) => (
            <option key={rep.repId} value={rep.repId}>
              {rep.name}
            </option>
          ))}
        </select>
      </label>
      <Span from={fromDay} to={toDay} />
      <Choice label={w.away.kind} options={AbsenceKind.options} words={w.cal.absence} chosen={kind} />
      <Choice label={w.away.part} options={DayPart.options} words={w.cal.part} chosen={part} />
      <button type="submit" disabled={isBusy.value}>
        {w.away.add}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </form>
  );
}

/** Two days, the second never before the first. */
function Span({ from, to }: { from: Signal<string>; to: Signal<string> }) {
  const w = words.value;
  return (
    <>
      <label>
        {w.away.from}
        <input
          type="date"
          required
          value={from.value}
          onInput={(event) => {
            from.value = event.currentTarget.value;
            if (to.value < from.value) to.value = from.value;
          }}
        />
      </label>
      <label>
        {w.away.to}
        <input
          type="date"
          required
          min={from.value}
          value={to.value}
          onInput={(event) => (to.value = event.currentTarget.value)}
        />
      </label>
    </>
  );
}
