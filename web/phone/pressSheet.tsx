import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LngLat } from '../../shared/geo.ts';
import { distanceM } from '../../shared/geo.ts';
import { now } from '../clock.ts';
import { duration, metres } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { kept, press } from './day.ts';
import { dwellLeftS, requiredDwellOf } from './dwell.ts';
import { measure, place } from './position.ts';
import { uuid7 } from '../ui/uuid7.ts';
import s from './phone.module.css';

/** What is about to be pressed. */
export interface Pressing {
  kind: 'start' | 'end';
  /** null: a new visit. */
  visitId: string | null;
  retailerId: string;
  retailerName: string;
  retailerPosition: LngLat;
  /** Of an end: when the visit was started. */
  startedAt?: string;
}

/** Beyond this 95 % radius a fix alone cannot prove a visit within 100 m: σ = r / 2.4477, and q = 1 − exp(−R²/2σ²) falls below 0.9. */
const VAGUE_M = 110;
/** Farther than any threshold in use: the rep is told before the press, not after the verdict. */
const FAR_M = 300;

/** The position is shown with its accuracy before anything is sent; the rep decides. */
export function PressSheet({ pressing, onClose }: { pressing: Pressing; onClose: () => void }) {
  const w = words.value.phone;
  const l = language.value;
  const round = useSignal(0);
  useEffect(() => measure(), [round.value]);
  const found = place.value.state === 'found' ? place.value.fix : null;
  const what = pressing.kind === 'start' ? w.start : w.end;
  const isVague = found !== null && found.accuracyM > VAGUE_M;
  const awayM = found && distanceM(found.position, pressing.retailerPosition);
  const isFar = awayM !== null && found !== null && awayM - found.accuracyM > FAR_M;
  const send = async (withFix: boolean) => {
    const random = crypto.getRandomValues(new Uint8Array(10));
    const pressedAt = new Date();
    await press({
      personId: kept.value!.me.person.personId,
      kind: pressing.kind,
      visitId: pressing.visitId ?? uuid7(pressedAt.getTime(), random),
      retailerId: pressing.retailerId,
      retailerName: pressing.retailerName,
      retailerPosition: pressing.retailerPosition,
      body: { fix: withFix ? found : null, pressedAt: pressedAt.toISOString() },
      refused: null,
    });
    onClose();
  };
  return (
    <div class={s.sheetGround} onClick={(event) => event.target === event.currentTarget && onClose()}>
      <section
        class={s.sheet}
        role="dialog"
        aria-modal="true"
        aria-label={what}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      >
        <div class="panel-bar">
          <h2>{what}</h2>
          <button type="button" class="plain spread" aria-label={words.value.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <p class={s.sheetName}>{pressing.retailerName}</p>
        <PlaceWords isVague={isVague} isFar={isFar} startedAt={pressing.startedAt} />
        {isFar && <p class="warn">{w.farFrom(metres(awayM!, l))}</p>}
        <Ways
          what={what}
          isFound={found !== null}
          isDoubtful={isVague || isFar}
          onSend={(withFix) => void send(withFix)}
          onRetry={() => (round.value += 1)}
        />
      </section>
    </div>
  );
}

interface WaysProps {
  what: string;
  isFound: boolean;
  /** The fix alone will hardly prove the visit. */
  isDoubtful: boolean;
  onSend: (withFix: boolean) => void;
  onRetry: () => void;
}

/** With the position that was found; or to look again, or without one. */
function Ways({ what, isFound, isDoubtful, onSend, onRetry }: WaysProps) {
  const w = words.value.phone;
  const { state } = place.value;
  return (
    <>
      {isFound && (
        <button type="button" class={`primary ${s.big}`} autofocus onClick={() => onSend(true)}>
          {isDoubtful ? w.sendAnyway(what) : w.send(what)}
        </button>
      )}
      {!isFound && state !== 'locating' && state !== 'insecure' && (
        <button type="button" class={`primary ${s.big}`} onClick={onRetry}>
          {w.retry}
        </button>
      )}
      {!isFound && (
        <button type="button" class={s.big} disabled={state === 'locating'} onClick={() => onSend(false)}>
          {w.sendWithout(what)}
        </button>
      )}
    </>
  );
}

function PlaceWords({ isVague, isFar, startedAt }: { isVague: boolean; isFar: boolean; startedAt?: string }) {
  const w = words.value.phone;
  const at = place.value;
  if (at.state === 'locating')
    return (
      <p class={`${s.place} is-locating`} role="status">
        {w.locating}
      </p>
    );
  if (at.state !== 'found')
    return (
      <p class={`${s.place} warn`} role="status">
        {{ denied: w.denied, insecure: w.insecure, none: w.noPosition }[at.state]}
      </p>
    );
  const radius = metres(at.fix.accuracyM, language.value);
  return (
    <div class={s.place} role="status">
      <p class={s.placeRadius}>{w.place(radius)}</p>
      {isVague && <p class="warn">{w.moveCloser(radius)}</p>}
      <Proof isPlaceGood={!isVague && !isFar} startedAt={startedAt} />
    </div>
  );
}

/** A visit is proved by its place and its length: only both together are enough, and a start says what is still to come. */
function Proof({ isPlaceGood, startedAt }: { isPlaceGood: boolean; startedAt?: string }) {
  const w = words.value.phone;
  const l = language.value;
  const { requiredDwellS } = kept.value ?? {};
  const required = duration(requiredDwellOf(requiredDwellS), l);
  if (startedAt === undefined) return isPlaceGood ? <p class="good">{w.placeGoodStay(required)}</p> : null;
  const leftS = dwellLeftS(startedAt, requiredDwellS, now.value);
  if (leftS > 0) return <p class="warn">{w.stayOn(duration(Math.ceil(leftS), l), required)}</p>;
  return isPlaceGood ? <p class="good">{w.placeGood}</p> : null;
}
