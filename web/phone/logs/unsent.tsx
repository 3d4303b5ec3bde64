import { count, dateTime } from '../../format.ts';
import { spanName } from '../../ui/logWords.ts';
import { language } from '../../ui/words.ts';
import { repZone } from '../day.ts';
import { Refused } from '../refused.tsx';
import { openLog } from './address.ts';
import { isUnwritten, waitingLogs, writeAgain } from './logging.ts';
import { writeWords } from './words.ts';
import s from '../phone.module.css';
import c from './writing.module.css';

/** What has not reached the server: said at all times. */
export function Unsent() {
  const w = writeWords.value.write;
  const l = language.value;
  const waiting = waitingLogs.value.filter(({ refused }) => refused === null);
  return (
    <>
      {isUnwritten.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.unwritten}
        </p>
      )}
      {waiting.length > 0 && (
        <p class={s.note} role="status">
          <strong>{w.waiting(waiting.length, count(waiting.length, l))}</strong>
          <span class={`quiet ${c.logSaidAt}`}>
            {waiting.map((log) => `${spanName(log, l)} ${dateTime(log.body.saidAt, l, repZone.value)}`).join(' · ')}
          </span>
        </p>
      )}
      {waitingLogs.value
        .filter(({ refused }) => refused !== null)
        .map((log) => (
          <Refused
            key={log.seq}
            what={w.of(spanName(log, l))}
            of={log}
            onDiscard={() => void writeAgain(log).then(() => openLog(log))}
          />
        ))}
    </>
  );
}
