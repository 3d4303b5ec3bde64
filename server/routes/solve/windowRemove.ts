import type { WindowModel } from './windowModel.ts';
import type { WindowRoute } from './windowRoute.ts';
import { retime } from './windowRoute.ts';

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
  const { order } = route;
  let kept = 1;
  for (let p = 1; p < route.length; p++) {
    if (p < route.length - 1 && gone[order[p]!]) {
      let last = p;
      while (last + 1 < route.length - 1 && gone[order[last + 1]!]) last++;
      route.cost += removeDelta(model, route, p, last);
      p = last;
    } else order[kept++] = order[p]!;
  }
  route.length = kept;
  retime(model, route, 0, kept - 1);
}
