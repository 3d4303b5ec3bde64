import type { ComponentChildren } from 'preact';
import { clockOf } from '../../shared/clock.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { VisitState, VisitSummary } from '../../shared/visits.ts';
import { bearingDeg, clock, count, metres } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { Icon } from '../ui/icons.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { kept, openVisit, repZone, visits } from './day.ts';
import { wayTo } from './navigation.ts';
import { chosenNavigator } from './navigatorChoice.tsx';
import type { Pressing } from './pressSheet.tsx';
import { ShopCard } from './shopCard.tsx';
import type { KeptStop } from './store.ts';
import s from './phone.module.css';

/** Today's stops in their order; the next one is open, the others open at a touch. Those done before it are folded: the next one is at hand. */
export function Stops({ here, onPress }: { here: LngLat | null; onPress: (pressing: Pressing) => void }) {
  const w = words.value;
  const stops = kept.value?.plan?.stops ?? [];
  const byRetailer = new Map([...visits.value].reverse().map((visit) => [visit.retailerId, visit]));
  const next = stops.findIndex((stop) => !byRetailer.has(stop.retailerId));
  if (stops.length === 0) return <p class="quiet pad">{w.phone.noPlan}</p>;
  const row = (stop: KeptStop, i: number) => (
    <Stop
      key={stop.retailerId}
      stop={stop}
      number={i + 1}
      visit={byRetailer.get(stop.retailerId)}
      isNext={i === next}
      here={here}
      onPress={onPress}
    />
  );
  const folded = next < FOLDED_FROM ? 0 : next;
  return (
    <>
      {folded > 0 && (
        <details class={s.stopsDone}>
          <summary>
            {w.phone.done(count(folded, language.value))}
            <Tally states={stops.slice(0, folded).map((stop) => byRetailer.get(stop.retailerId)!.state)} />
          </summary>
          <ol class="stops">{stops.slice(0, folded).map(row)}</ol>
        </details>
      )}
      <ol class="stops" start={folded + 1}>
        {stops.map((stop, i) => (i < folded ? null : row(stop, i)))}
      </ol>
    </>
  );
}

/** So few do not push the next one off a phone's screen. */
const FOLDED_FROM = 3;

/** How many ended in each state, as marks with numbers. */
export function Tally({ states }: { states: readonly VisitState[] }) {
  const w = words.value;
  const counts = new Map<VisitState, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return (
    <span class={s.tally}>
      {[...counts].map(([state, n]) => (
        <span key={state} title={w.state[state]}>
          <StateMark state={state} size={16} />
          <span class="visually-hidden">{w.state[state]} </span>
          {count(n, language.value)}
        </span>
      ))}
    </span>
  );
}

export function Stop({
  stop,
  number,
  visit,
  isNext,
  here,
  onPress,
}: {
  stop: KeptStop;
  number: number;
  visit: VisitSummary | undefined;
  isNext: boolean;
  here: LngLat | null;
  onPress: (pressing: Pressing) => void;
}) {
  const w = words.value;
  const state = visit?.state ?? 'planned';
  return (
    <li class={`${s.stop} ${isNext ? 'is-next' : ''} ${visit ? 'is-done' : ''}`}>
      <StopHead
        isOpenable={!visit && !isNext}
        actions={
          !visit && (
            <>
              <ShopCard stop={stop} />
              <Actions stop={stop} isNext={isNext} onPress={onPress} />
            </>
          )
        }
      >
        <span class="stop-number">{number}</span>
        <StateMark state={state} size={20} />
        <span class="item-text">
          <span class={s.stopName}>{stop.name}</span>
          <span class="item-more">
            {visit
              ? `${w.state[state]} · ${clock(visit.startedAt, language.value, repZone.value)}`
              : [
                  stop.state === 'open' ? null : w.phone.notOpen[stop.state],
                  plannedAt(stop),
                  away(here, stop.position),
                  stop.address,
                ]
                  .filter(Boolean)
                  .join(' · ')}
          </span>
        </span>
      </StopHead>
    </li>
  );
}

/** A later stop shows what can be done there at a touch; the next one always. */
function StopHead({
  isOpenable,
  actions,
  children,
}: {
  isOpenable: boolean;
  actions: ComponentChildren;
  children: ComponentChildren;
}) {
  if (!isOpenable)
    return (
      <>
        <div class={s.stopHead}>{children}</div>
        {actions}
      </>
    );
  return (
    <details>
      <summary class={s.stopHead}>{children}</summary>
      {actions}
    </details>
  );
}

function Actions({
  stop,
  isNext,
  onPress,
}: {
  stop: KeptStop;
  isNext: boolean;
  onPress: (pressing: Pressing) => void;
}) {
  const w = words.value.phone;
  const start = () =>
    onPress({
      kind: 'start',
      visitId: null,
      retailerId: stop.retailerId,
      retailerName: stop.name,
      retailerPosition: stop.position,
    });
  return (
    <div class={s.stopActions}>
      <a
        class="button"
        href={wayTo(chosenNavigator.value, stop, navigator.userAgent)}
        aria-label={`${w.navigate}: ${stop.name}`}
      >
        <Icon name="navigate" size={18} />
        {w.navigate}
      </a>
      <button
        type="button"
        class={isNext ? 'primary' : ''}
        disabled={openVisit.value !== null}
        aria-label={`${w.start}: ${stop.name}`}
        onClick={start}
      >
        {w.start}
      </button>
    </div>
  );
}

/** When the plan has the rep there; null where it is not known. */
function plannedAt({ arriveS }: KeptStop): string | null {
  return typeof arriveS === 'number' ? words.value.phone.plannedAt(clockOf(arriveS)) : null;
}

/** '320 m north-east'; null while the phone's place is not known. */
export function away(here: LngLat | null, there: LngLat): string | null {
  if (!here) return null;
  const { compass, away: say } = words.value.phone;
  return say(metres(distanceM(here, there), language.value), compass[Math.round(bearingDeg(here, there) / 45) % 8]!);
}
