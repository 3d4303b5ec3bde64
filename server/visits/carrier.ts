// Pure: a visit with the carrier's positions in the place of the phone's own, where these prove nothing.
import type { MeasuredPress, VisitEvidence } from './evidence.ts';
import { isOfThePress } from './flags/carrierElsewhere.ts';
import type { Rule } from './rule.ts';
import { proofOf } from './uncertainty.ts';

/** The rule's name where a carrier has answered: verdicts without it are what they always were, to the byte. */
export const CARRIER_RULE = 'rounds-verdict/5';

export function hasCarrier({ start, end }: VisitEvidence): boolean {
  return Boolean(start?.carrier ?? end?.carrier);
}

/** Null where no carrier's position stands in for anything. */
export function byCarrier(visit: VisitEvidence, rule: Rule): VisitEvidence | null {
  const [start, end] = [standIn(visit.start, visit, rule), standIn(visit.end, visit, rule)];
  if (start === visit.start && end === visit.end) return null;
  const apart = visit.carriersApart;
  const pressesApartM =
    start === visit.start ? apart.ownToEnd : end === visit.end ? apart.startToOwn : apart.startToEnd;
  return { ...visit, start, end, pressesApartM };
}

function standIn(press: MeasuredPress | null, visit: VisitEvidence, rule: Rule): MeasuredPress | null {
  if (!press?.carrier || !isOfThePress(press)) return press;
  const own = proofOf(press.fix, visit, rule);
  if (own && own.q >= rule.provableFrom) return press;
  const notes = press.notes.filter((note) => note !== 'ACCURACY_UNKNOWN' && note !== 'SOURCE_UNKNOWN');
  return { ...press, fix: press.carrier, fixAtMs: press.carrier.fixAtMs, picked: 'CARRIER', notes };
}
