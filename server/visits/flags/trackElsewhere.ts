// Pure: a property of the track.
import type { FlagNumbers } from '../../../shared/verdicts.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { trackWitness } from '../trackWitness.ts';

/** TRACK_ELSEWHERE: between the presses the track was away: at least two fine fixes, and a good share of them. */
export function trackElsewhere(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const { fixes, elsewhere, furthestM } = trackWitness(visit, rule);
  if (elsewhere < 2 || elsewhere < rule.trackElsewhereShare * fixes) return null;
  return { flag: 'TRACK_ELSEWHERE', fixes, elsewhere, furthestM };
}
