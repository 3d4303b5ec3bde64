// Pure: the same evidence and the same rule give the same verdict, bit for bit.
import { Reason } from '../../shared/verdicts.ts';
import type { FlagNumbers } from '../../shared/flags.ts';
import type { JudgeOutput, PressNumbers, Verdict } from '../../shared/verdicts.ts';
import { byCarrier, CARRIER_RULE, hasCarrier } from './carrier.ts';
import type { MeasuredPress, VisitEvidence } from './evidence.ts';
import { raiseFlags } from './flags.ts';
import { couldBeFrame } from './flags/frame.ts';
import { isNoticedInside } from './flags/noticedElsewhere.ts';
import { dwellOf } from './path.ts';
import { defaultRule, ruleName } from './rule.ts';
import type { Rule } from './rule.ts';
import { trackWitness } from './trackWitness.ts';
import { isBySatellites, proofOf, prove, retailerSigma, thresholdOf, together } from './uncertainty.ts';
import type { Proof } from './uncertainty.ts';

/** What the presses, the track and the flags amount to, before the verdict. */
interface Case {
  visit: VisitEvidence;
  rule: Rule;
  start: Proof | null;
  end: Proof | null;
  joint: Proof | null;
  flags: FlagNumbers[];
  /** The track put the rep at the retailer for a good part of the visit; or somewhere else at some time. */
  isConfirmedByTrack: boolean;
  isDeniedByTrack: boolean;
  reasons: Set<Reason>;
}

/**
 * Was the visit real? Four steps in this order: `invalid` needs two presses that were made elsewhere and a coordinate that
 * can be trusted, or a proven replay; `unverifiable` is evidence that could prove nothing; `valid` needs every witness to
 * agree and no flag; everything else is `suspect`, for a person. All reasons are collected, not the first.
 */
export function judge(visit: VisitEvidence, rule: Rule = defaultRule): JudgeOutput {
  const own = judgeAsSaid(visit, rule);
  if (!hasCarrier(visit)) return own;
  // a carrier's word may raise a doubt or settle one in the rep's favour: what the phone itself proves it never makes worse
  const isDoubted = own.flags.some(({ flag }) => flag === 'CARRIER_ELSEWHERE');
  const helped = own.verdict === 'valid' || own.verdict === 'invalid' || isDoubted ? null : byCarrier(visit, rule);
  const judged = helped && judgeAsSaid(helped, rule);
  const answer = judged?.verdict === 'valid' ? judged : own;
  return { ...answer, rule: answer.rule.replace(defaultRule.name, CARRIER_RULE) };
}

function judgeAsSaid(visit: VisitEvidence, rule: Rule): JudgeOutput {
  const start = proofOf(visit.start?.fix ?? null, visit, rule);
  const end = proofOf(visit.end?.fix ?? null, visit, rule);
  const witness = trackWitness(visit, rule);
  const flags = raiseFlags(visit, rule, witness);
  const found: Case = {
    visit,
    rule,
    start,
    end,
    flags,
    joint: proveTogether(visit, start, end, rule),
    isConfirmedByTrack:
      witness.near >= rule.witnessFixes && witness.elsewhere === 0 && witness.nearS >= visit.requiredDwellS / 2,
    isDeniedByTrack: witness.elsewhere > 0,
    reasons: new Set(flags.map(({ flag }) => flag)),
  };
  for (const note of [...(visit.start?.notes ?? []), ...(visit.end?.notes ?? [])]) found.reasons.add(note);
  if (visit.retailer.sigmaM === null) found.reasons.add('COORDINATE_SIGMA_UNKNOWN');
  const verdict = decide(found);
  return {
    id: visit.id,
    verdict,
    reasons: Reason.options.filter((reason) => found.reasons.has(reason)),
    dwellS: dwellOf(visit),
    requiredDwellS: visit.requiredDwellS,
    thresholdM: thresholdOf(visit, rule),
    retailerSigmaM: retailerSigma(visit, rule),
    coordinate: visit.retailer.coordinate,
    start: pressNumbers(visit.start, start),
    end: pressNumbers(visit.end, end),
    together: found.joint && {
      distanceM: metres(found.joint.distanceM),
      pStar: share(found.joint.pStar),
      apartM: metres(visit.pressesApartM!),
    },
    track:
      visit.hasTrack || visit.unreadFixes > 0
        ? {
            fixes: witness.fixes,
            near: witness.near,
            nearS: metres(witness.nearS),
            elsewhere: witness.elsewhere,
            unread: visit.unreadFixes,
          }
        : null,
    flags: flags.map(roundNumbers),
    rule: ruleName(rule),
  };
}

function decide(found: Case): Verdict {
  const { visit, rule, start, end, reasons } = found;
  if (!visit.start) reasons.add('NO_START_PRESS');
  if (!visit.end) reasons.add('NO_END_PRESS');
  if ((visit.start && !visit.start.fix) || (visit.end && !visit.end.fix)) reasons.add('NO_FIX');
  if (visit.retailer.point === null) reasons.add('NO_TRUSTED_COORDINATE');
  if (isProvenReplay(found)) return 'invalid';

  if (found.isConfirmedByTrack) reasons.add('TRACK_CONFIRMS');
  if (isNoticedInside(visit, rule)) reasons.add('PHONE_NOTICED');
  const elsewhere = [start, end].filter((proof) => proof !== null && proof.share < rule.elsewhereBelow);
  const canProve = [start, end].some((proof) => proof !== null && proof.q >= rule.provableFrom);
  if (elsewhere.length === 2) {
    reasons.add('BOTH_PRESSES_ELSEWHERE');
    for (const excuse of excusesOf(found)) reasons.add(excuse);
    return isBeyondDoubt(found) ? 'invalid' : 'suspect';
  }
  if (elsewhere.length === 1) reasons.add('ONE_PRESS_ELSEWHERE');
  if (!canProve) {
    if (start || end) reasons.add('POSITION_TOO_VAGUE');
    if (!isConfirmed(found)) return 'unverifiable';
  }
  const isPlaced = isConfirmed(found) || arePressesEnough(found);
  if (!isPlaced && start && end && elsewhere.length === 0) reasons.add('NEAR_BUT_UNPROVEN');
  if (!isPlaced || isOdd(found) || !isLongEnough(visit)) return 'suspect';
  reasons.add('IN_PLACE');
  return 'valid';
}

/** Both presses were made elsewhere: may that be the coordinate and not the rep? */
function excusesOf({ visit, rule, flags }: Case): Reason[] {
  const isUntrusted =
    visit.retailer.coordinate === 'imported' ||
    flags.some(({ flag }) => flag === 'COORDINATE_MOVED' || flag === 'SHARED_COORD' || flag === 'FRAME');
  return [
    ...(isUntrusted ? (['COORDINATE_UNCONFIRMED'] as const) : []),
    ...(couldBeFrame(visit, rule) ? (['FRAME_POSSIBLE'] as const) : []),
  ];
}

/**
 * Neither the coordinate nor WiFi and towers may be to blame, and neither the track nor the phone's geofence objects. Two fixes of
 * WiFi that say 20 to 48 m were seen 150 to 185 m off together: satellites must speak, or the track.
 */
function isBeyondDoubt(found: Case): boolean {
  const { visit, rule, start, end, isConfirmedByTrack, isDeniedByTrack } = found;
  const isFar = Math.min(start!.distanceM, end!.distanceM) > thresholdOf(visit, rule) + rule.invalidMarginM;
  const isMeasured = [visit.start!, visit.end!].some(
    ({ fix }, i) =>
      [start!, end!][i]!.q >= rule.provableFrom &&
      (isBySatellites(fix!, rule) || (isDeniedByTrack && fix!.source !== 'cell')),
  );
  const isExcused = excusesOf(found).length > 0 || isConfirmedByTrack || isNoticedInside(visit, rule);
  return !isExcused && isFar && isMeasured;
}

/** Something about it asks for a person, beyond a vague position that the track makes up for. */
function isOdd(found: Case): boolean {
  return found.flags.some(({ flag }) => !(flag === 'CELL_ONLY' && isConfirmed(found)));
}

function isLongEnough(visit: VisitEvidence): boolean {
  const dwellS = dwellOf(visit);
  return dwellS !== null && dwellS >= visit.requiredDwellS;
}

function arePressesEnough({ rule, start, end, joint, isDeniedByTrack }: Case): boolean {
  if (!start || !end) return false;
  const better = start.pStar >= end.pStar ? start : end;
  const other = better === start ? end : start;
  if (other.q < rule.provableFrom) {
    const isPossible = other.pStar >= rule.vagueFrom && other.share >= rule.vagueShareFrom;
    return better.pStar >= rule.validAloneFrom && isPossible && !isDeniedByTrack;
  }
  return better.pStar >= rule.validFrom && other.pStar >= rule.validOtherFrom && joint!.pStar >= rule.togetherFrom;
}

/** The track put the rep there, both presses were made, and no position of theirs says otherwise. */
function isConfirmed({ visit, rule, start, end, isConfirmedByTrack }: Case): boolean {
  const agrees = (proof: Proof | null) => proof === null || proof.share >= rule.vagueShareFrom;
  return isConfirmedByTrack && visit.start !== null && visit.end !== null && agrees(start) && agrees(end);
}

function isProvenReplay({ flags }: Case): boolean {
  return flags.some((flag) => flag.flag === 'REPLAY' && flag.proven === true);
}

function proveTogether(visit: VisitEvidence, start: Proof | null, end: Proof | null, rule: Rule): Proof | null {
  if (!start || !end || visit.pressesApartM === null) return null;
  const { distanceM, sigmaM } = together(start, end, visit.pressesApartM);
  const used = { accuracyM: sigmaM, accuracyLevel: 0, sigmaM: Math.max(rule.sigmaFloorM, sigmaM) };
  return prove(distanceM, used, visit, rule);
}

function pressNumbers(press: MeasuredPress | null, proof: Proof | null): PressNumbers | null {
  if (!press) return null;
  const source = press.fix?.source ?? null;
  const picked = press.picked === null ? {} : { picked: press.picked };
  if (!proof)
    return {
      distanceM: null,
      source,
      accuracyM: null,
      accuracyLevel: null,
      sigmaM: null,
      p: null,
      pStar: null,
      q: null,
      ...picked,
    };
  return {
    distanceM: metres(proof.distanceM),
    source,
    accuracyM: metres(proof.accuracyM),
    accuracyLevel: proof.accuracyLevel,
    sigmaM: metres(proof.sigmaM),
    p: share(proof.p),
    pStar: share(proof.pStar),
    q: share(proof.q),
    ...picked,
  };
}

/** Rounded, so that machines whose exp differs in the last bit write the same bytes. */
function metres(value: number): number {
  return Math.abs(value) < 1e12 ? Math.round(value * 1e3) / 1e3 : value; // absurd numbers stay as they were said
}

function share(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function roundNumbers(flag: FlagNumbers): FlagNumbers {
  const entries = Object.entries(flag).map(([name, value]) => [
    name,
    typeof value === 'number' ? metres(value) : value,
  ]);
  return Object.fromEntries(entries) as FlagNumbers;
}
