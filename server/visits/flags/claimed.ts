// Pure: a property of the presses.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';

/** CLAIMED_AFTERWARDS: nobody pressed at the time; the rep claimed the visit later. The track may confirm it, a person decides it. */
export function claimed(visit: VisitEvidence): FlagNumbers | null {
  const atMs = visit.start?.claimedAtMs ?? visit.end?.claimedAtMs ?? null;
  return atMs === null ? null : { flag: 'CLAIMED_AFTERWARDS', claimedAt: new Date(atMs).toISOString() };
}
