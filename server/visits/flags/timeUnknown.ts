// Pure: a property of the presses' times.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';

/** TIME_UNKNOWN: a press without a time, or with a position of unknown age. A missing time is unknown, never now. */
export function timeUnknown(visit: VisitEvidence): FlagNumbers | null {
  const presses = [visit.start, visit.end].filter((press) => press !== null);
  const withoutPress = presses.filter((press) => press.pressedAtMs === null).length;
  const withoutFix = presses.filter((press) => press.fix !== null && press.fixAtMs === null).length;
  return withoutPress + withoutFix > 0 ? { flag: 'TIME_UNKNOWN', presses: withoutPress, fixes: withoutFix } : null;
}
