// Pure: probabilities of place are a function of distance, radius and standard error.

/** 32-point Gauss–Legendre nodes and weights on [−1, 1], by Newton's method on the recurrence (Numerical Recipes, gauleg). */
const GAUSS = gaussLegendre(32);

/** Beyond these many standard errors inside or outside the circle's edge the answer is 1 or 0 to better than 1e-15. */
const SURE_INSIDE = 9;
const SURE_OUTSIDE = 12;
/** Up to here the series is exact and short; beyond it its first term would underflow or its length grow. */
const SERIES_LIMIT = 200;

/**
 * P(true point within `radiusM` of the retailer), when the point is measured `distanceM` away with a circular
 * normal error of standard deviation `sigmaM` in each direction: the non-central chi-square distribution with two
 * degrees of freedom, F(R²/σ²; d²/σ²), which is 1 − Q₁(d/σ, R/σ) (Marcum). Absolute error below 1e-12 for any
 * arguments; monotone in each. All metres, ≥ 0.
 */
export function withinProbability(distanceM: number, radiusM: number, sigmaM: number): number {
  if (!(sigmaM > 0)) return distanceM <= radiusM ? 1 : 0;
  if (distanceM === 0) return bestProbability(radiusM, sigmaM);
  const rho = radiusM / sigmaM;
  const delta = distanceM / sigmaM;
  const edge = (radiusM - distanceM) / sigmaM; // standard errors from the fix outwards to the circle's edge
  if (edge > SURE_INSIDE) return 1;
  if (edge < -SURE_OUTSIDE) return 0;
  const a = (delta * delta) / 2;
  const b = (rho * rho) / 2;
  const value = a <= SERIES_LIMIT && b <= SERIES_LIMIT ? series(a, b) : strip(rho, edge);
  return Math.min(1, Math.max(0, value));
}

/** The best a fix of this standard error could prove: `withinProbability` at distance 0, in closed form. */
export function bestProbability(radiusM: number, sigmaM: number): number {
  if (!(sigmaM > 0)) return 1;
  const rho = radiusM / sigmaM;
  return -Math.expm1((-rho * rho) / 2);
}

/** Σₖ e⁻ᵃaᵏ/k! · (1 − e⁻ᵇ Σ_{j≤k} bʲ/j!): a Poisson mixture of central chi-squares. */
function series(a: number, b: number): number {
  let weight = Math.exp(-a);
  let poisson = Math.exp(-b);
  let tail = -Math.expm1(-b); // P(Poisson(b) > k)
  let left = 1 - weight; // Poisson(a) mass not yet summed
  let sum = weight * tail;
  for (let k = 1; k < 1000; k++) {
    weight *= a / k;
    poisson *= b / k;
    tail -= poisson;
    if (tail <= 0) break;
    sum += weight * tail;
    left -= weight;
    if (k > a && left * tail < 1e-16) break;
  }
  return sum;
}

/**
 * The circle cut in strips across the line to the fix, in units of σ: ∫ φ(u) erf(√((h−u)(2ρ−h+u))/√2) du for u up to the
 * edge h. With h − u = w² the root at the edge is smooth. Used where ρ or δ is above 20, so the far side never counts.
 */
function strip(rho: number, edge: number): number {
  const lowest = edge < 0 ? -Math.sqrt(edge * edge + 72) : -9;
  const from = Math.sqrt(Math.max(0, edge - 9));
  const to = Math.sqrt(Math.min(edge - lowest, rho + rho));
  const PANELS = 4;
  const half = (to - from) / (2 * PANELS);
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    const middle = from + half * (2 * panel + 1);
    for (let i = 0; i < GAUSS.nodes.length; i++) {
      const w = middle + half * GAUSS.nodes[i]!;
      const u = edge - w * w;
      const across = w * Math.sqrt(Math.max(0, rho + rho - w * w));
      sum += GAUSS.weights[i]! * Math.exp((-u * u) / 2) * erf(across * Math.SQRT1_2) * 2 * w;
    }
  }
  return (sum * half) / Math.sqrt(2 * Math.PI);
}

/** Error function for x ≥ 0: e^{−x²} Σ 2ⁿx²ⁿ⁺¹/(2n+1)!! has positive terms only (Abramowitz & Stegun 7.1.6). */
export function erf(x: number): number {
  if (x > 6) return 1;
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.min(1, (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum);
}

function gaussLegendre(n: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let p = 1;
      let before = 0;
      for (let k = 1; k <= n; k++) [p, before] = [((2 * k - 1) * x * p - (k - 1) * before) / k, p];
      slope = (n * (x * p - before)) / (x * x - 1);
      x -= p / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
