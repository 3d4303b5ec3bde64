import { applyInsert, canInsert, insertDelta } from '../window/insert.ts';
import { isOnTime } from '../window/route.ts';
import type { WeekPlan } from './plan.ts';
import { unevenness, workS } from './plan.ts';

/** Change of travel and unevenness when the stop goes behind position p of tour t. */
export function insertStopDelta(plan: WeekPlan, stop: number, t: number, p: number): number {
  const tour = plan.tours[t]!;
  const u = tour.nodeOf[stop]!;
  const travel = insertDelta(tour.model, tour.route, u, p);
  const work = workS(tour);
  return travel + unevenness(plan, work + travel + tour.model.serviceS[u]!) - unevenness(plan, work);
}

/** The cheapest place for a stop without lateness anywhere, or null. */
export function bestInsertStop(plan: WeekPlan, stop: number, blink: () => boolean): { t: number; p: number } | null {
  let best: { t: number; p: number } | null = null;
  let least = Infinity;
  plan.tours.forEach(({ model, nodeOf, route }, t) => {
    const u = nodeOf[stop]!;
    if (u < 0 || !isOnTime(route)) return;
    for (let p = 0; p < route.length - 1; p++) {
      const delta = insertStopDelta(plan, stop, t, p);
      if (delta < least && !blink() && canInsert(model, route, u, p)) {
        least = delta;
        best = { t, p };
      }
    }
  });
  return best;
}

export function applyInsertStop(plan: WeekPlan, stop: number, t: number, p: number): void {
  const tour = plan.tours[t]!;
  const u = tour.nodeOf[stop]!;
  applyInsert(tour.model, tour.route, u, p);
  tour.serviceS += tour.model.serviceS[u]!;
  plan.tourOf[stop] = t;
}
