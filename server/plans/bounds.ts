import { createHash } from 'node:crypto';
import type { DayFrame } from '../../shared/plans.ts';
import type { DayToPlan, Ways } from './problem.ts';
import { serviceOf, windowsOf } from './problem.ts';

/** Below this many seconds no order of what is still to be visited has less travel. */
export interface ProvedBound {
  s: number;
  /** Of which stops, visits, hours and ways it was proved: whatever of them changes, it says nothing any more. */
  of: string;
  /** The pins it was proved with: it holds for orders that keep each of these at its place (0-based, visited ones included). */
  pins: { retailerId: string; place: number }[];
}

/** The same for the same day whatever the order, the pins and the clock: a later clock only leaves fewer orders to choose from. */
export function keyOf({ retailers, visits, frame, visitMinutes }: DayToPlan, { n, travelS }: Ways): string {
  const at = retailers.map((_, i) => i).sort((a, b) => (retailers[a]!.retailerId < retailers[b]!.retailerId ? -1 : 1));
  const all = [...at, ...Array.from({ length: n - at.length }, (_, k) => at.length + k)];
  const stops = at.map((i) => {
    const retailer = retailers[i]!;
    return [retailer.retailerId, serviceOf(retailer, visitMinutes), windowsOf(retailer)];
  });
  return createHash('sha256')
    .update(JSON.stringify([stops, visits.map(({ retailerId }) => retailerId), partsOf(frame)]))
    .update(Float64Array.from(all.flatMap((from) => all.map((to) => travelS[from * n + to]!))))
    .digest('base64url');
}

/** A frame in an order of its own: the database keeps the parts of an object in another. */
function partsOf({ dayStart, dayEnd, lunch, start, end }: DayFrame): unknown[] {
  const at = (place: DayFrame['start']) => place && [place.lng, place.lat];
  return [dayStart, dayEnd, lunch && [lunch.minutes, lunch.from, lunch.to], at(start), at(end)];
}

/** The best of what was proved for an order, with what is pinned in it; null: nothing that holds for it. */
export function boundFor(
  known: readonly ProvedBound[],
  key: string,
  order: readonly string[],
  pinned: ReadonlySet<string>,
): number | null {
  const holding = known.filter(
    ({ of, pins }) =>
      of === key && pins.every(({ retailerId, place }) => order[place] === retailerId && pinned.has(retailerId)),
  );
  return holding.length === 0 ? null : Math.max(...holding.map(({ s }) => s));
}

/** What is worth keeping of one day: the best bound of all orders, and the one of the pins that were asked last. */
export function keepBounds(known: readonly ProvedBound[], fresh: ProvedBound): ProvedBound[] {
  const same = known.filter(({ of }) => of === fresh.of);
  const free = [...same, fresh].filter(({ pins }) => pins.length === 0).sort((a, b) => b.s - a.s);
  const pinned = [fresh, ...same].find(({ pins }) => pins.length > 0);
  return [...free.slice(0, 1), ...(pinned ? [pinned] : [])];
}
