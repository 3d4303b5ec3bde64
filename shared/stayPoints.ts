/** The stops in a track: visits that nobody pressed a button for, and the stops of a replayed day. */
import { distanceM } from './geo.ts';
import type { LngLat } from './geo.ts';

export interface TrackFix extends LngLat {
  atMs: number;
  /** Radius, metres; null: unknown. */
  accuracyM: number | null;
}

export interface StayPoint {
  /** Mean of the stop's fixes. */
  centre: LngLat;
  fromMs: number;
  untilMs: number;
  fixes: number;
}

/**
 * Stay points (Li, Zheng, Xie, Chen, Liu, Ma: "Mining user similarity based on location history", ACM GIS 2008, § 3.1):
 * fixes that stay within `withinM` of the first of them for at least `atLeastS`. Any order in; fixes coarser than
 * `withinM` cannot tell a stop from a drive and are left out. The centres are for proposals and pictures: what a verdict
 * needs is measured by the database.
 */
export function stayPoints(track: readonly TrackFix[], withinM: number, atLeastS: number): StayPoint[] {
  const fixes = track
    .filter((fix) => fix.accuracyM === null || fix.accuracyM <= withinM)
    .sort((a, b) => a.atMs - b.atMs);
  const stays: StayPoint[] = [];
  let first = 0;
  while (first < fixes.length) {
    let next = first + 1;
    while (next < fixes.length && distanceM(fixes[first]!, fixes[next]!) <= withinM) next++;
    const stay = fixes.slice(first, next);
    const lastMs = stay[stay.length - 1]!.atMs;
    if (lastMs - stay[0]!.atMs >= atLeastS * 1000) {
      stays.push({ centre: meanOf(stay), fromMs: stay[0]!.atMs, untilMs: lastMs, fixes: stay.length });
      first = next;
    } else first++;
  }
  return stays;
}

/** Mean of points that lie near each other; relative to the first, so that the date line does no harm. */
function meanOf(points: readonly LngLat[]): LngLat {
  const origin = points[0]!;
  let lng = 0;
  let lat = 0;
  for (const point of points) {
    lng += ((point.lng - origin.lng + 540) % 360) - 180;
    lat += point.lat - origin.lat;
  }
  const meanLng = origin.lng + lng / points.length;
  return { lng: ((meanLng + 540) % 360) - 180, lat: origin.lat + lat / points.length };
}
