import type { WindowModel } from './model.ts';
import { latestArrival, lunchLeg, lunchLegLatest, serviceStart } from './model.ts';

/**
 * A visiting order in which nobody is late, with what is needed to judge a change in O(1). Time functions of a day never
 * fall (arriving earlier never makes anything later), so a part of the order before position p is summed up by the
 * earliest departure, the part after it by the latest arrival, exactly, with any number of windows. Each exists twice:
 * with lunch still to come ('Hungry') and with lunch eaten, or none due ('Fed').
 */
export interface WindowRoute {
  /** order[0] is the start node, order[length−1] the end node. */
  order: Int32Array;
  length: number;
  /** Travel of the whole order, seconds. */
  cost: number;
  /** Earliest departure from each position; Infinity where it cannot be reached in time. */
  departHungry: Float64Array;
  departFed: Float64Array;
  /** Latest arrival at each position that keeps the rest in time; −Infinity where nothing does. */
  latestHungry: Float64Array;
  latestFed: Float64Array;
}

export function emptyRoute(model: WindowModel): WindowRoute {
  const array = () => new Float64Array(model.size);
  const route: WindowRoute = {
    order: new Int32Array(model.size),
    length: 2,
    cost: model.cost[model.n * model.size + model.n + 1]!,
    departHungry: array(),
    departFed: array(),
    latestHungry: array(),
    latestFed: array(),
  };
  route.order[0] = model.n;
  route.order[1] = model.n + 1;
  retime(model, route);
  return route;
}

export function copyRoute(from: WindowRoute, to: WindowRoute): void {
  to.order.set(from.order);
  to.length = from.length;
  to.cost = from.cost;
  to.departFed.set(from.departFed);
  to.latestFed.set(from.latestFed);
  to.departHungry.set(from.departHungry);
  to.latestHungry.set(from.latestHungry);
}

/** Makes `stops` (in this order) the route's, whether or not they are in time. */
export function setOrder(model: WindowModel, route: WindowRoute, stops: ArrayLike<number>): void {
  const { order } = route;
  route.length = stops.length + 2;
  for (let i = 0; i < stops.length; i++) order[i + 1] = stops[i]!;
  order[route.length - 1] = model.n + 1;
  route.cost = 0;
  for (let i = 1; i < route.length; i++) route.cost += model.cost[order[i - 1]! * model.size + order[i]!]!;
  retime(model, route);
}

export function isOnTime(route: WindowRoute): boolean {
  return route.departHungry[0]! <= route.latestHungry[0]! || route.departFed[0]! <= route.latestFed[0]!;
}

/** Recomputes all departures and latest arrivals. */
export function retime(model: WindowModel, route: WindowRoute): void {
  departFrom(model, route, 0, route.length);
  latestFrom(model, route, route.length - 1, -1);
}

/**
 * Recomputes both after changes between positions `first` and `last` (what stands there has new neighbours before it), the
 * values of all stops having been moved along with them; ends where nothing changes.
 */
export function retimeBetween(model: WindowModel, route: WindowRoute, first: number, last: number): void {
  departFrom(model, route, first, last);
  latestFrom(model, route, last, first - 1);
}

/** Departures from `first` on; from position `sure` on it ends as soon as one is what it was. */
function departFrom(model: WindowModel, route: WindowRoute, first: number, sure: number): void {
  const { order, departFed, departHungry, length } = route;
  const { cost, serviceS, size, lunch } = model;
  if (first === 0) {
    departHungry[0] = lunch ? model.startS : Infinity;
    departFed[0] = lunch ? Infinity : model.startS;
  }
  for (let p = Math.max(1, first); p < length; p++) {
    const v = order[p]!;
    const legS = cost[order[p - 1]! * size + v]!;
    let fed = departFed[p - 1]! + legS;
    let hungry = Infinity;
    if (lunch) {
      fed = Math.min(fed, lunchLeg(lunch, departHungry[p - 1]!, legS));
      hungry = serviceStart(model, v, departHungry[p - 1]! + legS) + serviceS[v]!;
    }
    fed = serviceStart(model, v, fed) + serviceS[v]!;
    if (p >= sure && fed === departFed[p] && hungry === departHungry[p]) return;
    departFed[p] = fed;
    departHungry[p] = hungry;
  }
}

/** Latest arrivals from `last` back; from position `sure` down it ends as soon as one is what it was. */
function latestFrom(model: WindowModel, route: WindowRoute, last: number, sure: number): void {
  const { order, latestFed, latestHungry, length } = route;
  const { cost, size, lunch } = model;
  let p = last;
  if (p === length - 1) {
    latestFed[p] = latestArrival(model, order[p]!, Infinity);
    latestHungry[p] = lunch ? Math.min(latestFed[p]!, lunch.latestS) : -Infinity;
    p--;
  }
  for (; p >= 0; p--) {
    const v = order[p]!;
    const legS = cost[v * size + order[p + 1]!]!;
    const fed = latestArrival(model, v, latestFed[p + 1]! - legS);
    let hungry = -Infinity;
    if (lunch) {
      const leaveBy = Math.max(latestHungry[p + 1]! - legS, lunchLegLatest(lunch, latestFed[p + 1]!, legS));
      hungry = latestArrival(model, v, leaveBy);
    }
    if (p <= sure && fed === latestFed[p] && hungry === latestHungry[p]) return;
    latestFed[p] = fed;
    latestHungry[p] = hungry;
  }
}
