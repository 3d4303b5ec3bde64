import { betaCdf, betaQuantile, logBeta, Z95 } from './distributions.ts';
import { createRandom } from './random.ts';

/** Numbers that do not say more than they know. Every function is pure; where chance is needed its seed is an argument. */

/** k of n, for instance valid visits of judged ones. */
export interface Count {
  k: number;
  n: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** Below so many a rate is shown grey and as "k of n": a convention of reports, and a setting. */
export const FEW = 20;

/** Wilson's 95 % interval of a rate (Wilson 1927); null for 0 of 0, which is no rate. */
export function wilson({ k, n }: Count, z = Z95): Interval | null {
  if (n === 0) return null;
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const all = 1 + (z * z) / n;
  return { low: k === 0 ? 0 : (centre - half) / all, high: k === n ? 1 : (centre + half) / all };
}

/** A rate with doubt beside it: at least valid ÷ all, at most (valid + undecided) ÷ all; null without any visit. */
export function rateBounds(
  valid: number,
  invalid: number,
  undecided: number,
): (Interval & { rate: number | null }) | null {
  const all = valid + invalid + undecided;
  if (all === 0) return null;
  return {
    rate: valid + invalid === 0 ? null : valid / (valid + invalid),
    low: valid / all,
    high: (valid + undecided) / all,
  };
}

/** What peers have in common: Beta(a, b), its mean a ÷ (a + b) and its strength a + b, in visits. */
export interface Prior {
  a: number;
  b: number;
}

/** Fewer peers than this say nothing about how peers differ. */
export const LEAST_PEERS = 5;
const MOST_STRENGTH = 1e6;

/**
 * How peers' rates differ, by maximum likelihood of a beta-binomial (empirical Bayes). Null: nothing to shrink with,
 * because there are too few peers, or because they do not differ beyond chance (the strength runs to its cap).
 */
export function betaBinomial(peers: readonly Count[]): Prior | null {
  const counts = peers.filter(({ n }) => n > 0);
  if (counts.length < LEAST_PEERS) return null;
  const likelihood = likelihoodOf(counts);
  const meanAt = (strength: number): number =>
    argmax((mean) => likelihood(mean * strength, (1 - mean) * strength), 1e-6, 1 - 1e-6);
  const logStrength = argmax(
    (log) => {
      const strength = Math.exp(log);
      const mean = meanAt(strength);
      return likelihood(mean * strength, (1 - mean) * strength);
    },
    Math.log(0.01),
    Math.log(MOST_STRENGTH),
  );
  const strength = Math.exp(logStrength);
  if (strength > MOST_STRENGTH * 0.99) return null;
  const mean = meanAt(strength);
  return { a: mean * strength, b: (1 - mean) * strength };
}

/**
 * ln of the likelihood of all counts but for a constant. Γ(k + a) ÷ Γ(a) is a product of a + 0 … a + k − 1, so people
 * share factors: one logarithm for each number up to the largest count, whatever the number of people.
 */
function likelihoodOf(counts: readonly Count[]): (a: number, b: number) => number {
  const largest = Math.max(...counts.map(({ n }) => n));
  if (largest > 50_000) {
    return (a, b) => counts.reduce((sum, { k, n }) => sum + logBeta(k + a, n - k + b), -counts.length * logBeta(a, b));
  }
  const above = (values: readonly number[]): Float64Array => {
    const many = new Float64Array(largest);
    for (const value of values) if (value > 0) many[value - 1]! += 1;
    for (let i = largest - 2; i >= 0; i--) many[i]! += many[i + 1]!;
    return many; // many[i]: how many values exceed i
  };
  const hits = above(counts.map(({ k }) => k));
  const misses = above(counts.map(({ k, n }) => n - k));
  const all = above(counts.map(({ n }) => n));
  return (a, b) => {
    let sum = 0;
    for (let i = 0; i < largest && all[i]! > 0; i++) {
      if (hits[i]! > 0) sum += hits[i]! * Math.log(a + i);
      if (misses[i]! > 0) sum += misses[i]! * Math.log(b + i);
      sum -= all[i]! * Math.log(a + b + i);
    }
    return sum;
  };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a function with one peak is greatest: golden section (Kiefer 1953) to 1e-9 of the range. */
function argmax(f: (x: number) => number, low: number, high: number): number {
  const close = (high - low) * 1e-9;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > close) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}

export interface Shrunk extends Interval {
  value: number;
}

/** A person's rate as it compares with peers: what was seen, pulled towards all by as much as little was seen. */
export function shrink({ k, n }: Count, { a, b }: Prior): Shrunk {
  return {
    value: (k + a) / (n + a + b),
    low: betaQuantile(0.025, k + a, n - k + b),
    high: betaQuantile(0.975, k + a, n - k + b),
  };
}

export type Band = 'above' | 'below' | 'asExpected';

/** Bands, not places: above or below only where the whole interval is beyond what all together have. */
export function band({ low, high }: Interval, ofAll: number): Band {
  return low > ofAll ? 'above' : high < ofAll ? 'below' : 'asExpected';
}

/** P(x's true rate is above y's), each Beta about what was seen: the mean of F_y over 4,000 quantiles of x. */
export function probabilityAbove(x: Count, y: Count, { a, b }: Prior): number {
  const steps = 4_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const rate = betaQuantile((i + 0.5) / steps, x.k + a, x.n - x.k + b);
    sum += betaCdf(rate, y.k + a, y.n - y.k + b);
  }
  return sum / steps;
}

/**
 * Where each of them may stand, 1 being the highest: the middle 95 % of their places in so many draws of everybody's rate.
 */
export function placeIntervals(
  peers: readonly Count[],
  { a, b }: Prior,
  seed: number,
  draws = 4_000,
): { from: number; to: number }[] {
  const random = createRandom(seed);
  const places = peers.map(() => new Int32Array(peers.length));
  for (let draw = 0; draw < draws; draw++) {
    const rates = peers.map(({ k, n }, who) => {
      const x = gammaDraw(k + a, random);
      return { who, rate: x / (x + gammaDraw(n - k + b, random)) };
    });
    rates.sort((one, other) => other.rate - one.rate);
    for (const [place, { who }] of rates.entries()) places[who]![place]! += 1;
  }
  return places.map((counts) => ({ from: placeAt(counts, draws * 0.025), to: placeAt(counts, draws * 0.975) }));
}

function placeAt(counts: Int32Array, upTo: number): number {
  let sum = 0;
  for (let place = 0; place < counts.length; place++) {
    sum += counts[place]!;
    if (sum > upTo) return place + 1;
  }
  return counts.length;
}

/** Marsaglia and Tsang 2000; below 1 by Γ(shape + 1) · U^(1/shape). */
function gammaDraw(shape: number, random: { next(): number; normal(): number }): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * Math.pow(1 - random.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = Math.pow(1 + c * x, 3);
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Limits of a funnel chart at n: what share of k of n stays within, where everybody has the same rate. */
export function funnel(n: number, rate: number, confidence: 0.95 | 0.998): Interval {
  const z = confidence === 0.95 ? Z95 : 3.090232306167813;
  const half = z * Math.sqrt((rate * (1 - rate)) / n);
  return { low: Math.max(0, rate - half), high: Math.min(1, rate + half) };
}
