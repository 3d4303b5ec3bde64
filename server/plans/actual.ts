// Pure: what a day came to against its plan.
import { distanceM, isPlaceholder, type LngLat } from '../../shared/geo.ts';
import type { PlanActual } from '../../shared/plans.ts';
import type { MadeVisit } from './problem.ts';

export interface TrackPoint extends LngLat {
  /** Null: unknown. */
  accuracyM: number | null;
  /** By the phone's clock, seconds. */
  atS: number;
}

/** A phone that lies still seems to walk: a step counts once it is longer than this and than its own uncertainty. */
const LEAST_STEP_M = 50;
/** A fix that knows the place no better says nothing of the way. */
const MOST_ACCURACY_M = 200;

/** Farther and faster than any vehicle: a receiver's leap, of which nobody drove a metre. */
const LEAP_M = 2_000;
const LEAP_MPS = 70;

function isLeap(from: TrackPoint, to: TrackPoint): boolean {
  const metres = distanceM(from, to);
  return metres > LEAP_M && metres / Math.max(1, to.atS - from.atS) > LEAP_MPS;
}

/** Metres of a track, in the order of time, without leaps and what stands for no place; null where there are not two usable fixes. */
export function trackM(track: readonly TrackPoint[]): number | null {
  const usable = track.filter(
    (point) => (point.accuracyM === null || point.accuracyM <= MOST_ACCURACY_M) && !isPlaceholder(point),
  );
  if (usable.length < 2) return null;
  let sum = 0;
  let from = usable[0]!;
  for (const [i, point] of usable.entries()) {
    if (isLeap(from, point)) {
      const next = usable[i + 1];
      if (next && isLeap(from, next)) from = point; // it was somewhere else before, or is from here on
      continue;
    }
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
