// Pure: a property of the fixes. A receiver has noise; a typed position has none.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPoint, PathPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { isBySatellites } from '../uncertainty.ts';

/** Longer than phones hold a position on purpose between two readings, in seconds. */
const HELD_S = 60;
/** The track this long before and after the visit shows how the phone usually measures, in seconds. */
const AROUND_S = 900;
/** Metres. */
const FINE_M = 30;

/**
 * TOO_PERFECT: (a) a press lies on the stored point itself, and that was not learned from such fixes; (b) both fixes are one position,
 * minutes apart, by satellites or as fine as only these are; (c) both, and every fine fix of the track around the visit, are one
 * position with one accuracy. The very same accuracy twice, close together, is no sign: 87 % of real pairs of an iPhone at rest are so,
 * and 30 % of Android's by WiFi. A phone may hold its position at rest, so (b) does not count where its track shows other positions and
 * accuracies at the same place.
 */
export function tooPerfect(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const start = visit.start?.fix ?? null;
  const end = visit.end?.fix ?? null;
  const nearestM = Math.min(start?.distanceM ?? Infinity, end?.distanceM ?? Infinity);
  if (nearestM <= rule.perfectM && visit.retailer.coordinate !== 'confirmed')
    return { flag: 'TOO_PERFECT', sign: 'on the stored point', distanceM: nearestM };
  if (!start || !end || visit.pressesApartM === null || visit.pressesApartM > rule.heldM) return null;
  const fixes = heldRun(visit, rule);
  if (fixes >= rule.sameAccuracyFixes) return { flag: 'TOO_PERFECT', sign: 'one accuracy all the way', fixes };
  if (!isBySatellites(start, rule) || !isBySatellites(end, rule)) return null;
  if (start.fixAtMs === null || end.fixAtMs === null || end.fixAtMs - start.fixAtMs < HELD_S * 1000) return null;
  if (trackVaries(visit, start)) return null;
  return { flag: 'TOO_PERFECT', sign: 'one position at both presses', apartM: visit.pressesApartM };
}

/** Fine fixes around the visit, presses included, if all of them say one accuracy and stand on one point; else 0. */
function heldRun(visit: VisitEvidence, rule: Rule): number {
  const fine = visit.path.filter((point) => isFine(point) && point.accuracyM !== null && isAround(visit, point));
  const isHeld = fine.every(
    (point, i) => i === 0 || (point.accuracyM === fine[0]!.accuracyM && isOnePoint(point, fine[0]!, rule)),
  );
  return isHeld ? fine.length : 0;
}

/** By the digits: a tenth of a metre is 1e-6 of a degree. */
function isOnePoint(a: MeasuredPoint, b: MeasuredPoint, rule: Rule): boolean {
  const degrees = rule.heldM * 1e-5;
  return Math.abs(a.lng - b.lng) <= degrees && Math.abs(a.lat - b.lat) <= degrees;
}

/** By satellites, or as fine as only they are: a browser does not say how it measured. */
function isFine(fix: MeasuredPoint): boolean {
  return fix.source === 'gnss' || (fix.source === null && fix.accuracyM !== null && fix.accuracyM <= FINE_M);
}

/** Whether the phone, near the same place, also measured something else. */
function trackVaries(visit: VisitEvidence, press: MeasuredPoint): boolean {
  return visit.path.some(
    (point) =>
      point.kind === 'track' &&
      isAround(visit, point) &&
      isFine(point) &&
      point.accuracyM !== press.accuracyM &&
      (point.lng !== press.lng || point.lat !== press.lat) &&
      Math.abs((point.distanceM ?? Infinity) - (press.distanceM ?? 0)) < 100,
  );
}

function isAround(visit: VisitEvidence, point: PathPoint): boolean {
  const fromMs = (visit.start?.pressedAtMs ?? Infinity) - AROUND_S * 1000;
  const untilMs = (visit.end?.pressedAtMs ?? -Infinity) + AROUND_S * 1000;
  return point.kind !== 'neighbour' && point.atMs >= fromMs && point.atMs <= untilMs;
}
