// Pure: the track between the presses as a third witness.
import type { VisitEvidence } from './evidence.ts';
import { duringVisit } from './path.ts';
import type { Rule } from './rule.ts';
import { retailerSigma, robustProbability, shareOfBest, usedAccuracy } from './uncertainty.ts';

/** Fine fixes between the presses; how many may be at the retailer, how many cannot be; metres of the furthest of these. */
export interface TrackWitness {
  fixes: number;
  near: number;
  elsewhere: number;
  furthestM: number;
  /** From the first to the last fix that may be at the retailer. */
  nearS: number;
}

export function trackWitness(visit: VisitEvidence, rule: Rule): TrackWitness {
  const witness: TrackWitness = { fixes: 0, near: 0, elsewhere: 0, furthestM: 0, nearS: 0 };
  let firstMs = Infinity;
  for (const point of duringVisit(visit, rule.witnessEdgeS)) {
    const fixSigmaM = usedAccuracy(point, rule).sigmaM;
    if (point.distanceM === null || fixSigmaM > rule.witnessSigmaM) continue;
    witness.fixes++;
    const sigmaM = Math.hypot(fixSigmaM, retailerSigma(visit, rule));
    const pStar = robustProbability(point.distanceM, sigmaM, visit, rule);
    if (pStar >= rule.validFrom) {
      witness.near++;
      firstMs = Math.min(firstMs, point.atMs);
      witness.nearS = (point.atMs - firstMs) / 1000;
    } else if (shareOfBest(pStar, sigmaM, visit, rule) < rule.elsewhereBelow) {
      witness.elsewhere++;
      witness.furthestM = Math.max(witness.furthestM, point.distanceM);
    }
  }
  return witness;
}
