import { applyInsert, canInsert, insertDelta } from '../window/insert.ts';
import type { WindowModel } from '../window/model.ts';
import { applyRemove } from '../window/remove.ts';
import type { WindowRoute } from '../window/route.ts';
import { copyRoute, emptyRoute, isOnTime } from '../window/route.ts';

/** One tour while stops are being spread: its order, and the seconds of travel and service in it. */
export interface WeekRoute {
  model: WindowModel;
  /** Node of the model for a stop of the week, −1 where the tour cannot serve it; and back. */
  nodeOf: Int32Array;
  stopOf: number[];
  route: WindowRoute;
  serviceS: number;
}

export interface WeekPlan {
  tours: WeekRoute[];
  /** Tour that serves each stop of the week, or −1. */
  tourOf: Int32Array;
  /** Work each tour should come to, seconds. */
  targetS: number;
  balanceWeight: number;
}

export function emptyWeekRoute(parts: { model: WindowModel; nodeOf: Int32Array; stopOf: number[] }): WeekRoute {
  return { ...parts, route: emptyRoute(parts.model), serviceS: 0 };
}

export function workS(tour: WeekRoute): number {
  return tour.route.cost + tour.serviceS;
}

/** What a tour's work away from the target costs, in seconds of travel: balanceWeight × (work − target)² / target. */
export function unevenness(plan: WeekPlan, work: number): number {
  return plan.targetS > 0 ? (plan.balanceWeight * (work - plan.targetS) ** 2) / plan.targetS : 0;
}

/** Travel and unevenness of the whole plan, seconds. */
export function planCost(plan: WeekPlan): number {
  return plan.tours.reduce((sum, tour) => sum + tour.route.cost + unevenness(plan, workS(tour)), 0);
}

export function setTarget(plan: WeekPlan): void {
  plan.targetS = plan.tours.reduce((sum, tour) => sum + workS(tour), 0) / plan.tours.length;
}

/** Change of travel and unevenness when the stop goes behind position p of tour t. */
export function assignDelta(plan: WeekPlan, stop: number, t: number, p: number): number {
  const tour = plan.tours[t]!;
  const u = tour.nodeOf[stop]!;
  const travel = insertDelta(tour.model, tour.route, u, p);
  const work = workS(tour);
  return travel + unevenness(plan, work + travel + tour.model.serviceS[u]!) - unevenness(plan, work);
}

/** The cheapest place for a stop without lateness anywhere, or null. */
export function bestAssign(plan: WeekPlan, stop: number, blink: () => boolean): { t: number; p: number } | null {
  let best: { t: number; p: number } | null = null;
  let least = Infinity;
  plan.tours.forEach(({ model, nodeOf, route }, t) => {
    const u = nodeOf[stop]!;
    if (u < 0 || !isOnTime(route)) return;
    for (let p = 0; p < route.length - 1; p++) {
      const delta = assignDelta(plan, stop, t, p);
      if (delta < least && !blink() && canInsert(model, route, u, p)) {
        least = delta;
        best = { t, p };
      }
    }
  });
  return best;
}

export function applyAssign(plan: WeekPlan, stop: number, t: number, p: number): void {
  const tour = plan.tours[t]!;
  const u = tour.nodeOf[stop]!;
  applyInsert(tour.model, tour.route, u, p);
  tour.serviceS += tour.model.serviceS[u]!;
  plan.tourOf[stop] = t;
}

/** Takes the stops out of tour t. */
export function applyUnassign(plan: WeekPlan, t: number, stops: readonly number[]): void {
  const tour = plan.tours[t]!;
  const gone = new Uint8Array(tour.model.size);
  for (const stop of stops) {
    const u = tour.nodeOf[stop]!;
    gone[u] = 1;
    tour.serviceS -= tour.model.serviceS[u]!;
    plan.tourOf[stop] = -1;
  }
  applyRemove(tour.model, tour.route, gone);
}

export function copyPlan(from: WeekPlan, to: WeekPlan): void {
  from.tours.forEach((tour, t) => {
    copyRoute(tour.route, to.tours[t]!.route);
    to.tours[t]!.serviceS = tour.serviceS;
  });
  to.tourOf.set(from.tourOf);
  to.targetS = from.targetS;
}
