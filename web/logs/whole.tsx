import { useSignal } from '@preact/signals';
import { isOfDay, type LogFacts } from '../../shared/logFacts.ts';
import { readLog, type WholeLog } from '../../shared/logs.ts';
import { call } from '../api.ts';
import { clock, dateTime, dayName, duration } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { changeText, logWords, statesText, sumsText } from '../ui/logWords.ts';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import s from './logs.module.css';

/** The facts that a log was sent with, beside those of now, and its earlier revisions: read when they are opened. */
export function WholeLogPart({ logId }: { logId: string }) {
  const isOpen = useSignal(false);
  return (
    <details class={s.logWhole} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{words.value.logs.whole2}</summary>
      {isOpen.value && <Asked logId={logId} />}
    </details>
  );
}

function Asked({ logId }: { logId: string }) {
  const asked = useAsked(logId, (signal) => call(readLog, { params: { logId }, signal }));
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={4} />;
  const { log, factsNow, changes, earlier } = asked.value;
  const l = language.value;
  return (
    <>
      {changes.map((change, i) => (
        <p key={i} class="warn">
          {changeText(change, l)}
        </p>
      ))}
      {isOfDay(log.facts) ? <Visits then={log.facts} now={factsNow} /> : <Days facts={log.facts} />}
      {earlier.map((one) => (
        <Earlier key={one.logId} one={one} />
      ))}
    </>
  );
}

function Visits({ then, now }: { then: Extract<LogFacts, { visits: unknown }>; now: LogFacts }) {
  const w = words.value;
  const l = language.value;
  const states = new Map(isOfDay(now) ? now.visits.map(({ visitId, state }) => [visitId, state]) : []);
  return (
    <ul class={s.logSaid}>
      {then.visits.map(({ visitId, name, startedAt, dwellS, state }) => {
        const next = states.get(visitId);
        return (
          <li key={visitId}>
            {[clock(startedAt, l, zone.value), name, dwellS !== null && duration(dwellS, l), w.state[state]]
              .filter(Boolean)
              .join(' · ')}
            {next && next !== state && <span class="warn"> {w.logs.now(w.state[next])}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function Days({ facts }: { facts: Exclude<LogFacts, { visits: unknown }> }) {
  const l = language.value;
  const w = words.value.logs;
  return (
    <ul class={s.logSaid}>
      {facts.days.map(({ day, logId, sums }) => (
        <li key={day}>
          {[dayName(day, l), statesText(sums, l), sumsText(sums, l), logId === null && w.noLog]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </ul>
  );
}

function Earlier({ one }: { one: WholeLog['earlier'][number] }) {
  const w = logWords.value.log;
  const l = language.value;
  return (
    <div>
      <h3>{`${w.revision(String(one.revisionNo))} · ${dateTime(one.saidAt, l, zone.value)}`}</h3>
      {Object.entries(one.said.texts).map(
        ([key, text]) =>
          text !== '' && (
            <p key={key} class={s.logLine}>
              {text}
            </p>
          ),
      )}
    </div>
  );
}
