import { describe, expect, it } from 'vitest';
import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { otherVisits } from '../bench/otherPhones.ts';
import type { Verdict } from '../../shared/verdicts.ts';

/** Verdicts by what a visit is, on phones that no threshold was chosen on. */
function verdictsOf(hasTrack: boolean) {
  const verdicts: Record<string, Verdict[]> = {};
  for (const visit of otherVisits(11, 400, hasTrack))
    (verdicts[visit.label.is] ??= []).push(judge(measureVisit(visit, geodesicM)).verdict);
  return (is: string, verdict: Verdict): number =>
    verdicts[is]!.filter((one) => one === verdict).length / verdicts[is]!.length;
}

describe.each([
  ['with the track of the shift', true],
  ['without any track', false],
])('on phones of five other makes, %s', (_, hasTrack) => {
  const share = verdictsOf(hasTrack);
  it('four honest visits in five are in place, none is called false, and few tell nothing', () => {
    expect(share('honest', 'valid')).toBeGreaterThan(0.8);
    expect(share('honest', 'invalid')).toBeLessThanOrEqual(0.001);
    expect(share('honest', 'unverifiable')).toBeLessThan(0.12);
  });
  it('a visit that was not made and can be told apart passes in three of a thousand at most', () =>
    expect(share('told apart', 'valid')).toBeLessThanOrEqual(0.003));
});
