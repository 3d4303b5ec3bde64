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
import { caseQueue } from './queue.ts';

const PAGE = 100;

interface Listed {
  key: string;
  items: VisitSummary[];
  next: string | null;
}

/** What the list is of, as the address says. */
interface Asked {
  /** null: what is to be reviewed waits until it is, whatever the day. */
  day: string | null;
  today: string;
  state: VisitState | undefined;
  review: 'open' | undefined;
  unitId: string | null;
}

function askedList(): Asked {
  const today = dayOf(new Date(now.value), zone.value);
  const isReview = part.state.value === 'review';
  return {
    day: isReview && part.day.value === null ? null : (part.day.value ?? today),
    today,
    state: VisitState.safeParse(part.state.value).data,
    review: isReview ? 'open' : undefined,
    unitId: part.unitId.value,
  };
}

/** Every visit of a day, by verdict: the auditor's list. */
export function VisitsScreen() {
  const w = words.value;
  const asked = askedList();
  const { day, today, unitId, state, review } = asked;
  const { shown, error, read } = usePages(asked);
  const total = shown?.items.length ?? 0;
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
        <h1 class="sentence">{sentence(asked, total, Boolean(shown?.next))}</h1>
        <Chips asked={asked} />
      </header>
      <div class="panel-body">
        {error !== null && <Failure error={error} onAgain={() => void read(null)} />}
        {!shown && error === null && <Skeleton rows={8} />}
        {shown && total === 0 && (
          <p class="quiet pad">{review ? w.case.queueDone : state ? w.visits.none : w.visits.noneYet}</p>
        )}
        {shown?.items.map((visit) => (
          <VisitItem key={visit.visitId} visit={visit} hasDay={day === null} />
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

/** The list page by page: its first one is read again when the stream tells that one of its visits changed. */
function usePages({ day, state, review, unitId }: Asked) {
  const cases = caseQueue.use();
  const isHeard = day === null || visitsHeard.value?.day === day;
  const version = isHeard ? [...(visitsHeard.value?.visits.values() ?? [])].map((visit) => visit.state).join('') : '';
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
      cases.ids.value = listed.value.items.map((visit) => visit.visitId);
      cases.hasMore.value = page.next !== null;
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
  return { shown: listed.value?.key === key ? listed.value : null, error: error.value, read };
}

function sentence({ day, today, state, review }: Asked, total: number, hasMore: boolean): string {
  const w = words.value;
  const l = language.value;
  if (day === null) return w.case.toReviewAll(total, count(total, l) + (hasMore ? '+' : ''));
  const dayWord = day === today ? w.live.today : dayName(day, l);
  // The stream knows all of the day's; a list narrowed to a verdict counts what it has read.
  const all = !state && !review && visitsHeard.value?.day === day ? visitsHeard.value.visits.size : null;
  if (all === null && hasMore) return w.visits.sentenceMore(count(total, l), dayWord);
  return w.visits.sentence(all ?? total, count(all ?? total, l), dayWord);
}

/** All, those to be reviewed, or those of one verdict. */
function Chips({ asked: { state, review } }: { asked: Asked }) {
  const w = words.value;
  const choose = (chosen: string | null) => go({ state: chosen }, { replace: true });
  return (
    <div class="chips" role="group" aria-label={w.visits.state}>
      <button type="button" class="chip" aria-pressed={!state && !review} onClick={() => choose(null)}>
        {w.all}
      </button>
      <button
        type="button"
        class="chip"
        aria-pressed={review !== undefined}
        onClick={() => choose(review ? null : 'review')}
      >
        {w.visits.toReview}
      </button>
      {VerdictWord.options.map((word) => (
        <button
          key={word}
          type="button"
          class="chip"
          aria-pressed={state === word}
          onClick={() => choose(state === word ? null : word)}
        >
          <StateMark state={word} size={16} />
          {w.state[word]}
        </button>
      ))}
    </div>
  );
}
