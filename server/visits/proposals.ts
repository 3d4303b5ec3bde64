// Pure: which stops of a track may have been visits that nobody pressed a button for. Nothing is a visit until its rep says so.
import type { ForgottenStop } from '../../shared/forgotten.ts';
import { stayPoints, type StayPoint, type TrackFix } from '../../shared/stayPoints.ts';

/** Li et al. use 200 m for a city's stay points; a shop is smaller, and a threshold is 100 m. */
const STAY_WITHIN_M = 100;
/** Longer is a home, an office or a lunch with friends. */
const LONGEST_STAY_S = 2 * 3600;
/** A visit pressed this shortly before or after a stop is what the stop was for. */
const NEXT_TO_S = 300;
/** The same stop, when positions that came late move its first one. */
const SAME_STOP_MS = 300_000;

export interface OwnDay {
  track: readonly TrackFix[];
  /** Own visits of the day; one that is open has no end. */
  visits: readonly { retailerId: string; fromMs: number; untilMs: number | null }[];
  /** First positions of the stops that the rep said were no visits. */
  dismissedMs: readonly number[];
  nowMs: number;
}

/** Stops of at least `atLeastS` that are over, at which nothing was pressed and of which the rep has said nothing, oldest first. */
export function unexplainedStays({ track, visits, dismissedMs, nowMs }: OwnDay, atLeastS: number): StayPoint[] {
  const lastMs = track.reduce((latest, fix) => Math.max(latest, fix.atMs), -Infinity);
  return stayPoints(track, STAY_WITHIN_M, atLeastS).filter((stay) => {
    const isOver = stay.untilMs < lastMs || nowMs - stay.untilMs > NEXT_TO_S * 1000;
    const isVisit = visits.some(
      ({ fromMs, untilMs }) =>
        fromMs < stay.untilMs + NEXT_TO_S * 1000 && (untilMs ?? nowMs) > stay.fromMs - NEXT_TO_S * 1000,
    );
    const isShort = stay.untilMs - stay.fromMs <= LONGEST_STAY_S * 1000;
    return isOver && isShort && !isVisit && !dismissedMs.some((ms) => isSameStop(ms, stay));
  });
}

export function isSameStop(fromMs: number, stay: Pick<StayPoint, 'fromMs'>): boolean {
  return Math.abs(fromMs - stay.fromMs) <= SAME_STOP_MS;
}

/** A retailer near a stop, metres on the spheroid from the stop's mean position. */
export type NearRetailer = ForgottenStop['retailers'][number] & { stayNo: number };

/** The stops with the retailers at which they may have been; those at none, or only at retailers visited that day, are left out. */
export function proposals(
  stays: readonly StayPoint[],
  near: readonly NearRetailer[],
  visits: OwnDay['visits'],
): ForgottenStop[] {
  const visited = new Set(visits.map((visit) => visit.retailerId));
  return stays.flatMap((stay, no) => {
    const retailers = near
      .filter((retailer) => retailer.stayNo === no && !visited.has(retailer.retailerId))
      .sort(
        (a, b) =>
          Number(b.isPlanned) - Number(a.isPlanned) ||
          a.distanceM - b.distanceM ||
          (a.retailerId < b.retailerId ? -1 : 1),
      )
      .map(({ stayNo: _, ...retailer }) => retailer);
    if (retailers.length === 0) return [];
    return [
      {
        fromAt: new Date(stay.fromMs).toISOString(),
        untilAt: new Date(stay.untilMs).toISOString(),
        fixes: stay.fixes,
        position: stay.centre,
        retailers,
      },
    ];
  });
}
