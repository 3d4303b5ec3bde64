// Pure: what a day came to against its plan.
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { PlanActual } from '../../shared/plans.ts';
import type { MadeVisit } from './problem.ts';

export interface TrackPoint extends LngLat {
  /** Null: unknown. */
  accuracyM: number | null;
}

/** A phone that lies still seems to walk: a step counts once it is longer than this and than its own uncertainty. */
const LEAST_STEP_M = 50;
/** A fix that knows the place no better says nothing of the way. */
const MOST_ACCURACY_M = 200;

/** Metres of a track, in the order of time; null where there are not two usable fixes. */
export function trackM(track: readonly TrackPoint[]): number | null {
  const usable = track.filter(({ accuracyM }) => accuracyM === null || accuracyM <= MOST_ACCURACY_M);
  if (usable.length < 2) return null;
  let sum = 0;
  let from = usable[0]!;
  for (const point of usable) {
    const step = distanceM(from, point);
    if (step < Math.max(LEAST_STEP_M, point.accuracyM ?? 0)) continue;
    sum += step;
    from = point;
  }
  return sum;
}

/** Share of the visited stops that keep the plan's order: the longest rising run through it, gaps allowed. */
export function orderKept(planned: readonly string[], visits: readonly Pick<MadeVisit, 'retailerId'>[]): number | null {
  const places = visits.map(({ retailerId }) => planned.indexOf(retailerId)).filter((place) => place >= 0);
  if (places.length === 0) return null;
  const ends: number[] = []; // ends[k]: the least last place of a rising run of k + 1 (Fredman 1975)
  for (const place of places) {
    const k = ends.findIndex((end) => end >= place);
    ends[k < 0 ? ends.length : k] = place;
  }
  return ends.length / places.length;
}

export function actualOf(
  plan: { retailerIds: readonly string[]; lengthM: number; startS: number; finishS: number },
  visits: readonly MadeVisit[],
  track: readonly TrackPoint[],
): PlanActual {
  const planned = plan.retailerIds;
  const visited = new Set(visits.map(({ retailerId }) => retailerId));
  const made = planned.filter((id) => visited.has(id)).length;
  const ends = visits.map(({ startS, endS }) => endS ?? startS);
  return {
    planned: { stops: planned.length, lengthM: plan.lengthM, durationS: Math.max(0, plan.finishS - plan.startS) },
    visited: made,
    unplanned: visits.length - made,
    orderKept: orderKept(planned, visits),
    lengthM: trackM(track),
    durationS: visits.length === 0 ? null : Math.max(...ends) - visits[0]!.startS,
    missed: planned.filter((id) => !visited.has(id)),
  };
}
