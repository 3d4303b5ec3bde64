import { clock, count } from '../format.ts';
import { language, words } from '../words/words.ts';
import { discard, isOnline, kept, needsSignIn, notKept, presses, refresh } from './day.ts';

/** What has not reached the server: visible at all times, never in the way. */
export function Waiting() {
  const w = words.value;
  const l = language.value;
  const waiting = presses.value.filter((press) => press.refused === null);
  const refused = presses.value.filter((press) => press.refused !== null);
  return (
    <>
      {!isOnline.value && <p class="note">{w.phone.offline}{kept.value && ` ${w.phone.savedAt(clock(kept.value.savedAt, l))}`}</p>}
      {notKept.value && <p class="note warn" role="alert">{w.phone.notStored}</p>}
      {waiting.length > 0 && (
        <div class="note row" role="status">
          <strong>{w.phone.waiting(waiting.length, count(waiting.length, l))}</strong>
          {!needsSignIn.value && <button type="button" class="link" onClick={() => void refresh()}>{w.phone.sendNow}</button>}
          <ul class="wide">{waiting.map((press) => <li key={press.seq} class="quiet">{`${clock(press.body.pressedAt, l)} ${press.kind === 'start' ? w.phone.startOf(press.retailerName) : w.phone.endOf(press.retailerName)}`}</li>)}</ul>
        </div>
      )}
      {refused.map((press) => (
        <div key={press.seq} class="note row warn" role="alert">
          <span class="grow">
            <strong>{`${w.phone.refused}: ${press.kind === 'start' ? w.phone.startOf(press.retailerName) : w.phone.endOf(press.retailerName)} ${clock(press.body.pressedAt, l)}`}</strong>
            <br />
            {w.failure[press.refused!]}
          </span>
          <button type="button" onClick={() => void discard(press)}>{w.phone.discard}</button>
        </div>
      ))}
    </>
  );
}
