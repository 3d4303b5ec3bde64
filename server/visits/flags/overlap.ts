// Pure: a property of the presses' times and the rep's other visits.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';

/** OVERLAP: another visit of the same rep lasted during this one. Seconds they share, at most. */
export function overlap(visit: VisitEvidence): FlagNumbers | null {
  const fromMs = visit.start?.pressedAtMs ?? null;
  const untilMs = visit.end?.pressedAtMs ?? null;
  if (fromMs === null || untilMs === null) return null;
  let visits = 0;
  let sharedS = 0;
  for (const other of visit.history.otherVisits) {
    const ms = Math.min(untilMs, other.untilMs) - Math.max(fromMs, other.fromMs);
    if (ms <= 0) continue;
    visits++;
    sharedS = Math.max(sharedS, ms / 1000);
  }
  return visits > 0 ? { flag: 'OVERLAP', visits, sharedS } : null;
}
