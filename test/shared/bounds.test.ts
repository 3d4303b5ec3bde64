import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addedBounds,
  confidenceOfEach,
  doubtFrom,
  drawToFindOne,
  finiteBounds,
  shareBounds,
  trueShare,
} from '../../shared/bounds.ts';

const bounds = (of: number, drawn: number, x: number, unknown = 0, confidence?: number) => {
  const { atLeast, atMost } = finiteBounds({ of, drawn, false: x, unknown }, confidence);
  return [atLeast, atMost];
};

describe('what a sample proves', () => {
  it('gives the published examples of 30 drawn from 200', () => {
    expect([0, 1, 2, 3, 5].map((x) => bounds(200, 30, x))).toEqual([
      [0, 17],
      [1, 28],
      [3, 37],
      [7, 45],
      [15, 61],
    ]);
    expect([5, 10, 20, 59].map((n) => bounds(200, n, 0)[1])).toEqual([89, 50, 26, 8]);
    expect(bounds(40, 5, 0)[1]).toBe(17);
  });

  it('counts what could not be checked as the worst', () => {
    expect(bounds(200, 30, 1, 4)).toEqual([1, 61]);
  });

  it('says how many must be drawn to find one', () => {
    expect([2, 4, 10, 20, 40].map((k) => drawToFindOne(200, k))).toEqual([155, 105, 51, 27, 13]);
    expect([2, 4, 10, 20, 40].map((k) => drawToFindOne(200, k, 0.99))).toEqual([180, 136, 73, 40, 20]);
    expect([24, 60, 120, 240].map((k) => drawToFindOne(2400, k))).toEqual([281, 116, 58, 29]);
    expect(drawToFindOne(200, 0)).toBeNull();
  });

  it('gives the exact bounds of a share without a whole', () => {
    expect(shareBounds(10, 0).high).toBeCloseTo(0.308497, 6);
    expect(shareBounds(30, 0).high).toBeCloseTo(0.115703, 6);
    expect(shareBounds(30, 1).low).toBeCloseTo(0.000844, 6);
    expect(shareBounds(30, 1).high).toBeCloseTo(0.172169, 6);
    expect(shareBounds(100, 3).low).toBeCloseTo(0.00623, 6);
    expect(shareBounds(100, 3).high).toBeCloseTo(0.085176, 6);
    expect(shareBounds(30, 0, 0.95, 1).high).toBeCloseTo(0.095034, 6);
    expect(shareBounds(59, 0, 0.95, 1).high).toBeCloseTo(0.049508, 6);
  });

  it('widens for several people at once and for strata', () => {
    expect(bounds(200, 20, 0)[1]).toBe(26);
    expect(bounds(200, 20, 0, 0, confidenceOfEach(12))[1]).toBe(45);
    const strata = [
      { of: 200, drawn: 15, false: 0, unknown: 0 },
      { of: 220, drawn: 15, false: 2, unknown: 0 },
    ];
    expect(addedBounds(strata).atMost).toBe(127);
    expect(bounds(420, 30, 2)[1]).toBe(80);
  });

  it('doubts a person only where memory alone cannot explain the count', () => {
    expect([10, 20, 30].map((n) => doubtFrom(n))).toEqual([4, 5, 6]);
    expect(trueShare(0.1, 0.85, 0.95)).toBeCloseTo(0.0625, 12);
    expect(trueShare(0.01, 0.85, 0.95)).toBe(0);
  });

  it('equals arithmetic in whole numbers for every n and x of wholes up to 24, also at exact ties', () => {
    for (let of = 1; of <= 24; of++) {
      for (let n = 0; n <= of; n++) {
        for (let x = 0; x <= n; x++)
          expect([of, n, x, ...bounds(of, n, x)]).toEqual([of, n, x, ...wholeBounds(of, n, x)]);
      }
    }
  });

  it('equals arithmetic in whole numbers for wholes up to 60, with unknown ones', () => {
    const draw = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(draw, ([of, a, b, c]) => {
        const n = Math.round(a * of);
        const x = Math.round(b * n);
        const u = Math.round(c * (n - x));
        expect(bounds(of, n, x, u)).toEqual([wholeBounds(of, n, x)[0], wholeBounds(of, n, x + u)[1]]);
      }),
      { numRuns: 400 },
    );
  });

  it('holds in at least 95 % of all draws whatever the truth is', () => {
    for (const of of [6, 13, 25]) {
      for (let n = 1; n <= of; n++) {
        for (let truth = 0; truth <= of; truth++) {
          let [under, over, all] = [0n, 0n, 0n];
          for (let x = Math.max(0, n + truth - of); x <= Math.min(n, truth); x++) {
            const ways = choose(truth, x) * choose(of - truth, n - x);
            const [least, most] = bounds(of, n, x);
            all += ways;
            if (least! > truth) under += ways;
            if (most! < truth) over += ways;
          }
          expect(20n * under <= all && 20n * over <= all, `${of} ${n} ${truth}`).toBe(true);
        }
      }
    }
  });

  it('never lowers "at most" when a case becomes unknown', () => {
    const sample = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.nat(60), fc.nat(10), fc.nat(10));
    fc.assert(
      fc.property(sample, ([of, n, x, u]) => {
        fc.pre(n <= of && x + u + 1 <= n);
        expect(bounds(of, n, x, u + 1)[1]!).toBeGreaterThanOrEqual(bounds(of, n, x, u)[1]!);
      }),
    );
  });

  it('refuses numbers that are no draw', () => {
    expect(() => finiteBounds({ of: 10, drawn: 11, false: 0, unknown: 0 })).toThrow('drawn 11 of only 10');
    expect(() => finiteBounds({ of: 10, drawn: 5, false: 3, unknown: 3 })).toThrow('more than the 5 drawn');
    expect(() => finiteBounds({ of: 10, drawn: 2.5, false: 0, unknown: 0 })).toThrow('whole number');
  });
});

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}

/** The same bounds by counting draws in whole numbers: P > 1/20 is 20 × ways > all. */
function wholeBounds(of: number, n: number, x: number): [number, number] {
  const all = choose(of, n);
  const upTo = (marked: number, most: number): bigint => {
    let ways = 0n;
    for (let i = 0; i <= most; i++) ways += choose(marked, i) * choose(of - marked, n - i);
    return ways;
  };
  let least = 0;
  while (20n * (all - upTo(least, x - 1)) <= all) least++;
  let most = of;
  while (20n * upTo(most, x) <= all) most--;
  return [least, most];
}
