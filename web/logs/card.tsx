import { useEffect, useRef } from 'preact/hooks';
import type { LogSpan } from '../../shared/logDue.ts';
import { logTexts, type InboxItem } from '../../shared/logs.ts';
import { dateTime } from '../format.ts';
import { changeText, dueText, logWords, statesText, sumsText } from '../ui/logWords.ts';
import { may, zone } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { LogBox } from './box.tsx';
import { logInbox } from './logInbox.ts';
import { WholeLogPart } from './whole.tsx';
import { words } from './words.ts';
import s from './logs.module.css';

/** One log: a line of it, and all of it where it is looked at. */
export function LogCard({ item, span }: { item: InboxItem; span: LogSpan }) {
  const inbox = logInbox.use();
  const w = words.value.logs;
  const l = language.value;
  const { repId, repName, log, exceptions, dueAt, sums } = item;
  const isAt = inbox.at.value === repId;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAt) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  const due = dueText(dueAt, l, zone.value);
  return (
    <article ref={card} class={`${s.logCard} ${isAt ? s.isAt : ''}`}>
      <button
        type="button"
        class="item"
        aria-current={isAt}
        aria-expanded={isAt}
        onClick={() => (inbox.at.value = isAt ? null : repId)}
      >
        <span class="item-text">
          <span class="item-title">{repName}</span>
          <span class="item-more">
            {[statesText(sums, l), sumsText(sums, l)].filter(Boolean).join(' · ') || (log ? '' : w.notDue(due))}
          </span>
          {exceptions.length > 0 && (
            <span class="item-more warn">{exceptions.map((one) => w.exception[one]).join(' · ')}</span>
          )}
        </span>
        {item.isRead && <span class="item-end quiet">{w.read}</span>}
      </button>
      {isAt && (
        <div class={s.logOpen}>
          {log ? <Opened item={item} log={log} span={span} /> : <p class="quiet">{w.wasDue(due)}</p>}
        </div>
      )}
    </article>
  );
}

function Opened({ item, log, span }: { item: InboxItem; log: NonNullable<InboxItem['log']>; span: LogSpan }) {
  const inbox = logInbox.use();
  const w = words.value.logs;
  const { stops, changes } = item;
  const common = logWords.value.log;
  const l = language.value;
  const times = [
    log.timeliness !== 'inTime' && common.timeliness[log.timeliness],
    w.saidAt(dateTime(log.saidAt, l, zone.value)),
    log.timeliness !== 'inTime' && w.receivedAt(dateTime(log.receivedAt, l, zone.value)),
    log.clock !== 'right' && common.clock[log.clock],
    log.revisionNo > 1 && common.revision(String(log.revisionNo)),
  ];
  return (
    <>
      <p class="quiet">{times.filter(Boolean).join(' · ')}</p>
      {changes.length > 0 && (
        <Part title={w.changes} isWarning lines={changes.map((change) => changeText(change, l))} />
      )}
      {stops.length > 0 && (
        <Part
          title={common.stops}
          lines={stops.map(({ name, why, note }) =>
            [name, why === null ? common.noWhy : common.why[why], note].filter(Boolean).join(' · '),
          )}
        />
      )}
      {logTexts.map(
        (key) =>
          log.said.texts[key] !== '' && <Part key={key} title={common.text[key]} lines={[log.said.texts[key]]} />,
      )}
      <Said log={log} />
      {may('logs.review') && (inbox.box.value ? <LogBox key={inbox.box.value} box={inbox.box.value} /> : <Deeds />)}
      <WholeLogPart logId={log.logId} />
      {span === 'day' && may('positions.read') && (
        <button
          type="button"
          class="link"
          onClick={() => go({ path: '/replay', day: log.fromDay, alone: item.repId, own: {} })}
        >
          {w.replay}
        </button>
      )}
    </>
  );
}

function Part({ title, lines, isWarning = false }: { title: string; lines: readonly string[]; isWarning?: boolean }) {
  return (
    <div class={isWarning ? s.logChanged : ''}>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line} class={s.logLine}>
          {line}
        </p>
      ))}
    </div>
  );
}

function Said({ log }: { log: NonNullable<InboxItem['log']> }) {
  const w = logWords.value.log;
  const l = language.value;
  if (log.reviews.length === 0) return null;
  return (
    <ul class={s.logSaid}>
      {log.reviews.map(({ reviewId, deed, line, note, reviewerName, reviewedAt }) => {
        const at = dateTime(reviewedAt, l, zone.value);
        const about = line === null ? '' : ` · ${line === 'stops' ? w.stops : w.text[line]}`;
        return (
          <li key={reviewId} class="quiet">
            {deed === 'read' ? w.read(reviewerName, at) : `${w[deed](reviewerName)}${about} · ${at}: ${note}`}
          </li>
        );
      })}
    </ul>
  );
}

function Deeds() {
  const inbox = logInbox.use();
  const w = words.value.logs;
  return (
    <div class="row">
      <button
        type="button"
        class="primary"
        disabled={inbox.isSending.value}
        onClick={() => void inbox.review({ deed: 'read', line: null, note: null })}
      >
        {w.read}
        <kbd>R</kbd>
      </button>
      <button type="button" onClick={() => (inbox.box.value = 'comment')}>
        {w.comment}
        <kbd>C</kbd>
      </button>
      <button type="button" onClick={() => (inbox.box.value = 'return')}>
        {w.return}
        <kbd>B</kbd>
      </button>
    </div>
  );
}
