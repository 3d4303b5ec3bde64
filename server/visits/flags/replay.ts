// Pure: a property of the presses and the history.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPoint, MeasuredPress, PastPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { isSame } from './frozen.ts';

/** Presses as far apart in time as the earlier ones, within so many seconds, were copied together. */
const SPACING_S = 30;

/**
 * REPLAY: both presses repeat positions of an earlier day, either to the last digit, or each within a few metres, with the very same
 * accuracies and as far apart in time (a replay with jitter). One position held at both presses is none: phones at rest do that day by
 * day (FROZEN counts the days). `exact` counts the distinct positions that came back: two of them at different places, measured by
 * satellites, are proof, because a receiver's noise does not repeat.
 */
export function replay(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const { start, end, history } = visit;
  if (!start?.fix || !end?.fix || history.points.length === 0) return null;
  const startPast = earlier(start, history.points, rule);
  const endPast = earlier(end, history.points, rule);
  const startSame = startPast.find((past) => isSame(past, start.fix!));
  const endSame = endPast.find((past) => isSame(past, end.fix!));
  const isOnePlace = start.fix.lng === end.fix.lng && start.fix.lat === end.fix.lat;
  const isCell = start.fix.source === 'cell' && end.fix.source === 'cell'; // towers do not move
  if (isCell || isOnePlace) return null;
  if (startSame && endSame) {
    const isProven = start.fix.source === 'gnss' && end.fix.source === 'gnss' && start.fix.accuracyM !== null;
    return { flag: 'REPLAY', exact: 2, proven: isProven };
  }
  const dwellMs = (end.fixAtMs ?? 0) - (start.fixAtMs ?? 0);
  for (const from of startPast.filter((past) => isJittered(past, start.fix!, past.fromStartM, rule))) {
    for (const until of endPast.filter((past) => isJittered(past, end.fix!, past.fromEndM, rule))) {
      const furthestM = Math.max(from.fromStartM!, until.fromEndM!);
      const isSameSpacing = Math.abs(until.fixAtMs! - from.fixAtMs! - dwellMs) <= SPACING_S * 1000;
      if (!isSameSpacing) continue;
      return { flag: 'REPLAY', exact: 0, furthestM, isSameSpacing, proven: false };
    }
  }
  return null;
}

function earlier(press: MeasuredPress, points: readonly PastPoint[], rule: Rule): PastPoint[] {
  const atMs = press.pressedAtMs ?? press.fixAtMs;
  return atMs === null ? [] : points.filter((past) => atMs - past.fixAtMs! >= rule.otherDayS * 1000);
}

/** Near an earlier position with the very same accuracy (or with none, as now). */
function isJittered(past: PastPoint, fix: MeasuredPoint, apartM: number | null, rule: Rule): boolean {
  return past.accuracyM === fix.accuracyM && apartM !== null && apartM <= rule.replayJitterM;
}
