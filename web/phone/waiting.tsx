import { clock, count, duration } from '../format.ts';
import { aheadMs } from '../clock.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { Act } from './acts.ts';
import type { Press } from './queue.ts';
import { Refused } from './refused.tsx';
import {
  acts,
  cannotKeep,
  discard,
  discardAct,
  isOnline,
  kept,
  needsSignIn,
  notKept,
  presses,
  refresh,
  repZone,
} from './day.ts';
import s from './phone.module.css';

/** What has not reached the server: visible at all times, never in the way. */
export function Waiting() {
  const w = words.value;
  const l = language.value;
  const waiting = presses.value.filter((press) => press.refused === null);
  const refused = presses.value.filter((press) => press.refused !== null);
  const actsWaiting = acts.value.filter((act) => act.refused === null);
  const actsRefused = acts.value.filter((act) => act.refused !== null);
  const all = waiting.length + actsWaiting.length;
  return (
    <>
      <Notes />
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
              <li key={press.seq} class="quiet">
                {`${pressedAt(press)} ${pressWords(press)}`}
              </li>
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
        <Refused key={`act ${act.seq}`} what={actWords(act)} of={act} onDiscard={() => void discardAct(act)} />
      ))}
      {refused.map((press) => (
        <Refused
          key={press.seq}
          what={`${pressWords(press)} ${pressedAt(press)}`}
          of={press}
          onDiscard={() => void discard(press)}
        />
      ))}
    </>
  );
}

/** What keeps things from being sent or stored. */
function Notes() {
  const w = words.value.phone;
  const l = language.value;
  return (
    <>
      {cannotKeep.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.cannotKeep}
        </p>
      )}
      {!isOnline.value && !cannotKeep.value && (
        <p class={s.note}>
          {w.offline}
          {kept.value && ` ${w.savedAt(clock(kept.value.savedAt, l, repZone.value))}`}
        </p>
      )}
      {aheadMs.value !== 0 && (
        <p class={`${s.note} warn`} role="alert">
          {w.clockOff(duration(Math.abs(aheadMs.value) / 1000, l), aheadMs.value > 0)}
        </p>
      )}
      {notKept.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.notStored}
        </p>
      )}
    </>
  );
}

function actWords(act: Act): string {
  return [clock(act.doneAt, language.value, repZone.value), words.value.phone.act[act.kind], act.retailerName]
    .filter(Boolean)
    .join(' ');
}

function pressWords({ kind, retailerName }: Press): string {
  const w = words.value.phone;
  return kind === 'start' ? w.startOf(retailerName) : w.endOf(retailerName);
}

function pressedAt({ body }: Press): string {
  return clock(body.pressedAt, language.value, repZone.value);
}
