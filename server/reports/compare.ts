// Pure: from sums to numbers that do not say more than they know.
import { ALL_KEY, UNKNOWN_KEY, type Group } from '../../shared/reports.ts';
import type { Cut, Metric, Parts } from '../../shared/metrics.ts';
import {
  betaBinomial,
  placeIntervals,
  rateBounds,
  shrink,
  wilson,
  type Count,
  type Prior,
} from '../../shared/rates.ts';

/** What is known of a group before it is said. */
export interface Summed extends Parts {
  key: string;
  /** Of a median, in seconds. */
  dwell?: { p10: number; median: number; p90: number };
}

const nothing = { compared: null, band: null, place: null } as const;

/** A group's own number, with the interval of its kind. */
export function groupOf(
  metric: Metric,
  { key, num, den, undecided, dwell }: Summed,
  name: string | null = null,
): Group {
  const base = { key, name, num, den, undecided, low: null, high: null, atLeast: null, atMost: null, ...nothing };
  if (metric.form === 'count') return { ...base, value: num };
  if (metric.form === 'median') {
    if (!dwell) return { ...base, value: null };
    return { ...base, value: dwell.median / 60, low: dwell.p10 / 60, high: dwell.p90 / 60 };
  }
  const value = den === 0 ? null : num / den;
  if (metric.form === 'share') return { ...base, value };
  const bounds = metric.undecided.length > 0 ? rateBounds(num, den - num, undecided) : null;
  const interval = wilson({ k: num, n: den });
  return {
    ...base,
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    atLeast: bounds?.low ?? null,
    atMost: bounds?.high ?? null,
  };
}

/** Cuts whose groups are peers: people, and what people work in. */
const peerCuts: readonly Cut[] = ['person', 'unit', 'territory'];
/** Above that many the intervals alone take a second of this thread. */
const MOST_PEERS = 1_000;
/** Places come from 4,000 draws of everybody. */
const MOST_PLACED = 100;

export interface Compared {
  groups: Group[];
  peers: { mean: number; strength: number } | null;
}

/** Groups beside each other: shrunk towards what they have in common, in bands and between places. */
export function compareGroups(metric: Metric, by: Cut | null, groups: readonly Group[]): Compared {
  const isCompared = by !== null && peerCuts.includes(by) && metric.form === 'rate' && metric.better !== 'neither';
  const judged = groups.filter(({ key, den }) => den > 0 && key !== UNKNOWN_KEY);
  if (!isCompared || judged.length > MOST_PEERS) return { groups: inOrder(metric, by, groups), peers: null };
  const prior = betaBinomial(judged.map(({ num, den }) => ({ k: num, n: den })));
  if (!prior) return { groups: inOrder(metric, by, groups), peers: null };
  const mean = prior.a / (prior.a + prior.b);
  const places = placesOf(metric, judged, prior);
  const beside = groups.map((group): Group => {
    const at = judged.indexOf(group);
    if (at < 0) return group;
    const compared = shrink({ k: group.num, n: group.den }, prior);
    const band = compared.low > mean ? 'above' : compared.high < mean ? 'below' : 'expected';
    return { ...group, compared, band, place: places?.[at] ?? null };
  });
  return { groups: inOrder(metric, by, beside), peers: { mean, strength: prior.a + prior.b } };
}

/** The same groups have the same places: the seed is fixed. */
const SEED = 1;

function placesOf(metric: Metric, judged: readonly Group[], { a, b }: Prior): { from: number; to: number }[] | null {
  if (judged.length > MOST_PLACED) return null;
  const isLow = metric.better === 'low';
  const counts = judged.map(({ num, den }): Count => ({ k: isLow ? den - num : num, n: den }));
  return placeIntervals(counts, isLow ? { a: b, b: a } : { a, b }, SEED);
}

const dayCuts: readonly (Cut | null)[] = ['weekday', 'day', 'week', 'month', null];

/** Days in their order; all else the best first, or the most where nothing is better, and what is not known last. */
function inOrder(metric: Metric, by: Cut | null, groups: readonly Group[]): Group[] {
  const byKey = (one: Group, other: Group): number => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
  if (dayCuts.includes(by)) return [...groups].sort(byKey);
  const sign = metric.better === 'low' ? 1 : -1;
  const rank = ({ key, compared, value }: Group): number =>
    key === UNKNOWN_KEY ? Infinity : value === null ? Number.MAX_VALUE : sign * (compared?.value ?? value);
  return [...groups].sort((one, other) => rank(one) - rank(other) || byKey(one, other));
}

/** All groups together, where they add up. */
export function totalOf(groups: readonly Summed[]): Summed {
  const total = { key: ALL_KEY, num: 0, den: 0, undecided: 0 };
  for (const { num, den, undecided } of groups) {
    total.num += num;
    total.den += den;
    total.undecided += undecided;
  }
  return total;
}
