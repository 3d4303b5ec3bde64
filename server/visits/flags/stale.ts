// Pure: a property of the presses' times.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPress, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** STALE: the position was measured longer before the press than the rule allows. Ages in seconds. */
export function stale(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const startAgeS = age(visit.start, visit);
  const endAgeS = age(visit.end, visit);
  if (!(startAgeS > rule.staleS) && !(endAgeS > rule.staleS)) return null;
  return { flag: 'STALE', startAgeS, endAgeS };
}

/** A phone whose clock is known to be wrong presses by its clock and measures by the satellites': the kinder reading counts. */
function age(press: MeasuredPress | null, visit: VisitEvidence): number {
  if (!press?.fix || press.fixAtMs === null || press.pressedAtMs === null) return 0;
  const ageS = (press.pressedAtMs - press.fixAtMs) / 1000;
  const skewS = visit.history.deviceSkewMedianS ?? 0;
  return Math.abs(ageS - skewS) < Math.abs(ageS) ? ageS - skewS : ageS;
}
