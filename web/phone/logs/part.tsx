import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WorkLog } from '../../../shared/logs.ts';
import { clock, count } from '../../format.ts';
import { Skeleton } from '../../ui/failure.tsx';
import { dueText, logName, logWords } from '../../ui/logWords.ts';
import { language } from '../../ui/words.ts';
import { isOnline, kept, refresh, repZone } from '../day.ts';
import { logInAddress, openLog } from './address.ts';
import { LogPage } from './logPage.tsx';
import { factsHere, isUnwritten, logs, readLogs, readWritten, sentLog, waitingLogs, writings } from './logging.ts';
import { Reviews } from './reviews.tsx';
import { Unsent } from './unsent.tsx';
import { writeWords } from './words.ts';
import { isReturned, keyOf, type LogOf } from './writing.ts';
import s from '../phone.module.css';

/** The rep's logs: today's, those that are owed, and what was said of those that were sent. */
export function LogPart() {
  const isRead = useSignal(false);
  useEffect(() => {
    void navigator.storage?.persist?.().catch(() => undefined);
    void readWritten()
      .catch(() => (isUnwritten.value = true))
      .then(() => (isRead.value = true))
      .then(() => refresh());
  }, []);
  const readAt = kept.value?.savedAt;
  useEffect(() => {
    if (isRead.value && isOnline.value) void readLogs().catch(() => undefined); // what is kept stays
  }, [readAt, isRead.value]);
  if (!isRead.value) return <Skeleton rows={2} />;
  const of = logInAddress();
  return of ? <LogPage key={keyOf(of)} of={of} onBack={() => openLog(null)} /> : <LogList />;
}

function LogList() {
  const w = writeWords.value.write;
  const today: LogOf = { span: 'day', fromDay: kept.value!.day };
  const others = othersThan(today);
  return (
    <>
      <Unsent />
      <section class="section">
        <h2>{w.title}</h2>
        <ul class="plain-list">
          <LogRow of={today} name={w.today} isFirst />
        </ul>
        {others.length > 0 && (
          <details>
            <summary class={s.monthTitle}>
              {w.others} <span class="number">{count(others.length, language.value)}</span>
            </summary>
            <ul class="plain-list">
              {others.map((of) => (
                <LogRow key={keyOf(of)} of={of} name={logName(of, language.value)} />
              ))}
            </ul>
          </details>
        )}
      </section>
    </>
  );
}

/** Owed ones first, then those that were sent, the newest first. */
function othersThan(today: LogOf): LogOf[] {
  const { owed = [], items = [] } = logs.value ?? {};
  const all = [...owed, ...items].map(({ span, fromDay }) => ({ span, fromDay }));
  const known = new Map(all.map((of) => [keyOf(of), of]));
  known.delete(keyOf(today));
  return [...known.values()];
}

function LogRow({ of, name, isFirst = false }: { of: LogOf; name: string; isFirst?: boolean }) {
  const w = writeWords.value.write;
  const l = language.value;
  const log = sentLog(of);
  const state = stateOf(of, log);
  const due = logs.value?.owed.find((owed) => keyOf(owed) === keyOf(of))?.dueAt;
  const missing = isFirst ? factsHere(of).stops.length : 0;
  const said = [
    w.state[state] + (log && state === 'sent' ? ` ${clock(log.saidAt, l, repZone.value)}` : ''),
    log && log.timeliness !== 'inTime' && logWords.value.log.timeliness[log.timeliness],
    !log && due && logWords.value.log.due(dueText(due, l, repZone.value)),
    state !== 'sent' && state !== 'read' && missing > 0 && w.missing(missing, count(missing, l)),
  ];
  return (
    <li class={s.stop}>
      <div class="row">
        <span class="item-text">
          <span class={s.stopName}>{name}</span>
          <span class={`item-more ${state === 'returned' ? 'warn' : ''}`}>{said.filter(Boolean).join(' · ')}</span>
        </span>
        <button type="button" class={isFirst && !log ? 'primary' : ''} onClick={() => openLog(of)}>
          {state === 'none' || state === 'returned' ? w.begin : state === 'begun' ? w.goOn : w.look}
        </button>
      </div>
      {log && <Reviews log={log} />}
    </li>
  );
}

type State = keyof (typeof writeWords)['value']['write']['state'];

function stateOf(of: LogOf, log: WorkLog | null): State {
  const own = writings.value.get(keyOf(of));
  if (waitingLogs.value.some(({ key, refused }) => key === keyOf(of) && refused === null)) return 'waiting';
  if (own && own.sentAt === null) return 'begun';
  if (!log) return own ? 'sent' : 'none';
  if (isReturned(log)) return 'returned';
  return log.reviews.some(({ revisionNo }) => revisionNo === log.revisionNo) ? 'read' : 'sent';
}
