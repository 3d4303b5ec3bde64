// Pure: a property of the presses' times.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import { dwellOf } from '../path.ts';
import type { Rule } from '../rule.ts';

/** LONG_DWELL: longer between the presses than any visit: an end that was forgotten. Seconds. */
export function longDwell(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const dwellS = dwellOf(visit);
  return dwellS !== null && dwellS > rule.longDwellS
    ? { flag: 'LONG_DWELL', dwellS, longDwellS: rule.longDwellS }
    : null;
}
