// Pure: what the rep's carrier says of the phone at the press, against what the phone itself says.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPress, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { usedAccuracy } from '../uncertainty.ts';

/**
 * A carrier's radius holds about two thirds. Where one circle in twenty is three times worse than it says, five radii accuse four honest
 * visits in a thousand, and seven none (test/visits/carrier.test.ts). The phone's own radius may be as wrong.
 */
const RADII = 7;
/** And what towers at the edge of a town are off beside it. */
const SLACK_M = 500;
/** A position of another time says nothing of the press. */
const WITHIN_MS = 120_000;
/** Of a circular normal error, in standard deviations: the radius that holds 68 %. */
const RADII_A_SIGMA = 1.5096;

/** CARRIER_ELSEWHERE: the phone says one place, the carrier's circle lies far from it. It asks for a person and never proves anything. */
export function carrierElsewhere(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const found = [visit.start, visit.end].flatMap((press) => (press === null ? [] : (contradiction(press, rule) ?? [])));
  const worst = found.reduce<(typeof found)[number] | null>(
    (most, one) => (most && most.apartM >= one.apartM ? most : one),
    null,
  );
  return worst && { flag: 'CARRIER_ELSEWHERE', presses: found.length, ...worst };
}

function contradiction(
  press: MeasuredPress,
  rule: Rule,
): { apartM: number; radiusM: number; accuracyM: number } | null {
  const { fix, carrier, carrierApartM } = press;
  if (!fix || !carrier || carrierApartM === null || carrier.accuracyM === null || !isOfThePress(press)) return null;
  const radiusM = RADII_A_SIGMA * usedAccuracy(carrier, rule).sigmaM;
  const { accuracyM } = usedAccuracy(fix, rule);
  return carrierApartM > RADII * (radiusM + accuracyM) + SLACK_M ? { apartM: carrierApartM, radiusM, accuracyM } : null;
}

/** Whether the carrier's position is known to be of the time of the press, by the server's clock. */
export function isOfThePress({ carrier, receivedAtMs, pressedAtMs }: MeasuredPress): boolean {
  const atMs = receivedAtMs ?? pressedAtMs;
  return carrier !== null && carrier.fixAtMs !== null && atMs !== null && Math.abs(carrier.fixAtMs - atMs) <= WITHIN_MS;
}
