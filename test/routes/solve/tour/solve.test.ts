import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldKarp } from '../../../../server/routes/solve/tour/heldKarp.ts';
import { type RouteProblem, type RouteShape } from '../../../../server/routes/solve/problem.ts';
import { solve } from '../../../../server/routes/solve/tour/solve.ts';
import { afterIterations, cancelled, deadline, firstOf } from '../../../../shared/stop.ts';
import { closed, isEveryStopOnce, keepsEnds, leastOfAll, lengthOf, randomMatrix, randomPoints } from './smallRoutes.ts';

const run = (problem: RouteProblem, seed = 1, iterations = 2000) =>
  solve(problem, { seed, stop: afterIterations(iterations) });
const SHAPES: RouteShape[] = [
  { kind: 'closed' },
  { kind: 'open' },
  { kind: 'open', start: 2 },
  { kind: 'open', end: 1 },
  { kind: 'open', start: 3, end: 0 },
];

describe('up to thirteen stops', () => {
  it.each(SHAPES)('the order is the best of all orders, directed or not: %j', (shape) => {
    for (const symmetric of [true, false]) {
      for (let seed = 1; seed <= 3; seed++) {
        const problem: RouteProblem = { n: 7, cost: randomMatrix(seed, 7, symmetric), shape };
        const answer = run(problem);
        expect(answer.length).toBe(leastOfAll(problem));
        expect(lengthOf(problem, answer.order)).toBe(answer.length);
        expect(isEveryStopOnce(answer.order, 7) && keepsEnds(shape, answer.order)).toBe(true);
        expect(answer).toMatchObject({ provedOptimal: true, gapAtMost: 0, lowerBound: answer.length });
      }
    }
  });
});

describe('above thirteen stops', () => {
  it.each(SHAPES)('the same as the exact table, directed or not, and never bounded above it: %j', (shape) => {
    for (const symmetric of [true, false]) {
      for (let seed = 1; seed <= 3; seed++) {
        const n = 15;
        const problem: RouteProblem = { n, cost: randomMatrix(10 * seed, n, symmetric), shape };
        const answer = run(problem);
        const best = exactly(problem);
        expect(answer.length).toBe(best);
        expect(answer.lowerBound).toBeLessThanOrEqual(best);
        expect(isEveryStopOnce(answer.order, n) && keepsEnds(shape, answer.order)).toBe(true);
        expect(lengthOf(problem, answer.order)).toBe(answer.length);
      }
    }
  });

  it('a bound is never above the best, whether little work was done or all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 14, max: 15 }),
        fc.constantFrom('euc2d', 'euclid', 'matrix', 'directed'),
        fc.integer({ min: 1, max: 1500 }),
        (seed, n, kind, work) => {
          const cost =
            kind === 'matrix' || kind === 'directed'
              ? randomMatrix(seed, n, kind === 'matrix')
              : randomPoints(seed, n, kind as 'euc2d');
          const answer = run(closed(cost, n), seed, work);
          const best = exactly(closed(cost, n));
          expect(answer.lowerBound).toBeLessThanOrEqual(best * (1 + 1e-12));
          expect(answer.length).toBeGreaterThanOrEqual(best * (1 - 1e-12));
          if (answer.provedOptimal) expect(answer.length).toBeCloseTo(best, 6);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('points on a circle are visited round it, from any start', () => {
    const n = 60;
    const at = (k: number) => (2 * Math.PI * ((k * 7) % n)) / n;
    const cost: RouteProblem['cost'] = {
      kind: 'points',
      metric: 'euclid',
      x: Float64Array.from({ length: n }, (_, k) => Math.cos(at(k))),
      y: Float64Array.from({ length: n }, (_, k) => Math.sin(at(k))),
    };
    const side = 2 * Math.sin(Math.PI / n);
    expect(run(closed(cost, n))).toMatchObject({ provedOptimal: true, length: expect.closeTo(n * side, 9) });
    const path = run({ n, cost, shape: { kind: 'open', start: 5 } });
    expect(path).toMatchObject({ provedOptimal: true, length: expect.closeTo((n - 1) * side, 9) });
    expect(path.order[0]).toBe(5);
  });

  it('a grid of even width is toured without a diagonal, and that is proved', () => {
    const cost: RouteProblem['cost'] = {
      kind: 'points',
      metric: 'euc2d',
      x: Float64Array.from({ length: 96 }, (_, k) => 10 * (k % 8)),
      y: Float64Array.from({ length: 96 }, (_, k) => 10 * Math.floor(k / 8)),
    };
    expect(run(closed(cost, 96), 3, 20_000)).toMatchObject({ length: 960, lowerBound: 960, provedOptimal: true });
  });

  it('one-way costs: going round one way is cheap, the other dear', () => {
    const n = 30;
    const cost = new Float64Array(n * n).fill(100);
    for (let i = 0; i < n; i++) cost[i * n + ((i + 7) % n)] = 1;
    const answer = run(closed({ kind: 'matrix', cost, symmetric: false }, n));
    expect(answer).toMatchObject({ length: n, provedOptimal: true });
    expect(Array.from(answer.order.slice(0, 4))).toEqual([0, 7, 14, 21]);
  });
});

describe('a solve can be repeated, watched and stopped', () => {
  const problem = closed(randomPoints(42, 300, 'euc2d'), 300);

  it('the same seed and iterations give the same order to the last stop, another seed another search', () => {
    const first = run(problem, 9, 3000);
    expect(run(problem, 9, 3000)).toEqual(first);
    const hash = first.order.reduce((sum, stop) => (Math.imul(sum, 31) + stop) >>> 0, 0);
    expect({ hash, length: first.length, iterations: first.iterations }).toMatchInlineSnapshot(`
      {
        "hash": 2856692864,
        "iterations": 3000,
        "length": 13080,
      }
    `);
    expect(
      run(problem, 10, 3000).iterations === first.iterations &&
        run(problem, 10, 3000).order.join() === first.order.join(),
    ).toBe(false);
  });

  it('progress reports ever shorter lengths, the last of which is the answer', () => {
    const lengths: number[] = [];
    const answer = solve(problem, {
      seed: 1,
      stop: afterIterations(3000),
      onProgress: ({ length }) => lengths.push(length),
    });
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.every((length, k) => k === 0 || length < lengths[k - 1]!)).toBe(true);
    expect(lengths.at(-1)).toBe(answer.length);
  });

  it('a cancelled solve answers at once with a whole order', () => {
    const answer = solve(problem, {
      seed: 1,
      stop: firstOf(
        afterIterations(1e9),
        cancelled(() => true),
      ),
    });
    expect(answer.stoppedBy).toBe('cancelled');
    expect(isEveryStopOnce(answer.order, 300)).toBe(true);
  });

  it('a deadline is told by the clock handed in', () => {
    let clock = 0;
    const answer = solve(problem, { seed: 1, stop: deadline(1000, () => (clock += 1)) });
    expect(answer.stoppedBy).toBe('deadline');
    expect(clock).toBeLessThan(3000);
  });
});

describe('what cannot be solved is named, what is odd is solved', () => {
  const points = (x: number[], y: number[]): RouteProblem =>
    closed({ kind: 'points', x: Float64Array.from(x), y: Float64Array.from(y), metric: 'euclid' }, x.length);
  const matrix = (n: number, cost: number[], symmetric = false): RouteProblem =>
    closed({ kind: 'matrix', cost: Float64Array.from(cost), symmetric }, n);

  it('no stop, one stop and two stops', () => {
    expect(run(points([], []))).toMatchObject({ length: 0, provedOptimal: true, order: new Int32Array(0) });
    expect(run(points([1], [1]))).toMatchObject({ length: 0, provedOptimal: true, order: Int32Array.of(0) });
    expect(run(points([0, 3], [0, 4]))).toMatchObject({ length: 10, provedOptimal: true });
    expect(run({ ...points([0, 3], [0, 4]), shape: { kind: 'open', end: 0 } })).toMatchObject({
      length: 5,
      order: Int32Array.of(1, 0),
    });
  });

  it('all stops at one place, and hundreds at a few places', () => {
    const same = Array.from({ length: 500 }, () => 7);
    expect(run(points(same, same), 1, 100)).toMatchObject({ length: 0, provedOptimal: true });
    const corner = Array.from({ length: 400 }, (_, k) => k % 4);
    const answer = run(
      points(
        corner.map((c) => (c === 1 || c === 2 ? 10 : 0)),
        corner.map((c) => (c >= 2 ? 10 : 0)),
      ),
      1,
      300,
    );
    expect(answer.length).toBe(40);
  });

  it('five thousand stops at one place, among others', () => {
    const n = 5_003;
    const problem = points(
      Array.from({ length: n }, (_, k) => (k < 3 ? 10 * k : 5)),
      Array.from({ length: n }, (_, k) => (k === 1 ? 5 : 0)),
    );
    expect(run(problem, 1, 1000)).toMatchObject({
      length: expect.closeTo(25 + Math.hypot(5, 5) + Math.hypot(10, 5), 6),
    });
  });

  it('a way that does not exist is avoided; where none avoids it the length is infinite', () => {
    const n = 20;
    const cost = new Float64Array(n * n).fill(Infinity);
    for (let i = 0; i < n; i++) cost[i * n + ((i + 1) % n)] = 2;
    expect(run(matrix(n, [...cost]))).toMatchObject({ length: 2 * n, provedOptimal: true });
    cost[3 * n + 4] = Infinity;
    cost[3 * n + 9] = 1;
    expect(run(matrix(n, [...cost])).length).toBe(Infinity);
  });

  it.each<[string, () => RouteProblem, RegExp]>([
    [
      'a stop that nothing reaches',
      () => matrix(3, [0, 1, Infinity, 1, 0, Infinity, Infinity, Infinity, 0]),
      /stop 2 cannot be reached/,
    ],
    ['a missing cost', () => matrix(2, [0, NaN, 1, 0]), /from 0 to 1 is missing/],
    ['a negative cost', () => matrix(2, [0, 1, -4, 0]), /from 1 to 0 is negative: -4/],
    ['a matrix that is not square', () => matrix(3, [0, 1, 2, 3, 4, 5]), /not square: 3 stops need 9 costs, got 6/],
    ['a matrix that is not symmetric though it should be', () => matrix(2, [0, 1, 2, 0], true), /said to be symmetric/],
    ['a coordinate that is no number', () => points([0, NaN], [0, 0]), /stop 1 has no finite coordinates/],
    [
      'a million stops',
      () => closed({ kind: 'points', x: new Float64Array(1e6), y: new Float64Array(1e6), metric: 'euclid' }, 1e6),
      /1000000 stops are too many/,
    ],
    [
      'an end that is no stop',
      () => ({ ...points([0, 1], [0, 0]), shape: { kind: 'open', end: 2 } }),
      /end must be a stop from 0 to 1, got 2/,
    ],
    [
      'a path that ends where it starts',
      () => ({ ...points([0, 1], [0, 0]), shape: { kind: 'open', start: 1, end: 1 } }),
      /both stop 1/,
    ],
  ])('%s', (_, problem, message) => {
    expect(() => run(problem())).toThrow(message);
  });
});

/** The optimum by Held and Karp's table over closed directed costs: free ends cost nothing to leave or reach. */
function exactly({ n, shape, ...rest }: RouteProblem): number {
  const cost = (a: number, b: number) => lengthOf({ n, ...rest, shape: { kind: 'open' } }, [a, b]);
  if (shape.kind === 'closed') return heldKarp(n, cost).length;
  const { start, end } = shape;
  const free = n; // from the path's end to here and on to its start
  return heldKarp(n + 1, (a, b) => {
    if (a === free) return start === undefined || b === start ? 0 : 1e6;
    if (b === free) return end === undefined || a === end ? 0 : 1e6;
    return cost(a, b);
  }).length;
}
