// Pure: who is not visited as often as asked, why, and what would mend it; every cure is tried before it is told.
import type { CalendarMiss, CalendarRequest, Cure, MissReason } from '../../../shared/calendar.ts';
import type { Slot } from '../solve/problem.ts';
import { canVisit, daysOf, MISS } from './choices.ts';
import { withOne } from './drive.ts';
import type { Dropped } from './relieve.ts';
import { reasonOut, type RepProblem } from './repProblem.ts';
import { gapOf } from './rules.ts';

const EPSILON = 1e-6;

export function missesOf(
  rep: RepProblem,
  request: CalendarRequest,
  orders: readonly (readonly number[])[],
  choice: Int32Array,
  dropped: readonly Dropped[],
): CalendarMiss[] {
  const { retailers } = request;
  const { horizon, retailerOf } = rep;
  const code = (node: number): string => retailers[retailerOf[node]!]!.code;
  const misses: CalendarMiss[] = rep.out.map(({ retailer, reason }) => ({
    retailer: retailers[retailer]!.code,
    reason,
    day: null,
    cure: cureOfAll(rep, request, retailer, reason),
  }));
  for (const { retailer, day } of rep.clashes)
    misses.push({ retailer: retailers[retailer]!.code, reason: 'pinsClash', day, cure: { kind: 'unpin', day } });
  for (const { node, day } of dropped)
    misses.push({
      retailer: code(node),
      reason: 'noTime',
      day: horizon.days[day]!,
      cure: longerDay(rep, orders, node, day),
    });
  for (let node = 1; node <= rep.problem.n; node++) {
    if (choice[node]! < 0)
      misses.push({ retailer: code(node), reason: 'noTime', day: null, cure: cureOfTime(rep, request, orders, node) });
    else misses.push(...skippedOf(rep, request, orders, node, choice[node]!, dropped));
  }
  return misses;
}

/** The slots of a retailer's choice that were left out, holidays that the gaps allow not among them. */
function skippedOf(
  rep: RepProblem,
  request: CalendarRequest,
  orders: readonly (readonly number[])[],
  node: number,
  choice: number,
  dropped: readonly Dropped[],
): CalendarMiss[] {
  const { horizon, problem, placesOf, retailerOf } = rep;
  const visited = orders.flatMap((order, day) => (order.includes(node) ? [day] : []));
  const all = [...visited, ...dropped.filter((one) => one.node === node).map(({ day }) => day)].sort((a, b) => a - b);
  const { slots } = problem.choices[node]![choice]!;
  return leftOut(slots, all)
    .filter((k) => slots[k]!.skipCost === MISS)
    .map((k) => {
      const place = placesOf[node]![choice]![k]!;
      const reason = horizon.isPresent[place] ? 'noOpenDay' : 'repAway';
      const retailer = request.retailers[retailerOf[node]!]!.code;
      return { retailer, reason, day: horizon.days[place]!, cure: visitOn(rep, request, orders, node, place) } as const;
    });
}

/** Which slots have no visit, matched from the end; those that must be made always have theirs. */
function leftOut(slots: readonly Slot[], visited: readonly number[]): number[] {
  const left: number[] = [];
  let p = visited.length - 1;
  for (let k = slots.length - 1; k >= 0; k--) {
    const needed = slots.slice(0, k).filter((slot) => slot.skipCost === Infinity).length;
    const isMade = slots[k]!.skipCost === Infinity || (p + 1 > needed && slots[k]!.days.includes(visited[p]!));
    if (isMade) p--;
    else left.push(k);
  }
  return left.reverse();
}

function cureOfAll(rep: RepProblem, request: CalendarRequest, k: number, reason: MissReason): Cure | null {
  const retailer = request.retailers[k]!;
  const { horizon } = rep;
  if (reason === 'unknownFrequency') return { kind: 'setFrequency' };
  const tried = (changed: Partial<CalendarRequest['retailers'][number]>): boolean => {
    const retailers = request.retailers.map((other, at) => (at === k ? { ...other, ...changed } : other));
    return reasonOut({ ...request, retailers }, horizon, rep.ways, k) === null;
  };
  if (reason === 'tooOften') {
    const frequency = 4 * horizon.weekdays.length;
    return tried({ frequency }) ? { kind: 'visitAtMost', frequency } : null;
  }
  if (reason === 'noOpenDay') {
    const weekday = horizon.weekdays.find((w) => tried({ openDays: [...(retailer.openDays ?? []), w] }));
    return weekday === undefined ? null : { kind: 'openOn', weekday };
  }
  return null;
}

/** Of a retailer for whom no days were found: the most of half and quarter its visits that fits; one visit may want a longer day. */
function cureOfTime(
  rep: RepProblem,
  request: CalendarRequest,
  orders: readonly (readonly number[])[],
  node: number,
): Cure | null {
  const { problem, horizon, retailerOf } = rep;
  const retailer = request.retailers[retailerOf[node]!]!;
  const overOn = (day: number): number => withOne(problem, day, orders[day]!, node).driven.over;
  for (const frequency of [retailer.frequency! / 2, retailer.frequency! / 4]) {
    const gap = gapOf(frequency, horizon, request.settings.spacingTolerance);
    const { choices } = daysOf({ ...retailer, frequency, pins: [] }, horizon, gap, undefined, null);
    const fits = choices.some(
      ({ slots }) => slots.length > 0 && slots.every(({ days }) => days.some((day) => overOn(day) <= EPSILON)),
    );
    if (fits) return { kind: 'visitAtMost', frequency };
  }
  const days = problem.choices[node]!.filter(({ slots }) => slots.length === 1).flatMap(({ slots }) => slots[0]!.days);
  const [day] = days.sort((a, b) => overOn(a) - overOn(b) || a - b);
  return day === undefined ? null : longerDay(rep, orders, node, day);
}

/** How much longer the day would have to be, driven with the retailer where it lengthens the day least. */
function longerDay(rep: RepProblem, orders: readonly (readonly number[])[], node: number, day: number): Cure | null {
  const { over } = withOne(rep.problem, day, orders[day]!, node).driven;
  return over < Infinity ? { kind: 'longerDay', day: rep.horizon.days[day]!, minutes: Math.ceil(over) } : null;
}

/** The nearest day on which the visit would still fit. */
function visitOn(
  rep: RepProblem,
  request: CalendarRequest,
  orders: readonly (readonly number[])[],
  node: number,
  place: number,
): Cure | null {
  const { problem, horizon, retailerOf } = rep;
  const near = orders
    .map((_, d) => d)
    .filter((d) => canVisit(horizon, request.retailers[retailerOf[node]!]!, d) && !orders[d]!.includes(node))
    .sort((a, b) => Math.abs(a - place) - Math.abs(b - place) || a - b);
  const day = near.find((d) => withOne(problem, d, orders[d]!, node).driven.over <= EPSILON);
  return day === undefined ? null : { kind: 'visitOn', day: horizon.days[day]! };
}
