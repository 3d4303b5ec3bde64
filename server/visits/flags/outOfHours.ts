// Pure: a property of the presses' times and the hours that apply to them.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';

/** OUT_OF_HOURS: the visit lies in none of the given hours as a whole. */
export function outOfHours(visit: VisitEvidence): FlagNumbers | null {
  const fromMs = visit.start?.pressedAtMs ?? visit.end?.pressedAtMs ?? null;
  const untilMs = visit.end?.pressedAtMs ?? fromMs;
  if (visit.hours.length === 0 || fromMs === null || untilMs === null) return null;
  const isWithin = visit.hours.some((h) => (h.fromMs ?? -Infinity) <= fromMs && untilMs <= (h.untilMs ?? Infinity));
  return isWithin
    ? null
    : { flag: 'OUT_OF_HOURS', startedAt: new Date(fromMs).toISOString(), endedAt: new Date(untilMs).toISOString() };
}
