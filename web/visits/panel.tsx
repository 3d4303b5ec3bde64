import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { exportVisits, listVisits, VerdictWord, VisitState, type VisitSummary } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { count, dayName, dayOf } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { now } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { zone } from '../ui/me.ts';
import { go, part } from '../ui/navigate.ts';
import { DayPicker, UnitPicker } from '../ui/pickers.tsx';
import { visitsHeard } from '../ui/day.ts';
import { VisitItem } from '../ui/visitItem.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { isMoreQueued, queue } from './queue.ts';

const PAGE = 100;

interface Listed {
  key: string;
  items: VisitSummary[];
  next: string | null;
}

/** Every visit of a day, by verdict: the auditor's list. */
export function VisitsScreen() {
  const w = words.value;
  const l = language.value;
  const today = dayOf(new Date(now.value), zone.value);
  // What is to be reviewed waits until it is, whatever the day.
  const day = part.state.value === 'review' && part.day.value === null ? null : (part.day.value ?? today);
  const state = VisitState.safeParse(part.state.value).data;
  const review = part.state.value === 'review' ? ('open' as const) : undefined;
  const unitId = part.unitId.value;
  // The stream tells of this day's visits: each change reads the first page again.
  const version =
    day === null || visitsHeard.value?.day === day
      ? [...(visitsHeard.value?.visits.values() ?? [])].map((visit) => visit.state).join('')
      : '';
  const key = `${day} ${state} ${review} ${unitId}`;
  const listed = useSignal<Listed | null>(null);
  const error = useSignal<unknown>(null);
  const read = async (cursor: string | null, signal?: AbortSignal) => {
    error.value = null;
    try {
      const page = await call(listVisits, {
        query: { day: day ?? undefined, unitId, state, review, limit: PAGE, cursor },
        signal,
      });
      const before = cursor === null ? [] : (listed.peek()?.items ?? []);
      listed.value = { key, items: [...before, ...page.items], next: page.next };
      queue.value = listed.value.items.map((visit) => visit.visitId);
      isMoreQueued.value = page.next !== null;
    } catch (failed) {
      if (!signal?.aborted) error.value = failed;
    }
  };
  useEffect(() => {
    // A list that was read on is not folded up again under the reader's eyes.
    if (listed.peek()?.key === key && listed.peek()!.items.length > PAGE) return;
    const cancel = new AbortController();
    void read(null, cancel.signal);
    return () => cancel.abort();
  }, [key, version]);
  const shown = listed.value?.key === key ? listed.value : null;
  const dayWord = day === null ? '' : day === today ? w.live.today : dayName(day, l);
  const total = shown?.items.length ?? 0;
  // The stream knows all of the day's; a list narrowed to a verdict counts what it has read.
  const all = !state && !review && visitsHeard.value?.day === day ? visitsHeard.value.visits.size : null;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <span class="spread" />
          {total > 0 && (
            <ExportMenu of={{ list: exportVisits, query: { day, unitId, state, review }, hasPlace: true }} />
          )}
        </div>
        {day !== null && <DayPicker day={day} today={today} />}
        <h1 class="sentence">
          {day === null
            ? w.case.toReviewAll(total, count(total, l) + (shown?.next ? '+' : ''))
            : all === null && shown?.next
              ? w.visits.sentenceMore(count(total, l), dayWord)
              : w.visits.sentence(all ?? total, count(all ?? total, l), dayWord)}
        </h1>
        <div class="chips" role="group" aria-label={w.visits.state}>
          <button
            type="button"
            class="chip"
            aria-pressed={!state && !review}
            onClick={() => go({ state: null }, { replace: true })}
          >
            {w.all}
          </button>
          <button
            type="button"
            class="chip"
            aria-pressed={review !== undefined}
            onClick={() => go({ state: review ? null : 'review' }, { replace: true })}
          >
            {w.visits.toReview}
          </button>
          {VerdictWord.options.map((word) => (
            <button
              key={word}
              type="button"
              class="chip"
              aria-pressed={state === word}
              onClick={() => go({ state: state === word ? null : word }, { replace: true })}
            >
              <StateMark state={word} size={16} />
              {w.state[word]}
            </button>
          ))}
        </div>
      </header>
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} onAgain={() => void read(null)} />}
        {!shown && error.value === null && <Skeleton rows={8} />}
        {shown && total === 0 && (
          <p class="quiet pad">{review ? w.case.queueDone : state ? w.visits.none : w.visits.noneYet}</p>
        )}
        {shown?.items.map((visit) => (
          <VisitItem key={visit.visitId} visit={visit} />
        ))}
        {shown?.next && (
          <button type="button" class="link pad" onClick={() => void read(shown.next)}>
            {w.more}
          </button>
        )}
      </div>
    </>
  );
}
