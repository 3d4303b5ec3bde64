// Pure: a property of the track.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import type { TrackWitness } from '../trackWitness.ts';

/** TRACK_ELSEWHERE: between the presses the track was away: at least two fine fixes, and a good share of them. */
export function trackElsewhere(_visit: VisitEvidence, rule: Rule, witness: TrackWitness): FlagNumbers | null {
  const { fixes, elsewhere, furthestM } = witness;
  if (elsewhere < 2 || elsewhere < rule.trackElsewhereShare * fixes) return null;
  return { flag: 'TRACK_ELSEWHERE', fixes, elsewhere, furthestM };
}
