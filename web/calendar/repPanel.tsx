import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count, dayName, percent, shiftDay } from '../format.ts';
import { day, dayView, today } from '../ui/day.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { pushUndo } from '../ui/keys.ts';
import { may } from '../ui/me.ts';
import { useOpened } from '../ui/opened.ts';
import { language } from '../ui/words.ts';
import { DayList } from './dayList.tsx';
import { Exceptions, exceptionSentence } from './exceptions.tsx';
import { Grid } from './grid.tsx';
import { calendarMaking } from './making.ts';
import { mondayOf, repCalendarView, RepCalendarView } from './month.ts';
import { Publishing } from './publishing.tsx';
import { kilometres } from './ruleWords.ts';
import { CalendarWork } from './work.tsx';
import { words } from './words.ts';
import s from './calendar.module.css';

/** The weeks of one rep: what is published, the draft, and what is not as usual. */
export function RepCalendarPanel({ id: repId }: { id: string }) {
  return <RepCalendarOf key={repId} repId={repId} />;
}

function RepCalendarOf({ repId }: { repId: string }) {
  const w = words.value.cal;
  const making = calendarMaking.use();
  const view = useOpened(
    repCalendarView,
    () => new RepCalendarView(repId, day.peek(), () => making.changed()),
    () => () => {},
  );
  useSignalEffect(() => {
    void making.version.value;
    void view.load();
  });
  useEffect(
    () =>
      pushUndo(() => ({
        undo: (view.month.peek()?.draft?.steps ?? 0) > 0 ? () => void view.undo() : null,
        redo: null,
      })),
    [],
  );
  // the day before and after, by the picker's keys, may lie in other weeks
  useSignalEffect(() => {
    const shown = day.value;
    if (shown < view.from.peek() || shown > view.to.peek()) view.show(mondayOf(shown));
  });
  const now = view.month.value;
  const name = now?.name ?? dayView.value?.reps.get(repId)?.name ?? '';
  const hasAny = now !== null && (now.draft !== null || now.published.length > 0);
  return (
    <>
      <DetailHead title={name} more={hasAny && <p class="sentence">{exceptionSentence()}</p>} />
      <div class="panel-body">
        <CalendarWork />
        {view.error.value !== null && (
          <>
            <Failure error={view.error.value} />
            <p class="pad">
              <button type="button" onClick={() => void view.load()}>
                {w.reload}
              </button>
            </p>
          </>
        )}
        {!now && view.error.value === null && <Skeleton rows={8} />}
        {now && may('plans.make') && <Tools repId={repId} />}
        {now && !hasAny && <Empty title={w.noCalendar}>{w.lead}</Empty>}
        {now && <Grid />}
        {hasAny && <Figures />}
        {hasAny && <DayList />}
        {hasAny && <Exceptions />}
        {hasAny && <p class="quiet pad">{w.month}</p>}
        <p class="visually-hidden" role="status">
          {view.note.value ?? ''}
        </p>
      </div>
    </>
  );
}

/** A draft: made, made again, published, thrown away. */
function Tools({ repId }: { repId: string }) {
  const view = repCalendarView.use();
  const making = calendarMaking.use();
  const w = words.value.cal;
  const isPublishing = useSignal(false);
  const fresh = useSignal(false);
  const said = useSignal<string | null>(null);
  const draft = view.month.value!.draft;
  const nextMonday = shiftDay(mondayOf(today.value), 7);
  const isBusy = making.isRunning.value || view.isBusy.value;
  return (
    <>
      <div class={s.calTools}>
        <button
          type="button"
          class={draft ? '' : 'primary'}
          disabled={isBusy}
          onClick={() =>
            void making.draft({
              repId,
              fromDay: draft && draft.fromDay > today.value ? draft.fromDay : nextMonday,
              weeks: 8,
              fresh: fresh.value,
              replace: true,
            })
          }
        >
          {draft ? w.draftAgain : w.draftOne}
        </button>
        {draft && (
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
        )}
        {view.month.value!.published.length > 0 && (
          <label class="check">
            <input
              type="checkbox"
              checked={fresh.value}
              onChange={(event) => (fresh.value = event.currentTarget.checked)}
            />
            {w.fresh}
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

/** What the calendar that is shown comes to. */
function Figures() {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const shown = view.month.value!.draft ?? view.month.value!.published.at(-1)!;
  const { measures, state, fromDay, toDay, visits } = shown;
  const facts: [string, string][] = [
    [w.state[state], `${dayName(fromDay, l)} – ${dayName(toDay, l)}`],
    [w.count, count(visits.length, l)],
    [w.km, kilometres(measures.km, l)],
    [w.worst, w.overMean(percent(Math.max(0, measures.worstDayOverMean), l))],
    ...(measures.lowerBoundKm === null ? [] : [[w.bound, kilometres(measures.lowerBoundKm, l)] as [string, string]]),
  ];
  return (
    <dl class={s.calFigures}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
