import { applyRemove } from '../window/remove.ts';
import type { WeekPlan } from './plan.ts';

/** Takes the stops out of tour t. */
export function applyRemoveStops(plan: WeekPlan, t: number, stops: readonly number[]): void {
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
