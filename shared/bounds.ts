import { betaQuantile, binomialTail, hypergeometricCdf } from './distributions.ts';

/**
 * What a sample proves of the whole it was drawn from: exact and finite, each bound at its own confidence. What could
 * not be checked counts as the worst (Bañuelos and Stark, "Limiting risk by turning manifest phantoms into evil zombies",
 * arXiv 1207.3413), so that leaving a case out can only widen what is not proved.
 */
export interface Sample {
  /** How many there are: N. */
  of: number;
  /** How many were drawn: n. */
  drawn: number;
  /** How many of the drawn were found false: x. */
  false: number;
  /** How many of the drawn are not known: unanswered, removed, not yet filed, still disputed. */
  unknown: number;
}

export interface Bounds {
  /** False ones among all: at least so many … */
  atLeast: number;
  /** … and at most so many. */
  atMost: number;
}

export const CONFIDENCE = 0.95;

/** Sums of rounded terms miss an exact tie by some 1e-13 (N = 6, n = 3, K = 3 is one); a tie does not exceed. */
const exceeds = (p: number, alpha: number): boolean => p > alpha * (1 + 1e-9);

/**
 * At least: the smallest K with P(X ≥ x) > α; at most: the greatest K with P(X ≤ x + unknown) > α, X hypergeometric.
 * @throws RangeError where the numbers are not those of a draw
 */
export function finiteBounds(sample: Sample, confidence = CONFIDENCE): Bounds {
  const { of: N, drawn: n, false: x, unknown: u } = checked(sample);
  const alpha = 1 - confidence;
  const isBelow = (K: number): boolean => exceeds(1 - hypergeometricCdf(x - 1, N, K, n), alpha);
  const isAbove = (K: number): boolean => exceeds(hypergeometricCdf(x + u, N, K, n), alpha);
  return {
    atLeast: x === 0 ? 0 : firstOf(x, N - (n - x), isBelow),
    atMost: n === 0 ? N : firstOf(x, N - (n - x - u), (K) => !isAbove(K + 1) || K >= N - (n - x - u)),
  };
}

/** The smallest K in [low, high] for which `holds`, which from there on it does; high where it never does. */
function firstOf(low: number, high: number, holds: (K: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checked(sample: Sample): Sample {
  const { of: N, drawn: n, false: x, unknown: u } = sample;
  for (const [name, value] of Object.entries(sample)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number from 0, got ${value}`);
  }
  if (n > N) throw new RangeError(`drawn ${n} of only ${N}`);
  if (x + u > n) throw new RangeError(`${x} false and ${u} unknown are more than the ${n} drawn`);
  return sample;
}

/** The smallest draw that finds at least one of `marked` among `of` with this confidence; null: there is none to find. */
export function drawToFindOne(of: number, marked: number, confidence = CONFIDENCE): number | null {
  if (marked < 1 || marked > of) return null;
  return firstOf(1, of, (n) => !exceeds(hypergeometricCdf(0, of, marked, n), 1 - confidence));
}

/** For several people at once: each bound at this confidence makes all of them hold together (Bonferroni). */
export const confidenceOfEach = (people: number, confidence = CONFIDENCE): number => 1 - (1 - confidence) / people;

/** For strata whose draws do not depend on each other: bounds at this confidence may be added up. */
export const confidenceOfStratum = (strata: number, confidence = CONFIDENCE): number =>
  Math.pow(confidence, 1 / strata);

/** Bounds of a whole that was drawn stratum by stratum: wider than one draw over all of it, so that is the default. */
export function addedBounds(samples: readonly Sample[], confidence = CONFIDENCE): Bounds {
  const each = samples.map((sample) => finiteBounds(sample, confidenceOfStratum(samples.length, confidence)));
  return {
    atLeast: each.reduce((sum, b) => sum + b.atLeast, 0),
    atMost: each.reduce((sum, b) => sum + b.atMost, 0),
  };
}

/** Clopper and Pearson 1934: exact bounds of a share where there is no finite whole. One-sided: both at `confidence`. */
export function shareBounds(
  n: number,
  x: number,
  confidence = CONFIDENCE,
  sides: 1 | 2 = 2,
): { low: number; high: number } {
  if (!(x >= 0 && x <= n)) throw new RangeError(`${x} of ${n} is no share`);
  const alpha = (1 - confidence) / sides;
  return {
    low: x === 0 ? 0 : betaQuantile(alpha, x, n - x + 1),
    high: x === n ? 1 : betaQuantile(1 - alpha, x + 1, n - x),
  };
}

/** How often a retailer's "no, nobody came" is wrong: assumed, and a setting of whoever reports. */
export const WRONG_MEMORY = 0.05;

/** From how many "no" of n on an honest person is doubted as a whole: the least x with P(X ≥ x | n, 5 %) below 1 %. */
export function doubtFrom(n: number, wrong = WRONG_MEMORY, level = 0.01): number {
  let x = 0;
  while (x <= n && binomialTail(x, n, wrong) >= level) x++;
  return x;
}

/** The true share behind a raw one that is asked with known errors (Rogan and Gladen 1978), cut to 0…1. */
export function trueShare(raw: number, sensitivity: number, specificity: number): number {
  return Math.min(1, Math.max(0, (raw + specificity - 1) / (sensitivity + specificity - 1)));
}
