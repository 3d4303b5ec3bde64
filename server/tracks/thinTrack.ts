// Pure: a track with as few positions as keep its picture: at no moment is a rep drawn farther than a tolerance from what is stored.
import { toPlane } from '../../shared/geo.ts';
import { isOneWay, isVague, NEAR_S, type TrackPoint } from '../../shared/tracks.ts';

/** So fine where it can be: the width of a street, a little more than what a phone's noise is on one. */
const FINEST_M = 10;
/** So many positions a track are enough for a whole day of every minute. */
export const ENOUGH_POINTS = 1_500;
/** Positions that are kept are at most so far apart, well within what a replay takes for one way. */
const LONGEST_LEG_S = 120;

export interface ThinTrack {
  points: TrackPoint[];
  withinM: number;
}

/**
 * The positions of a track (by time) that are enough to draw it: what lies between two that are kept is at every moment within
 * `withinM` of the line between them, taken at that moment. That is the synchronised distance of Meratnia and de By
 * ("Spatiotemporal compression techniques for moving point objects", EDBT 2004), in an opening window. Both ends of every gap and
 * jump stay, so that thinning makes neither. Twice as coarse where more than `ENOUGH_POINTS` remain: legs of two minutes are
 * 1,440 a day, so only a phone that jumps all day has more.
 */
export function thinTrack(points: readonly TrackPoint[]): ThinTrack {
  let withinM = FINEST_M;
  let kept = thinWithin(points, withinM);
  while (kept.length > ENOUGH_POINTS && withinM < FINEST_M * 2 ** 6) {
    withinM *= 2;
    kept = thinWithin(points, withinM);
  }
  return { points: kept, withinM: kept.length === points.length ? 0 : withinM };
}

export function thinWithin(points: readonly TrackPoint[], withinM: number): TrackPoint[] {
  if (points.length < 3) return [...points];
  const kept = [points[0]!];
  let from = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const next = points[i + 1]!;
    const isNeeded =
      !isOneWay(points[i]!, next) ||
      next.atS - points[from]!.atS > LONGEST_LEG_S ||
      !isOneWay(points[from]!, next) ||
      !isFollowed(points, from, i + 1, withinM);
    if (!isNeeded) continue;
    kept.push(points[i]!);
    from = i;
  }
  kept.push(points[points.length - 1]!);
  return kept;
}

/** Whether all between two positions are within the tolerance of where the line between them is at their moments. */
function isFollowed(points: readonly TrackPoint[], from: number, to: number, withinM: number): boolean {
  const origin = points[from]!;
  const end = toPlane(origin, points[to]!);
  const lastsS = points[to]!.atS - origin.atS;
  for (let k = from + 1; k < to; k++) {
    const at = toPlane(origin, points[k]!);
    const share = lastsS === 0 ? 0 : (points[k]!.atS - origin.atS) / lastsS;
    if (Math.hypot(at.xM - share * end.xM, at.yM - share * end.yM) > withinM) return false;
  }
  return true;
}

/** By time, the most precise position of every so many seconds; of those alike, and of those that say nothing, the first. */
export function bestEach(points: readonly TrackPoint[], everyS: number): TrackPoint[] {
  const best: TrackPoint[] = [];
  for (const point of [...points].sort((a, b) => a.atS - b.atS)) {
    const last = best[best.length - 1];
    if (!last || Math.floor(last.atS / everyS) !== Math.floor(point.atS / everyS)) best.push(point);
    else if ((point.accuracyM ?? Infinity) < (last.accuracyM ?? Infinity)) best[best.length - 1] = point;
  }
  return best;
}

/** A phone that knows no better says the same cell again and again. */
const VAGUE_EVERY_S = 60;

/** Without the vague positions that have a precise one within some minutes: a tower's cell between two good fixes is no way gone. */
export function withoutVague(points: readonly TrackPoint[]): TrackPoint[] {
  const nextPrecise = new Array<number>(points.length).fill(Infinity);
  for (let i = points.length - 1, atS = Infinity; i >= 0; i--) {
    if (!isVague(points[i]!)) atS = points[i]!.atS;
    nextPrecise[i] = atS;
  }
  let [lastPrecise, lastVague] = [-Infinity, -Infinity];
  return points.filter((point, i) => {
    const isKept =
      !isVague(point) ||
      (point.atS - lastPrecise > NEAR_S &&
        nextPrecise[i]! - point.atS > NEAR_S &&
        point.atS - lastVague >= VAGUE_EVERY_S);
    if (!isVague(point)) lastPrecise = point.atS;
    else if (isKept) lastVague = point.atS;
    return isKept;
  });
}
