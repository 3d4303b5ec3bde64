// Pure: what a fix proves, from its own accuracy, the coordinate's, and the threshold.
import type { EvidencePoint, MeasuredPoint, VisitEvidence } from './evidence.ts';
import { bestProbability, withinProbability } from '../../shared/probability.ts';
import type { Rule } from './rule.ts';

/** Half the way around: no position is vaguer, whatever number is said. */
const WHOLE_EARTH_M = 20_000_000;

/** A fix against the threshold. Metres and probabilities. */
export interface Proof {
  distanceM: number;
  accuracyM: number;
  accuracyLevel: number;
  /** One-direction standard error of the fix alone, and with the coordinate's. */
  fixSigmaM: number;
  sigmaM: number;
  p: number;
  pStar: number;
  q: number;
  /** pStar as a share of what it would be at distance 0: how well the fix agrees with presence, however vague it is. */
  share: number;
}

/** σ = r / √(−2 ln(1 − level)): the radius that holds a share of a circular normal error (1.5096 for 68 %, 2.4477 for 95 %). */
export function sigmaOfRadius(radiusM: number, level: number): number {
  return radiusM / Math.sqrt(-2 * Math.log(1 - level));
}

/**
 * The accuracy as it counts: the source's typical one where none was said (an unknown source is the worst one), cell never
 * better than its floor. A browser says an accuracy and no source: its accuracy is taken as said.
 */
export function usedAccuracy(
  fix: Pick<EvidencePoint, 'accuracyM' | 'accuracyLevel' | 'source'>,
  rule: Rule,
): { accuracyM: number; accuracyLevel: number; sigmaM: number } {
  const typical =
    fix.source === 'gnss' || fix.source === 'wifi' ? rule.typicalAccuracyM[fix.source] : rule.typicalAccuracyM.cell;
  let accuracyM = fix.accuracyM ?? typical;
  let accuracyLevel = fix.accuracyM === null ? 0.68 : fix.accuracyLevel;
  let sigmaM = sigmaOfRadius(accuracyM, accuracyLevel);
  if (fix.source === 'cell' && sigmaM < sigmaOfRadius(rule.cellFloorM, 0.68)) {
    accuracyM = rule.cellFloorM;
    accuracyLevel = 0.68;
    sigmaM = sigmaOfRadius(accuracyM, accuracyLevel);
  }
  return { accuracyM, accuracyLevel, sigmaM: Math.min(WHOLE_EARTH_M, Math.max(rule.sigmaFloorM, sigmaM)) };
}

/** By satellites, or as fine as only they are, where the phone does not say how it measured. */
export function isBySatellites(fix: EvidencePoint, rule: Rule): boolean {
  return fix.source === 'gnss' || (fix.source === null && fix.accuracyM !== null && fix.accuracyM <= rule.satelliteM);
}

export function thresholdOf(visit: VisitEvidence, rule: Rule): number {
  return visit.retailer.thresholdM ?? rule.thresholdM;
}

export function retailerSigma(visit: VisitEvidence, rule: Rule): number {
  return Math.min(WHOLE_EARTH_M, visit.retailer.sigmaM ?? rule.typicalCoordinateSigmaM[visit.retailer.coordinate]);
}

/** null where the fix or the retailer's point is not known. */
export function proofOf(fix: MeasuredPoint | null, visit: VisitEvidence, rule: Rule): Proof | null {
  if (fix === null || fix.distanceM === null) return null;
  const used = usedAccuracy(fix, rule);
  return prove(fix.distanceM, used, visit, rule);
}

/** The proof of a place `distanceM` from the stored point, known with the given standard error. */
export function prove(
  distanceM: number,
  used: { accuracyM: number; accuracyLevel: number; sigmaM: number },
  visit: VisitEvidence,
  rule: Rule,
): Proof {
  const thresholdM = thresholdOf(visit, rule);
  const sigmaM = Math.hypot(used.sigmaM, retailerSigma(visit, rule));
  const pStar = robustProbability(distanceM, sigmaM, visit, rule);
  return {
    distanceM,
    accuracyM: used.accuracyM,
    accuracyLevel: used.accuracyLevel,
    fixSigmaM: used.sigmaM,
    sigmaM,
    p: withinProbability(distanceM, thresholdM, sigmaM),
    pStar,
    q: bestProbability(thresholdM, sigmaM),
    share: shareOfBest(pStar, sigmaM, visit, rule),
  };
}

/** p*: the probability of place, knowing that a share of fixes (and more of the imported coordinates) is worse than it says. */
export function robustProbability(distanceM: number, sigmaM: number, visit: VisitEvidence, rule: Rule): number {
  const thresholdM = thresholdOf(visit, rule);
  const lyingShare = visit.retailer.coordinate === 'imported' ? rule.importedLyingShare : rule.lyingShare;
  const asSaid = withinProbability(distanceM, thresholdM, sigmaM);
  return (1 - lyingShare) * asSaid + lyingShare * withinProbability(distanceM, thresholdM, sigmaM * rule.lyingScale);
}

/** pStar against what it would be at distance 0. */
export function shareOfBest(pStar: number, sigmaM: number, visit: VisitEvidence, rule: Rule): number {
  const best = robustProbability(0, sigmaM, visit, rule);
  return best > 0 ? Math.min(1, pStar / best) : 0;
}

/**
 * Two fixes taken as one place: weights 1/σ², and the distance of their mean from the retailer by Stewart's theorem from
 * the three sides of the triangle, so that no coordinate is computed here.
 */
export function together(a: Proof, b: Proof, apartM: number): { distanceM: number; sigmaM: number } {
  const precisionA = 1 / (a.fixSigmaM * a.fixSigmaM);
  const precisionB = 1 / (b.fixSigmaM * b.fixSigmaM);
  const weight = precisionA / (precisionA + precisionB);
  const squared = weight * a.distanceM ** 2 + (1 - weight) * b.distanceM ** 2 - weight * (1 - weight) * apartM ** 2;
  return { distanceM: Math.sqrt(Math.max(0, squared)), sigmaM: 1 / Math.sqrt(precisionA + precisionB) };
}
