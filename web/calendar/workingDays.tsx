import { useSignal } from '@preact/signals';
import {
  confirmYear,
  DayKind,
  importWorkingDays,
  readWorkingDays,
  setWorkingDays,
  type DaysImport,
  type WorkingDays,
} from '../../shared/workingDays.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { reasonSentence } from '../ui/reasons.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Choice } from './choice.tsx';
import { calendarMaking } from './making.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** The days of a year that differ from their weekday, where they come from, and who confirmed the year. */
export function WorkingDaysOf({ unitId }: { unitId: string }) {
  const making = calendarMaking.use();
  const w = words.value;
  const year = useSignal(Number(today.value.slice(0, 4)));
  const { error, send } = useSending();
  const asked = useAsked(`${unitId} ${year.value} ${making.version.value}`, (signal) =>
    call(readWorkingDays, { query: { unitId, year: year.value }, signal }),
  );
  const isConfirmed = asked.value?.confirmed.includes(year.value) ?? false;
  const change = async (act: () => Promise<unknown>) => {
    if (await send(act)) making.changed();
  };
  const remove = (day: string) => () => call(setWorkingDays, { body: { unitId, days: [{ day, kind: null }] } });
  return (
    <details class={s.calSection}>
      <summary>{w.days.title}</summary>
      <p class="quiet">{w.days.lead}</p>
      <label class={s.calLine}>
        {w.days.year}
        <input
          type="number"
          min={1970}
          max={2099}
          value={year.value}
          onChange={(event) => {
            const asked = event.currentTarget.valueAsNumber;
            if (Number.isInteger(asked) && asked >= 1970 && asked <= 2099) year.value = asked;
          }}
        />
      </label>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      <p>{isConfirmed ? w.days.confirmed(String(year.value)) : w.days.unconfirmed(String(year.value))}</p>
      {may('plans.make') && !isConfirmed && (
        <button
          type="button"
          onClick={() =>
            void change(() => call(confirmYear, { params: { year: String(year.value) }, body: { unitId } }))
          }
        >
          {w.days.confirm}
        </button>
      )}
      {asked.value?.days.length === 0 && <p class="quiet">{w.days.none}</p>}
      <Days of={asked.value?.days ?? []} onRemove={(day) => void change(remove(day))} />
      {may('plans.make') && <NewDay unitId={unitId} onDone={() => making.changed()} />}
      {may('plans.make') && <DaysFile unitId={unitId} onDone={() => making.changed()} />}
    </details>
  );
}

function Days({ of, onRemove }: { of: WorkingDays['days']; onRemove: (day: string) => void }) {
  const w = words.value;
  const l = language.value;
  return (
    <ul>
      {of.map(({ day, kind, name, isOwn }) => (
        <li key={day} class={s.calLine}>
          <span>
            {[dayName(day, l), w.cal.dayKind[kind], name, isOwn ? '' : w.days.inherited].filter(Boolean).join(' · ')}
          </span>
          {isOwn && may('plans.make') && (
            <button
              type="button"
              class="tool"
              aria-label={w.days.remove(dayName(day, l))}
              title={w.days.remove(dayName(day, l))}
              onClick={() => onRemove(day)}
            >
              <Icon name="close" size={16} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function NewDay({ unitId, onDone }: { unitId: string; onDone: () => void }) {
  const w = words.value;
  const { error, isBusy, send } = useSending();
  const day = useSignal(today.value);
  const kind = useSignal<DayKind>('holiday');
  const name = useSignal('');
  const add = async (event: Event) => {
    event.preventDefault();
    const days = [{ day: day.value, kind: kind.value, name: name.value }];
    if (await send(() => call(setWorkingDays, { body: { unitId, days } }))) onDone();
  };
  return (
    <form class={s.calForm} onSubmit={(event) => void add(event)}>
      <label>
        {w.days.day}
        <input type="date" required value={day.value} onInput={(event) => (day.value = event.currentTarget.value)} />
      </label>
      <Choice label={w.days.kind} options={DayKind.options} words={w.cal.dayKind} chosen={kind} />
      <label>
        {w.days.name}
        <input maxLength={100} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={isBusy.value}>
        {w.days.add}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </form>
  );
}

/** A year's list from a file: first what it would say, then it counts. */
function DaysFile({ unitId, onDone }: { unitId: string; onDone: () => void }) {
  const w = words.value;
  const l = language.value;
  const { error, isBusy, send } = useSending();
  const file = useSignal<File | null>(null);
  const read = useSignal<DaysImport | null>(null);
  const ask = (store: 'true' | 'false') =>
    send(async () => {
      read.value = await call(importWorkingDays, { query: { unitId, store }, body: file.value! });
    });
  const number = (change: string) => count(read.value!.days.filter((day) => day.change === change).length, l);
  return (
    <div class={s.calForm}>
      <label>
        {w.days.import}
        <input
          type="file"
          accept=".csv,.xlsx,text/csv"
          onChange={(event) => {
            file.value = event.currentTarget.files?.[0] ?? null;
            read.value = null;
            if (file.value) void ask('false');
          }}
        />
      </label>
      <p class="quiet">{w.days.importHint}</p>
      {error.value !== null && <Failure error={error.value} />}
      {read.value && (
        <div role="status">
          <p>{w.days.preview(number('new'), number('changed'), number('same'))}</p>
          <ul>
            {read.value.faults.map(({ line, reason }) => (
              <li key={line} class="warn">
                {w.days.line(count(line, l), reasonSentence(reason) ?? '')}
              </li>
            ))}
          </ul>
        </div>
      )}
      {read.value && !read.value.isStored && read.value.faults.length === 0 && (
        <button
          type="button"
          class="primary"
          disabled={isBusy.value}
          onClick={() => void ask('true').then((isDone) => isDone && onDone())}
        >
          {w.days.store}
        </button>
      )}
    </div>
  );
}
