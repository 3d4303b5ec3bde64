// Pure: a property of the presses' times.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import { dwellOf } from '../path.ts';

/** SHORT_DWELL: less time between the presses than required; also less than none, by a clock that went back. Seconds. */
export function shortDwell(visit: VisitEvidence): FlagNumbers | null {
  const dwellS = dwellOf(visit);
  const isShort = dwellS !== null && (dwellS < visit.requiredDwellS || dwellS < 0);
  return isShort ? { flag: 'SHORT_DWELL', dwellS, requiredDwellS: visit.requiredDwellS } : null;
}
