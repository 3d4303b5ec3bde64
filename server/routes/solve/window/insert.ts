import type { WindowModel } from './model.ts';
import { lunchLeg, serviceStart } from './model.ts';
import type { WindowRoute } from './route.ts';
import { retimeBetween } from './route.ts';

/** Change of travel, in seconds, when stop u goes between positions p and p+1; says nothing about time. */
export function insertDelta(model: WindowModel, route: WindowRoute, u: number, p: number): number {
  const { cost, size } = model;
  const before = route.order[p]!;
  const after = route.order[p + 1]!;
  return cost[before * size + u]! + cost[u * size + after]! - cost[before * size + after]!;
}

/** Whether everybody is still in time with stop u between positions p and p+1. */
export function canInsert(model: WindowModel, route: WindowRoute, u: number, p: number): boolean {
  const { cost, size, serviceS, lunch } = model;
  const toU = cost[route.order[p]! * size + u]!;
  const fromU = cost[u * size + route.order[p + 1]!]!;
  let fed = route.departFed[p]! + toU;
  if (lunch) {
    const hungry = serviceStart(model, u, route.departHungry[p]! + toU) + serviceS[u]!;
    if (hungry + fromU <= route.latestHungry[p + 1]!) return true;
    if (lunchLeg(lunch, hungry, fromU) <= route.latestFed[p + 1]!) return true;
    fed = Math.min(fed, lunchLeg(lunch, route.departHungry[p]!, toU));
  }
  return serviceStart(model, u, fed) + serviceS[u]! + fromU <= route.latestFed[p + 1]!;
}

/** Puts stop u between positions p and p+1. */
export function applyInsert(model: WindowModel, route: WindowRoute, u: number, p: number): void {
  route.cost += insertDelta(model, route, u, p);
  for (const row of [route.order, route.departFed, route.departHungry, route.latestFed, route.latestHungry]) {
    row.copyWithin(p + 2, p + 1, route.length);
  }
  route.order[p + 1] = u;
  route.length++;
  retimeBetween(model, route, p + 1, p + 2);
}

/**
 * The cheapest place for stop u at which nobody becomes late: the position before it, or −1. `blink()` true skips a
 * place unseen (Christiaens & Vanden Berghe 2020, section 5.3: one place in a hundred makes greedy insertion vary).
 */
export function bestInsert(model: WindowModel, route: WindowRoute, u: number, blink: () => boolean): number {
  const { firstWindow, fromS, toS } = model;
  const opensS = fromS[firstWindow[u]!]! + model.serviceS[u]!;
  const closesS = toS[firstWindow[u + 1]! - 1]!;
  // latest arrivals rise along the route: skip by halving what must be left before u even opens
  let low = 0;
  let high = route.length - 2;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (Math.max(route.latestFed[mid + 1]!, route.latestHungry[mid + 1]!) < opensS) low = mid + 1;
    else high = mid;
  }
  let best = -1;
  let bestDelta = Infinity;
  for (let p = low; p < route.length - 1; p++) {
    if (Math.min(route.departFed[p]!, route.departHungry[p]!) > closesS) break;
    const delta = insertDelta(model, route, u, p);
    if (delta < bestDelta && !blink() && canInsert(model, route, u, p)) {
      best = p;
      bestDelta = delta;
    }
  }
  return best;
}
