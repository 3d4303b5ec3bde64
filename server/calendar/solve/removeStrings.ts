// Pure: slack induction by string removals, over days (Christiaens, Vanden Berghe, Transportation Science 54, 2020).
import type { Random } from '../../../shared/random.ts';
import type { Plan } from './plan.ts';
import type { Undo } from './undo.ts';

/** The longest string, and how many retailers leave in the mean. */
const LONGEST = 10;
const MEAN = 10;
/** How often a string leaves some of its middle where it is. */
const SPLIT = 0.5;

/** Strings out of routes of different days that pass near one retailer; who is in one leaves all its days. */
export function removeStrings(plan: Plan, undo: Undo, near: readonly Int32Array[], random: Random): void {
  const seed = 1 + random.int(plan.problem.n);
  removeAround(plan, near, seed, random, 0, plan.routes, (i) => undo.take(i));
}

/** The same within one day; who is in a string leaves that day only, and comes back on it. */
export function removeStringsOfDay(plan: Plan, undo: Undo, near: readonly Int32Array[], random: Random): void {
  const { vehicles, n } = plan.problem;
  const seed = 1 + random.int(n);
  const route = aRouteOf(plan, seed, random, 0, plan.routes);
  if (route < 0) return;
  const first = plan.dayOf(route) * vehicles;
  removeAround(plan, near, seed, random, first, first + vehicles, (i, r) => undo.takeFrom(i, r));
}

/** Strings near a retailer, out of the routes from `first` to before `end`. */
function removeAround(
  plan: Plan,
  near: readonly Int32Array[],
  seed: number,
  random: Random,
  first: number,
  end: number,
  leave: (i: number, route: number) => void,
): void {
  let filled = 0;
  let visits = 0;
  for (let r = first; r < end; r++) {
    if (plan.count[r] === 0) continue;
    filled++;
    visits += plan.count[r]!;
  }
  if (filled === 0) return;
  const longest = Math.min(LONGEST, visits / filled);
  const strings = Math.floor(1 + random.next() * ((4 * MEAN) / (1 + longest)));
  const ruined = new Set<number>();
  const around = near[seed]!;
  for (let k = -1; k < around.length && ruined.size < strings; k++) {
    const i = k < 0 ? seed : around[k]!;
    const route = aRouteOf(plan, i, random, first, end);
    if (route < 0 || ruined.has(route)) continue;
    ruined.add(route);
    const most = Math.min(plan.count[route]!, longest);
    for (const j of stringOf(plan, route, i, Math.floor(1 + random.next() * most), random)) leave(j, route);
  }
}

/** One of the routes from `first` to before `end` in which a retailer is, or −1. */
function aRouteOf(plan: Plan, i: number, random: Random, first: number, end: number): number {
  const { days } = plan.problem;
  let found = -1;
  let seen = 0;
  for (let at = i * days; at < (i + 1) * days; at++) {
    const route = plan.routeOn[at]!;
    if (route >= first && route < end && random.int(++seen) === 0) found = route;
  }
  return found;
}

/** A run of stops with retailer i in it; or a longer one of which a part stays. */
function stringOf(plan: Plan, route: number, i: number, length: number, random: Random): number[] {
  const count = plan.count[route]!;
  let kept = 0;
  if (length > 1 && length < count && random.next() < SPLIT) {
    kept = 1;
    while (length + kept < count && random.next() > 0.01 && random.next() < 0.5) kept++;
  }
  const span = length + kept;
  const place = plan.placeIn(route, i);
  const first = Math.max(1, place - span + 1);
  const last = Math.min(place, count - span + 1);
  const from = first + random.int(last - first + 1);
  const keptFrom = kept === 0 ? span : 1 + random.int(length);
  const row = route * plan.stride;
  const leaving: number[] = [];
  for (let k = 0; k < span; k++) if (k < keptFrom || k >= keptFrom + kept) leaving.push(plan.stops[row + from + k]!);
  return leaving;
}
