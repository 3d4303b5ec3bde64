import type { WindowModel } from './model.ts';
import type { WindowRoute } from './route.ts';
import { retimeBetween } from './route.ts';

/** Change of travel, in seconds, when positions first … last (not an end of the route) are left out. */
export function removeDelta(model: WindowModel, route: WindowRoute, first: number, last: number): number {
  const { cost, size } = model;
  const { order } = route;
  let delta = cost[order[first - 1]! * size + order[last + 1]!]!;
  for (let p = first; p <= last + 1; p++) delta -= cost[order[p - 1]! * size + order[p]!]!;
  return delta;
}

/** Leaves out every stop v with gone[v] = 1. Without the triangle inequality the rest may come to be late by it. */
export function applyRemove(model: WindowModel, route: WindowRoute, gone: Uint8Array): void {
  const { order, departFed, departHungry, latestFed, latestHungry } = route;
  const end = route.length - 1;
  let kept = 1;
  let firstCut = -1;
  let lastCut = -1;
  for (let p = 1; p <= end; p++) {
    if (p < end && gone[order[p]!]) {
      let last = p;
      while (last + 1 < end && gone[order[last + 1]!]) last++;
      route.cost += removeDelta(model, route, p, last);
      if (firstCut < 0) firstCut = kept;
      lastCut = kept;
      p = last;
      continue;
    }
    if (kept < p) {
      order[kept] = order[p]!;
      departFed[kept] = departFed[p]!;
      departHungry[kept] = departHungry[p]!;
      latestFed[kept] = latestFed[p]!;
      latestHungry[kept] = latestHungry[p]!;
    }
    kept++;
  }
  route.length = kept;
  if (firstCut > 0) retimeBetween(model, route, firstCut, lastCut);
}
