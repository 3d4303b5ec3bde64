// Pure: a property of the fixes. A receiver has noise; a typed position has none.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPoint, PathPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { retailerSigma, usedAccuracy } from '../uncertainty.ts';

/** Longer than phones hold a position on purpose between two readings, in seconds. */
const HELD_S = 60;
/** The track this long before and after the visit shows how the phone usually measures, in seconds. */
const AROUND_S = 900;
/** Metres. */
const FINE_M = 30;

/**
 * TOO_PERFECT: (a) a press lies on the stored point itself; (b) both satellite fixes are one position, minutes apart;
 * (c) both say the very same accuracy and lie much nearer to each other, or to the stored point, than it allows;
 * (d) both, and every satellite fix of the track around the visit, say the same accuracy. A phone at rest may hold its position, so
 * (b) and (c) do not count where its track shows other positions and accuracies at the same place.
 */
export function tooPerfect(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const start = visit.start?.fix ?? null;
  const end = visit.end?.fix ?? null;
  const nearestM = Math.min(start?.distanceM ?? Infinity, end?.distanceM ?? Infinity);
  if (nearestM <= rule.perfectM) return { flag: 'TOO_PERFECT', sign: 'on the stored point', distanceM: nearestM };
  if (!start || !end || !isFine(start) || !isFine(end) || visit.pressesApartM === null) return null;
  const same = start.accuracyM === end.accuracyM ? sameAccuracyRun(visit) : 0;
  if (same >= rule.sameAccuracyFixes) return { flag: 'TOO_PERFECT', sign: 'one accuracy all the way', fixes: same };
  if (start.fixAtMs === null || end.fixAtMs === null || end.fixAtMs - start.fixAtMs < HELD_S * 1000) return null;
  if (trackVaries(visit, start)) return null;
  const apartM = visit.pressesApartM;
  if (start.lng === end.lng && start.lat === end.lat)
    return { flag: 'TOO_PERFECT', sign: 'one position at both presses', apartM };
  if (start.accuracyM === null || start.accuracyM !== end.accuracyM) return null;
  const furthestM = Math.max(start.distanceM ?? Infinity, end.distanceM ?? Infinity);
  const sigmaM = Math.hypot(usedAccuracy(start, rule).sigmaM, retailerSigma(visit, rule));
  if (
    apartM > rule.steadyShare * Math.max(start.accuracyM, rule.leastAccuracyM) &&
    furthestM > rule.perfectSigmas * sigmaM
  )
    return null;
  return { flag: 'TOO_PERFECT', sign: 'one accuracy, hardly any noise', accuracyM: start.accuracyM, apartM, furthestM };
}

/** By satellites, or as fine as only they are: a browser does not say how it measured. */
function isFine(fix: MeasuredPoint): boolean {
  return fix.source === 'gnss' || (fix.source === null && fix.accuracyM !== null && fix.accuracyM <= FINE_M);
}

/** Satellite fixes around the visit, presses included, if all of them say one accuracy; else 0. */
function sameAccuracyRun(visit: VisitEvidence): number {
  let fixes = 0;
  let accuracyM: number | null = null;
  for (const point of visit.path) {
    if (!isFine(point) || point.accuracyM === null || !isAround(visit, point)) continue;
    accuracyM ??= point.accuracyM;
    if (point.accuracyM !== accuracyM) return 0;
    fixes++;
  }
  return fixes;
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
