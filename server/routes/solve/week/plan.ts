import type { WindowModel } from '../window/model.ts';
import type { WindowRoute } from '../window/route.ts';
import { copyRoute, emptyRoute } from '../window/route.ts';

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

export function copyPlan(from: WeekPlan, to: WeekPlan): void {
  from.tours.forEach((tour, t) => {
    copyRoute(tour.route, to.tours[t]!.route);
    to.tours[t]!.serviceS = tour.serviceS;
  });
  to.tourOf.set(from.tourOf);
  to.targetS = from.targetS;
}
