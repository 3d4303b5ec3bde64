import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count, dayName, percent } from '../format.ts';
import { day, dayView } from '../ui/day.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { pushUndo } from '../ui/keys.ts';
import { may } from '../ui/me.ts';
import { useOpened } from '../ui/opened.ts';
import { language } from '../ui/words.ts';
import { CalendarFiles } from './files.tsx';
import { DayList } from './dayList.tsx';
import { DraftTools } from './draftTools.tsx';
import { Exceptions, exceptionSentence } from './exceptions.tsx';
import { Grid } from './grid.tsx';
import { calendarMaking } from './making.ts';
import { mondayOf, repCalendarView, RepCalendarView } from './month.ts';
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
      <DetailHead title={name} more={hasAny && <p class="sentence">{exceptionSentence()}</p>}>
        {hasAny && <CalendarFiles view={view} />}
      </DetailHead>
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
        {now && may('plans.make') && <DraftTools repId={repId} />}
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
