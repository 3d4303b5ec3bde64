/**
 * The few functions of probability that rates and bounds stand on. Double precision; relative errors below 1e-10 in
 * the ranges used here (checked against R in test/shared/distributions.test.ts).
 */

// Lanczos with g = 607/128 and 15 terms (P. Godfrey, 2001): about 1e-15 for x ≥ 0.5.
const LANCZOS = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
  -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  let sum = LANCZOS[0]!;
  for (let i = LANCZOS.length - 1; i > 0; i--) sum += LANCZOS[i]! / (x + i);
  const t = x + 607 / 128 + 0.5;
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310005 * sum) / x);
}

/** ln B(a, b). */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** ln of n over k. */
export function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? -Infinity : logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** I_x(a, b), the distribution function of Beta(a, b): continued fraction by Lentz (Numerical Recipes 6.4). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  const limit = 200 + 10 * Math.sqrt(Math.max(a, b)); // the fraction takes O(√max(a, b)) terms
  for (let m = 1; m <= limit; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

const awayFromZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);

/** The x at which Beta(a, b) has reached p: bisection, so that it cannot run away at the ends. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 1_100 && high - low > 1e-16 * high; i++) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ x) of the number of marked in a draw of n without return from N of which K are marked. */
export function hypergeometricCdf(x: number, N: number, K: number, n: number): number {
  const least = Math.max(0, n + K - N);
  const most = Math.min(n, K);
  if (x < least) return 0;
  if (x >= most) return 1;
  const total = logChoose(N, n);
  let sum = 0;
  for (let i = least; i <= x; i++) sum += Math.exp(logChoose(K, i) + logChoose(N - K, n - i) - total);
  return Math.min(1, sum);
}

/** P(X ≥ x) of n tries that succeed with p each. */
export function binomialTail(x: number, n: number, p: number): number {
  if (x <= 0) return 1;
  return x > n ? 0 : betaCdf(p, x, n - x + 1);
}

/** The quantile of the standard normal at 97.5 %. */
export const Z95 = 1.959963984540054;
