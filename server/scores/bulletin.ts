// Pure: what is said of all together: who stands where, who is honoured, how points are distributed.
import { metricOf } from '../../shared/metrics.ts';
import { betaBinomial, shrink, wilson } from '../../shared/rates.ts';
import { byShare, placesOf, totalOf } from '../../shared/score.ts';
import { itemsOf, type ScoreScheme } from '../../shared/scoreScheme.ts';
import type { Honour, PersonStanding, StandingLine } from '../../shared/scores.ts';
import type { ScoredPerson } from './factStore.ts';
import type { FrozenLine } from './record.ts';

/** Everybody with their lines in the scheme's order, the most first. */
export function standings(
  scheme: ScoreScheme,
  people: readonly ScoredPerson[],
  lines: readonly FrozenLine[],
): PersonStanding[] {
  const order = itemsOf(scheme).map(({ key }) => key);
  const place = ({ itemKey }: FrozenLine): number => (order.indexOf(itemKey) + order.length + 1) % (order.length + 1);
  const rates = rateItems(scheme);
  return people
    .map(({ repId, name, days, dueDays }) => {
      const mine = lines.filter((line) => line.repId === repId).sort((one, other) => place(one) - place(other));
      const worth = totalOf(mine.map(({ points, corrected, most }) => ({ points: corrected ?? points, most })));
      return { repId, name, ...worth, days, dueDays, lines: mine.map((line) => lineShown(line, rates)) };
    })
    .sort((one, other) => byShare(one, other) || (one.name < other.name ? -1 : 1));
}

const rateItems = (scheme: ScoreScheme): Set<string> =>
  new Set(
    itemsOf(scheme).flatMap((item) =>
      item.source === 'metric' && metricOf(item.metric).form === 'rate' ? [item.key] : [],
    ),
  );

function lineShown({ repId: _, evidence: __, ...line }: FrozenLine, rates: ReadonlySet<string>): StandingLine {
  const interval = rates.has(line.itemKey) ? wilson({ k: line.num, n: line.den }) : null;
  return { ...line, low: interval?.low ?? null, high: interval?.high ?? null };
}

const TENTHS = 10;

/** How many reached how much of what they could, in tenths; who could reach nothing is in none. */
export function distributionOf(people: readonly PersonStanding[]): { from: number; to: number; count: number }[] {
  const counts = Array.from({ length: TENTHS }, (_, i) => ({ from: i * 10, to: (i + 1) * 10, count: 0 }));
  for (const { points, most } of people) {
    if (most <= 0) continue;
    const tenth = Math.floor((points * TENTHS) / most);
    counts[Math.min(TENTHS - 1, Math.max(0, tenth))]!.count += 1;
  }
  return counts;
}

/**
 * Who is honoured: beyond chance above the others in a rate, no visit found false, at work on half of their days or more; in the order
 * of their points, equal ones in one place (1, 1, 3). Where nobody differs beyond chance nobody is.
 */
export function honoursOf(
  scheme: ScoreScheme,
  people: readonly ScoredPerson[],
  standing: readonly PersonStanding[],
): Honour[] {
  const above = new Set(itemsOf(scheme).flatMap((item) => aboveIn(item, standing)));
  const isFit = ({ repId }: PersonStanding): boolean => {
    const { days, dueDays, falseVisits } = people.find((one) => one.repId === repId)!;
    return above.has(repId) && falseVisits === 0 && 2 * days >= dueDays;
  };
  const honoured = standing.filter(isFit);
  const places = placesOf(honoured, byShare);
  return honoured.map(({ repId, name }, i) => ({ place: places[i]!, repId, name }));
}

function aboveIn(item: ReturnType<typeof itemsOf>[number], standing: readonly PersonStanding[]): string[] {
  if (item.source !== 'metric') return [];
  const { form, better } = metricOf(item.metric);
  if (form !== 'rate' || better === 'neither') return [];
  const counts = standing.flatMap(({ repId, lines }) => {
    const line = lines.find(({ itemKey, den }) => itemKey === item.key && den > 0);
    return line ? [{ repId, k: better === 'low' ? line.den - line.num : line.num, n: line.den }] : [];
  });
  const prior = betaBinomial(counts);
  if (!prior) return [];
  const mean = prior.a / (prior.a + prior.b);
  return counts.filter((count) => shrink(count, prior).low > mean).map(({ repId }) => repId);
}
