import { Z95 } from './distributions.ts';
import type { Interval } from './rates.ts';

/** How two groups differ, in words of size and in the measure's own unit; no p-values. */

export type EffectSize = 'negligible' | 'small' | 'medium' | 'large';

/** Limits of Romano, Kromrey, Coraggio and Skowronek 2006. */
export function effectSize(delta: number): EffectSize {
  const size = Math.abs(delta);
  return size < 0.147 ? 'negligible' : size < 0.33 ? 'small' : size < 0.474 ? 'medium' : 'large';
}

export interface Cliff {
  delta: number;
  /** Null where a group has fewer than two values. */
  interval: Interval | null;
}

/** Cliff's δ = P(x > y) − P(x < y) with the asymmetric 95 % interval of Feng and Cliff 2004; null for an empty group. */
export function cliff(xs: readonly number[], ys: readonly number[]): Cliff | null {
  const [m, n] = [xs.length, ys.length];
  if (m === 0 || n === 0) return null;
  const ofX = dominances(xs, ys);
  const ofY = dominances(ys, xs).map((d) => ({ mean: -d.mean, decided: d.decided }));
  const delta = meanOf(ofX.map((d) => d.mean));
  if (m < 2 || n < 2) return { delta, interval: null };
  if (Math.abs(delta) === 1) return { delta, interval: { low: delta, high: delta } };
  const spread = (means: { mean: number }[]): number => means.reduce((sum, d) => sum + (d.mean - delta) ** 2, 0);
  // each pair is −1, 0 or 1, so the sum of its squares is the number of pairs that are decided
  const pairs = ofX.reduce((sum, d) => sum + d.decided, 0) - m * n * delta * delta;
  const unbiased = (n * n * spread(ofX) + m * m * spread(ofY) - pairs) / (m * n * (m - 1) * (n - 1));
  const variance = Math.max(unbiased, (1 - delta * delta) / (m * n - 1));
  const half = Z95 * Math.sqrt(variance * ((1 - delta * delta) ** 2 + Z95 * Z95 * variance));
  const all = 1 - delta * delta + Z95 * Z95 * variance;
  const at = (end: number): number => Math.min(1, Math.max(-1, (delta - delta ** 3 + end) / all));
  return { delta, interval: { low: at(-half), high: at(half) } };
}

/** For each x the share of ys below it minus the share above, and how many ys it differs from. */
function dominances(xs: readonly number[], ys: readonly number[]): { mean: number; decided: number }[] {
  const sorted = Float64Array.from(ys).sort();
  return xs.map((x) => {
    const below = countBelow(sorted, x, false);
    const above = sorted.length - countBelow(sorted, x, true);
    return { mean: (below - above) / sorted.length, decided: below + above };
  });
}

/** How many of a sorted list are below x, or up to it. */
function countBelow(sorted: Float64Array, x: number, andEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < x || (andEqual && sorted[middle] === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

export interface Shift extends Interval {
  /** The median of all differences y − x taken as x − y: how much higher xs are (Hodges and Lehmann 1963). */
  shift: number;
  /** What the interval really covers: ranks are whole, so it is not 95 % to the digit. */
  confidence: number;
}

/**
 * The shift between two groups in the measure's own unit, with the interval that the exact distribution of Mann and
 * Whitney gives: its confidence is the least one from 95 %, or all there is in groups too small for that. Above 2,500
 * pairs the normal approximation stands in for the exact distribution. Null for an empty group.
 */
export function hodgesLehmann(xs: readonly number[], ys: readonly number[]): Shift | null {
  const pairs = xs.length * ys.length;
  if (pairs === 0) return null;
  const differences = Float64Array.from(
    { length: pairs },
    (_, i) => xs[i % xs.length]! - ys[Math.floor(i / xs.length)]!,
  ).sort();
  const { rank, confidence } = pairs <= 2_500 ? exactRank(xs.length, ys.length) : normalRank(xs.length, ys.length);
  const middle = (differences[(pairs - 1) >> 1]! + differences[pairs >> 1]!) / 2;
  return { shift: middle, low: differences[rank - 1]!, high: differences[pairs - rank]!, confidence };
}

/** The greatest rank r with P(U < r) ≤ 2.5 %: the r-th least and r-th greatest differences are the interval's ends. */
function exactRank(m: number, n: number): { rank: number; confidence: number } {
  const ways = waysOfU(m, n);
  const all = ways.reduce((sum, w) => sum + w, 0);
  let below = 0;
  let rank = 0;
  while (below + ways[rank]! <= 0.025 * all) below += ways[rank++]!;
  return rank === 0 ? { rank: 1, confidence: 1 - (2 * ways[0]!) / all } : { rank, confidence: 1 - (2 * below) / all };
}

/** In how many orders of m + n distinct values U is 0, 1, … mn: multiplied out factor by factor. */
function waysOfU(m: number, n: number): Float64Array {
  const ways = new Float64Array(m * n + 1);
  ways[0] = 1;
  for (let i = 1; i <= m; i++) {
    for (let u = m * n; u >= n + i; u--) ways[u]! -= ways[u - n - i]!;
    for (let u = i; u <= m * n; u++) ways[u]! += ways[u - i]!;
  }
  return ways;
}

function normalRank(m: number, n: number): { rank: number; confidence: number } {
  const sd = Math.sqrt((m * n * (m + n + 1)) / 12);
  return { rank: Math.max(1, Math.floor((m * n) / 2 - Z95 * sd)), confidence: 0.95 };
}

/** One kind of retailer in one of two groups: how many there are and the mean of each kind. */
export interface Kind {
  count: number;
  mean: number;
}

export interface Decomposition {
  difference: number;
  /** Because other kinds are there. */
  composition: number;
  /** Because the same kinds do otherwise. */
  within: number;
}

/**
 * Why two means differ (Kitagawa 1955): the second minus the first is what their composition brings plus what the same
 * kinds do otherwise. The kinds stand in the same order; one that a group lacks has count 0 and is given the other's mean.
 */
export function kitagawa(first: readonly Kind[], second: readonly Kind[]): Decomposition | null {
  const sum = (kinds: readonly Kind[]): number => kinds.reduce((all, { count }) => all + count, 0);
  const [ofFirst, ofSecond] = [sum(first), sum(second)];
  if (first.length !== second.length) throw new RangeError('both groups need the same kinds');
  if (ofFirst === 0 || ofSecond === 0) return null;
  let composition = 0;
  let within = 0;
  for (const [i, one] of first.entries()) {
    const other = second[i]!;
    const [p, q] = [one.count / ofFirst, other.count / ofSecond];
    const [a, b] = [one.count > 0 ? one.mean : other.mean, other.count > 0 ? other.mean : one.mean];
    if (p === 0 && q === 0) continue;
    composition += ((q - p) * (a + b)) / 2;
    within += ((b - a) * (p + q)) / 2;
  }
  return { difference: composition + within, composition, within };
}
