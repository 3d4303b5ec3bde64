import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestProbability, erf, withinProbability } from '../../shared/probability.ts';
import { sigmaOfRadius } from '../../server/visits/uncertainty.ts';
import { createRandom } from '../../shared/random.ts';

const length = fc.double({ min: 0, max: 1e7, noNaN: true });
const sigma = fc.double({ min: 1e-3, max: 1e7, noNaN: true });

test('60 m away, threshold 100 m, accuracy 150 m (68 %): 0.345, the published example', () => {
  expect(withinProbability(60, 100, sigmaOfRadius(150, 0.68))).toBeCloseTo(0.345, 3);
});

test('a 68 % radius is 1.5096 standard errors, a 95 % radius 2.4477', () => {
  expect(1 / sigmaOfRadius(1, 0.68)).toBeCloseTo(1.5096, 4);
  expect(1 / sigmaOfRadius(1, 0.95)).toBeCloseTo(2.4477, 4);
});

test('it agrees with 200,000 drawn points for near, far, sharp and vague fixes', () => {
  const random = createRandom(11);
  for (const [d, r, s] of [
    [0, 100, 60],
    [60, 100, 99],
    [100, 100, 10],
    [150, 100, 40],
    [30, 50, 200],
    [490, 500, 12],
  ] as const) {
    let inside = 0;
    for (let i = 0; i < 200_000; i++) if (Math.hypot(d + s * random.normal(), s * random.normal()) <= r) inside++;
    expect(Math.abs(withinProbability(d, r, s) - inside / 200_000)).toBeLessThan(0.005);
  }
});

test('it agrees with a fine numerical integral of the density where the series hands over to the strips', () => {
  for (const s of [4.9, 5.1])
    for (const d of [93, 100, 107]) {
      expect(withinProbability(d, 100, s)).toBeCloseTo(integral(d, 100, s), 9);
    }
});

test('on the edge of a huge sharp circle it is one half', () => {
  expect(withinProbability(1e6, 1e6, 1)).toBeCloseTo(0.5, 5);
});

test('arguments a and b of 1e8 and more give a number at once', () => {
  for (const [d, r, s] of [
    [14142, 14142, 1],
    [1e7, 1e7, 1e-3],
    [1e7, 1, 1e-3],
    [0, 1e7, 1e-3],
    [1e-3, 100, 6e8],
  ] as const) {
    const p = withinProbability(d, r, s);
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
  }
});

test('it is a probability for all lengths, and never above what distance 0 could prove', () => {
  fc.assert(
    fc.property(length, length, sigma, (d, r, s) => {
      const p = withinProbability(d, r, s);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(bestProbability(r, s) + 1e-12);
    }),
  );
});

test('further away is never likelier; a wider threshold is never less likely', () => {
  const scaled = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(scaled, scaled, fc.double({ min: 0, max: 5, noNaN: true }), (d, r, more) => {
      expect(withinProbability(d + more, r, 1)).toBeLessThanOrEqual(withinProbability(d, r, 1) + 1e-10);
      expect(withinProbability(d, r + more, 1)).toBeGreaterThanOrEqual(withinProbability(d, r, 1) - 1e-10);
    }),
    { numRuns: 2000 },
  );
});

test('only the ratios count', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (scale) => {
      expect(withinProbability(70 * scale, 100 * scale, 55 * scale)).toBeCloseTo(withinProbability(70, 100, 55), 12);
    }),
  );
});

test('without any error it is a plain comparison', () => {
  expect([withinProbability(99, 100, 0), withinProbability(101, 100, 0)]).toEqual([1, 0]);
});

test('the error function has its tabled values', () => {
  expect(erf(0)).toBe(0);
  expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 14);
  expect(erf(2)).toBeCloseTo(0.9953222650189527, 14);
  expect(erf(5.9)).toBeCloseTo(1, 14);
});

/** ∫₀ᴿ of the Rice density, by Simpson; the Bessel function by its integral, scaled. */
function integral(d: number, r: number, s: number): number {
  const scaledBessel = (x: number) => {
    let sum = 0;
    for (let i = 0; i < 1500; i++) sum += Math.exp(x * (Math.cos(((i + 0.5) * Math.PI) / 1500) - 1));
    return sum / 1500;
  };
  const density = (t: number) =>
    (t / (s * s)) * Math.exp(-((t - d) ** 2) / (2 * s * s)) * scaledBessel((t * d) / (s * s));
  const from = Math.max(0, d - 12 * s);
  if (from >= r) return 0;
  const steps = 1600;
  const h = (r - from) / steps;
  let sum = density(from) + density(r);
  for (let i = 1; i < steps; i++) sum += density(from + i * h) * (i % 2 ? 4 : 2);
  return (sum * h) / 3;
}
