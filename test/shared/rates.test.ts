import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliff, effectSize, hodgesLehmann, kitagawa } from '../../shared/differences.ts';
import { betaCdf, betaQuantile } from '../../shared/distributions.ts';
import {
  band,
  betaBinomial,
  placeIntervals,
  probabilityAbove,
  rateBounds,
  shrink,
  wilson,
  type Count,
} from '../../shared/rates.ts';

const count = (text: string): Count => {
  const [k, n] = text.split('/').map(Number);
  return { k: k!, n: n! };
};
const PEERS = Object.fromEntries(
  '3/3 48/50 180/200 95/120 140/150 60/80 33/40 150/160 20/20 7/10 88/100 110/130'
    .split(' ')
    .map((text, i) => ['ABCDEFGHIJKL'[i]!, count(text)]),
);
const all = Object.values(PEERS);

describe('a rate', () => {
  it.each([
    ['3/3', 0.438503, 1],
    ['0/3', 0, 0.561497],
    ['9/10', 0.59585, 0.982124],
    ['45/50', 0.786398, 0.956524],
    ['190/200', 0.910422, 0.972617],
    ['180/186', 0.931421, 0.985134],
    ['10/10', 0.722467, 1],
  ])('of %s has the Wilson interval from %d to %d', (text, low, high) => {
    const got = wilson(count(text))!;
    expect(got.low).toBeCloseTo(low, 6);
    expect(got.high).toBeCloseTo(high, 6);
  });

  it('of nothing is none', () => {
    expect(wilson({ k: 0, n: 0 })).toBeNull();
    expect(rateBounds(0, 0, 0)).toBeNull();
  });

  it('is shown with its doubt: 180 valid, 6 invalid, 14 undecided', () => {
    const got = rateBounds(180, 6, 14)!;
    expect(got.rate!).toBeCloseTo(0.9677, 4);
    expect([got.low, got.high]).toEqual([0.9, 0.97]);
    expect(rateBounds(0, 0, 4)).toEqual({ rate: null, low: 0, high: 1 });
  });
});

describe('a comparison of people', () => {
  const prior = betaBinomial(all)!;
  const value = (name: string) => shrink(PEERS[name]!, prior).value;

  it('finds what they have in common', () => {
    expect(prior.a).toBeCloseTo(25.9237, 3);
    expect(prior.b).toBeCloseTo(3.7558, 3);
    expect(prior.a / (prior.a + prior.b)).toBeCloseTo(0.87345, 5);
  });

  it('pulls 3 of 3 towards the others: first by the raw rate, sixth here', () => {
    const order = Object.keys(PEERS).sort((x, y) => value(y) - value(x));
    expect(order.join('')).toBe('BHIECAKLGJDF');
    const expected = {
      B: 0.9278,
      H: 0.9275,
      I: 0.9244,
      E: 0.9234,
      C: 0.8966,
      A: 0.8851,
      K: 0.8785,
      L: 0.8512,
      G: 0.8456,
      J: 0.8297,
      D: 0.8079,
      F: 0.7834,
    };
    for (const [name, wanted] of Object.entries(expected)) expect(value(name)).toBeCloseTo(wanted, 4);
    expect(shrink(PEERS.A!, prior).low).toBeCloseTo(0.7576, 4);
    expect(shrink(PEERS.A!, prior).high).toBeCloseTo(0.9685, 4);
    expect(shrink(PEERS.B!, prior).low).toBeCloseTo(0.862, 4);
    expect(shrink(PEERS.B!, prior).high).toBeCloseTo(0.9734, 4);
  });

  it('gives bands and not places', () => {
    const mean = prior.a / (prior.a + prior.b);
    const named = (which: string) =>
      Object.keys(PEERS).filter((name) => band(shrink(PEERS[name]!, prior), mean) === which);
    expect(named('above').sort()).toEqual(['E', 'H']);
    expect(named('below').sort()).toEqual(['D', 'F']);
  });

  it('asked for a place, says between which', () => {
    const places = placeIntervals(all, prior, 1);
    const of = (name: string) => places[Object.keys(PEERS).indexOf(name)];
    expect(of('A')).toEqual({ from: 1, to: 12 });
    expect(of('B')).toEqual({ from: 1, to: 8 });
    expect(of('F')).toEqual({ from: 8, to: 12 });
    expect(placeIntervals(all, prior, 1)).toEqual(places);
  });

  it('says how likely one is above another', () => {
    expect(probabilityAbove(PEERS.C!, PEERS.D!, prior)).toBeCloseTo(0.9922, 4);
    expect(probabilityAbove(PEERS.B!, PEERS.K!, prior)).toBeCloseTo(0.889, 3);
  });

  it('has nothing to shrink with among few peers, or where nobody differs beyond chance', () => {
    expect(betaBinomial(all.slice(0, 4))).toBeNull();
    expect(betaBinomial(Array.from({ length: 30 }, () => ({ k: 90, n: 100 })))).toBeNull();
  });

  it('always lies between what was seen and the mean, and comes to what was seen with much', () => {
    const one = fc
      .integer({ min: 1, max: 400 })
      .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
    fc.assert(
      fc.property(one, ({ k, n }) => {
        const mean = prior.a / (prior.a + prior.b);
        const got = shrink({ k, n }, prior);
        expect((got.value - k / n) * (got.value - mean)).toBeLessThanOrEqual(1e-12);
        expect(got.low).toBeLessThan(got.value);
        expect(got.high).toBeGreaterThan(got.value);
        expect(Math.abs(shrink({ k: k * 1e6, n: n * 1e6 }, prior).value - k / n)).toBeLessThan(1e-4);
      }),
    );
  });

  it('has quantiles that the distribution gives back', () => {
    const shape = fc.double({ min: 0.05, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, p) => {
        const x = betaQuantile(p, a, b);
        fc.pre(x > 1e-280);
        // Near 1 neighbouring numbers are far apart in probability: p lies between what the neighbours give.
        const [below, above] = [betaCdf(x * (1 - 2 ** -51), a, b), betaCdf(Math.min(1, x * (1 + 2 ** -51)), a, b)];
        expect(below - 1e-8).toBeLessThan(p);
        expect(above + 1e-8).toBeGreaterThan(p);
      }),
    );
  });
});

describe('a difference', () => {
  it('has a size (Cliff) and an amount (Hodges and Lehmann)', () => {
    const xs = [12, 15, 9, 20, 14, 18, 11, 16];
    const ys = [8, 10, 7, 13, 9, 12, 6, 11, 10];
    const got = cliff(xs, ys)!;
    expect(got.delta).toBeCloseTo(0.736111, 6);
    expect(got.interval!.low).toBeGreaterThan(0.2);
    expect(got.interval!.high).toBeLessThan(1);
    expect(effectSize(got.delta)).toBe('large');
    expect(hodgesLehmann(xs, ys)!.shift).toBe(5);
  });

  it('before and after: km a visit fell by 0.30 more than elsewhere', () => {
    const concerned = [-0.6, -0.4, -0.3, -0.6, -0.4, -0.3, -0.6, -0.3];
    const others = [-0.1, 0, -0.1, 0, -0.2, -0.1];
    const got = hodgesLehmann(concerned, others)!;
    expect(got.shift).toBeCloseTo(-0.3, 12);
    expect(got.low).toBeCloseTo(-0.5, 12);
    expect(got.high).toBeCloseTo(-0.2, 12);
    expect(got.confidence).toBeCloseTo(0.957, 3);
  });

  it('of two means is split into who they are and what they do', () => {
    const a = [
      { count: 120, mean: 9 },
      { count: 30, mean: 22 },
      { count: 50, mean: 5 },
    ];
    const b = [
      { count: 90, mean: 10 },
      { count: 60, mean: 24 },
      { count: 50, mean: 5.5 },
    ];
    const got = kitagawa(a, b)!;
    expect(got.difference).toBeCloseTo(3.125, 12);
    expect(got.composition).toBeCloseTo(2.025, 12);
    expect(got.within).toBeCloseTo(1.1, 12);
  });

  it('of one group with itself is none, and turns its sign with the groups', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, values, (xs, ys) => {
        expect(cliff(xs, xs)!.delta).toBeCloseTo(0, 12);
        expect(cliff(xs, ys)!.delta).toBeCloseTo(-cliff(ys, xs)!.delta, 12);
        const [there, back] = [hodgesLehmann(xs, ys)!, hodgesLehmann(ys, xs)!];
        expect([there.shift, there.low, there.high]).toEqual([-back.shift, -back.high, -back.low].map((v) => v + 0));
        expect(there.low).toBeLessThanOrEqual(there.shift);
        expect(there.high).toBeGreaterThanOrEqual(there.shift);
      }),
    );
  });
});
