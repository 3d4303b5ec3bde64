// Pure: a scheme and what is known of each rep to lines with points. Exact: the sheet adds up in front of everybody.
import { metricOf } from './metrics.ts';
import { compare, hundredths, minus, over, plus, rationalOf, times, type Rational } from './rational.ts';
import { itemsOf, type ScoreCurve, type ScoreItem, type ScoreScheme } from './scoreScheme.ts';

/** A fact that a number stands on, and what it adds: a visit, a planned stop, a day, a retailer, an entry, a correction. */
export interface Evidence {
  id: string;
  num: number;
  den: number;
}

/** What is known of a rep for an item. */
export interface ItemFacts {
  evidence: readonly Evidence[];
  /** Not known either way: never against anybody. */
  undecided: number;
}

export interface Scored {
  repId: string;
  unitId: string;
  /** By the item's key; what is missing is nothing known. */
  facts: ReadonlyMap<string, ItemFacts>;
}

export interface ScoreLine {
  itemKey: string;
  /** neutral: too little is known, so the mean of the others; leftOut: counts neither way. */
  state: 'scored' | 'neutral' | 'leftOut';
  num: number;
  /** 0 where nothing is below: a count, an imported figure, events. */
  den: number;
  undecided: number;
  /** Rows that the number stands on. */
  n: number;
  target: number | null;
  /** In hundredths. */
  points: number;
  most: number;
}

/** The line of points that were corrected for an earlier month. */
export const CORRECTION_KEY = 'correction';

const ZERO: Rational = { num: 0n, den: 1n };

/** Points of a value on a curve. */
export function pointsAt({ form, at }: ScoreCurve, value: Rational): Rational {
  const after = at.findIndex(({ x }) => compare(rationalOf(x), value) > 0);
  if (after === 0) return rationalOf(at[0]!.points);
  const before = at[(after === -1 ? at.length : after) - 1]!;
  if (after === -1 || form === 'steps') return rationalOf(before.points);
  const [x0, x1] = [rationalOf(before.x), rationalOf(at[after]!.x)];
  const [y0, y1] = [rationalOf(before.points), rationalOf(at[after]!.points)];
  return plus(y0, times(minus(y1, y0), over(minus(value, x0), minus(x1, x0))));
}

/** A sum of decimals as decimals add: in millionths, never beyond them. */
function sumOf(values: readonly number[]): number {
  const { num, den } = values.map(rationalOf).reduce<Rational>(plusOnScale, { num: 0n, den: 1_000_000n });
  return Number(num) / Number(den);
}

const plusOnScale = (sum: Rational, { num, den }: Rational): Rational => ({
  num: sum.num + (num * sum.den) / den,
  den: sum.den,
});

/** What an item counts as for a rep, before anybody else is looked at. Null points: too little is known. */
export function lineOf(
  item: ScoreItem,
  { evidence, undecided }: ItemFacts,
  of: Pick<Scored, 'repId' | 'unitId'>,
): Omit<ScoreLine, 'points' | 'state'> & { points: number | null } {
  const sums = { num: sumOf(evidence.map(({ num }) => num)), den: sumOf(evidence.map(({ den }) => den)) };
  const most = hundredths(rationalOf(item.points));
  const target = targetOf(item, of);
  const isShared = hasDenominator(item);
  const n = isShared ? evidence.filter(({ den }) => den !== 0).length : evidence.length;
  const line = { itemKey: item.key, ...sums, undecided, n, target, most };
  if (item.source === 'events') {
    const all = plus(rationalOf(item.points), rationalOf(sums.num));
    return { ...line, points: hundredths(within(all, rationalOf(item.least), rationalOf(item.most))) };
  }
  const isKnown = n >= Math.max(1, item.minN) && (!isShared || sums.den > 0);
  if (!isKnown || (item.curve.over === 'target' && target === null)) return { ...line, points: null };
  const value = isShared ? over(rationalOf(sums.num), rationalOf(sums.den)) : rationalOf(sums.num);
  const read = item.curve.over === 'target' ? over(value, rationalOf(target!)) : value;
  return { ...line, points: hundredths(pointsAt(item.curve, read)) };
}

function hasDenominator(item: ScoreItem): boolean {
  if (item.source === 'metric') return metricOf(item.metric).form !== 'count';
  return item.source === 'entered';
}

function targetOf(item: ScoreItem, { repId, unitId }: Pick<Scored, 'repId' | 'unitId'>): number | null {
  if (item.source === 'events' || !item.targets) return null;
  const { people, units, all } = item.targets;
  return people[repId] ?? units[unitId] ?? all ?? null;
}

function within(value: Rational, least: Rational, most: Rational): Rational {
  if (compare(value, least) < 0) return least;
  return compare(value, most) > 0 ? most : value;
}

/** Lines of everybody, in the scheme's order. Whoever has too few rows has the mean of those who have enough, or is left out. */
export function scoreLines(scheme: ScoreScheme, people: readonly Scored[]): Map<string, ScoreLine[]> {
  const lines = new Map(people.map(({ repId }) => [repId, [] as ScoreLine[]]));
  for (const item of itemsOf(scheme)) {
    const found = people.map((one) => ({
      repId: one.repId,
      line: lineOf(item, one.facts.get(item.key) ?? { evidence: [], undecided: 0 }, one),
    }));
    const mean = meanOf(found.flatMap(({ line }) => (line.points === null ? [] : [line.points])));
    const isNeutral = item.source !== 'events' && item.tooFew === 'neutral' && mean !== null;
    for (const { repId, line } of found) {
      const { points } = line;
      if (points !== null) lines.get(repId)!.push({ ...line, points, state: 'scored' });
      else if (isNeutral) lines.get(repId)!.push({ ...line, points: mean, state: 'neutral' });
      else lines.get(repId)!.push({ ...line, points: 0, most: 0, state: 'leftOut' });
    }
  }
  for (const { repId, facts } of people) {
    const { evidence } = facts.get(CORRECTION_KEY) ?? { evidence: [] };
    if (evidence.length > 0) lines.get(repId)!.push(correctionLine(evidence));
  }
  return lines;
}

/** What was corrected for earlier months, by name. */
export function correctionLine(evidence: readonly Evidence[]): ScoreLine {
  const num = sumOf(evidence.map((one) => one.num));
  const counts = { num, den: 0, undecided: 0, n: evidence.length, target: null };
  return { itemKey: CORRECTION_KEY, state: 'scored', ...counts, points: hundredths(rationalOf(num)), most: 0 };
}

function meanOf(points: readonly number[]): number | null {
  if (points.length === 0) return null;
  const sum = points.reduce((all, one) => all + one, 0);
  return hundredths({ num: BigInt(sum), den: 100n * BigInt(points.length) });
}

export interface Total {
  points: number;
  /** What the items that count for this person could have brought. */
  most: number;
}

export const totalOf = (lines: readonly Pick<ScoreLine, 'points' | 'most'>[]): Total => ({
  points: lines.reduce((sum, { points }) => sum + points, 0),
  most: lines.reduce((sum, { most }) => sum + most, 0),
});

/** More first: of what could be had, so that an item left out is no loss. */
export function byShare(one: Total, other: Total): number {
  const share = ({ points, most }: Total): Rational => (most === 0 ? ZERO : over(whole(points), whole(most)));
  return compare(share(other), share(one));
}

const whole = (value: number): Rational => ({ num: BigInt(value), den: 1n });

/** Places in an order that is there already: equal ones share one, and the next is passed over (1, 1, 3). */
export function placesOf<T>(inOrder: readonly T[], compareTwo: (one: T, other: T) => number): number[] {
  const places: number[] = [];
  inOrder.forEach((one, i) => {
    places.push(i > 0 && compareTwo(inOrder[i - 1]!, one) === 0 ? places[i - 1]! : i + 1);
  });
  return places;
}
