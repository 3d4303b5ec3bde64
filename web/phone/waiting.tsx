import { clock, count, duration } from '../format.ts';
import { aheadMs } from '../clock.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { Act } from './acts.ts';
import { acts, discard, discardAct, isOnline, kept, needsSignIn, notKept, presses, refresh, repZone } from './day.ts';
import s from './phone.module.css';

/** What has not reached the server: visible at all times, never in the way. */
export function Waiting() {
  const w = words.value;
  const l = language.value;
  const waiting = presses.value.filter((press) => press.refused === null);
  const refused = presses.value.filter((press) => press.refused !== null);
  const actsWaiting = acts.value.filter((act) => act.refused === null);
  const actsRefused = acts.value.filter((act) => act.refused !== null);
  const actWords = (act: Act) =>
    [clock(act.doneAt, l, repZone.value), w.phone.act[act.kind], act.retailerName].filter(Boolean).join(' ');
  const all = waiting.length + actsWaiting.length;
  return (
    <>
      {!isOnline.value && (
        <p class={s.note}>
          {w.phone.offline}
          {kept.value && ` ${w.phone.savedAt(clock(kept.value.savedAt, l, repZone.value))}`}
        </p>
      )}
      {aheadMs.value !== 0 && (
        <p class={`${s.note} warn`} role="alert">
          {w.phone.clockOff(duration(Math.abs(aheadMs.value) / 1000, l), aheadMs.value > 0)}
        </p>
      )}
      {notKept.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.phone.notStored}
        </p>
      )}
      {all > 0 && (
        <div class={`${s.note} row`} role="status">
          <strong>{w.phone.waiting(all, count(all, l))}</strong>
          {!needsSignIn.value && (
            <button type="button" class="link" onClick={() => void refresh()}>
              {w.phone.sendNow}
            </button>
          )}
          <ul class="wide">
            {waiting.map((press) => (
              <li
                key={press.seq}
                class="quiet"
              >{`${clock(press.body.pressedAt, l, repZone.value)} ${press.kind === 'start' ? w.phone.startOf(press.retailerName) : w.phone.endOf(press.retailerName)}`}</li>
            ))}
            {actsWaiting.map((act) => (
              <li key={`act ${act.seq}`} class="quiet">
                {actWords(act)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {actsRefused.map((act) => (
        <div key={`act ${act.seq}`} class={`${s.note} row warn`} role="alert">
          <span class="grow">
            <strong>{`${w.phone.refused}: ${actWords(act)}`}</strong>
            <br />
            {w.failure[act.refused!]}
          </span>
          <button type="button" onClick={() => void discardAct(act)}>
            {w.phone.discard}
          </button>
        </div>
      ))}
      {refused.map((press) => (
        <div key={press.seq} class={`${s.note} row warn`} role="alert">
          <span class="grow">
            <strong>{`${w.phone.refused}: ${press.kind === 'start' ? w.phone.startOf(press.retailerName) : w.phone.endOf(press.retailerName)} ${clock(press.body.pressedAt, l, repZone.value)}`}</strong>
            <br />
            {w.failure[press.refused!]}
          </span>
          <button type="button" onClick={() => void discard(press)}>
            {w.phone.discard}
          </button>
        </div>
      ))}
    </>
  );
}
