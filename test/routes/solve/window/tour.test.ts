import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterIterations } from '../../../../shared/stop.ts';
import type { WindowProblem } from '../../../../server/routes/solve/window/tour.ts';
import { solveWindows } from '../../../../server/routes/solve/window/tour.ts';
import { readTwFile } from '../../../../server/routes/twFile.ts';
import { createRandom } from '../../../../shared/random.ts';

/** A feasible instance in Ascheuer's manner: asymmetric whole costs, windows of `width` around a tour that is known. */
function instance(seed: number, n: number, width: number): WindowProblem {
  const random = createRandom(seed);
  const cost = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 || k < n ? 0 : 40 + random.int(50)));
  const windows = [{ fromS: 0, toS: 100 * n + width }];
  let clock = 0;
  for (let v = 1; v < n; v++) {
    clock += cost[(v - 1) * n + v]!;
    const fromS = Math.max(0, clock - random.int(width));
    windows.push({ fromS, toS: Math.max(clock, fromS + width) });
  }
  return { n, cost, windows };
}

/** Cost and lateness of a tour by the words of the problem. */
function drive({ n, cost, windows }: WindowProblem, order: readonly number[]): { cost: number; lateS: number } {
  let [clock, sum, lateS] = [windows[0]!.fromS, 0, 0];
  [...order.slice(1), 0].forEach((v, k) => {
    const leg = cost[order[k]! * n + v]!;
    sum += leg;
    clock = Math.max(clock + leg, windows[v]!.fromS);
    lateS += Math.max(0, clock - windows[v]!.toS);
  });
  return { cost: sum, lateS };
}

const text = ({ n, cost, windows }: WindowProblem): string =>
  [
    n,
    ...Array.from({ length: n }, (_, i) => cost.slice(i * n, (i + 1) * n).join(' ')),
    ...windows.map((w) => `${w.fromS}\t${w.toS}`),
    '# a remark',
  ].join('\n');

describe('a tour with time windows', () => {
  it('is as good as the best of all permutations, and proved so', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 200 }),
        (seed, n, width) => {
          const problem = instance(seed, n, width);
          if (seed % 3 === 0) problem.windows = problem.windows.map((w, v) => (v === n - 1 ? { fromS: 0, toS: 1 } : w)); // often too late
          let best = { cost: Infinity, lateS: Infinity };
          const visit = (order: number[]): void => {
            if (order.length === n) {
              const tried = drive(problem, order);
              if (tried.lateS < best.lateS || (tried.lateS === best.lateS && tried.cost < best.cost)) best = tried;
            }
            for (let v = 1; v < n; v++) if (!order.includes(v)) visit([...order, v]);
          };
          visit([0]);
          const answer = solveWindows(problem, { seed: 1, stop: afterIterations(3000) });
          expect(drive(problem, answer.order)).toEqual(best);
          expect(answer).toMatchObject({ cost: best.cost, latenessS: best.lateS, provedOptimal: true });
        },
      ),
      { numRuns: 200, seed: 4711 },
    );
  });

  it('never has a lower bound above the tour the instance was made from', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const problem = instance(seed, 30, 300);
      const known = drive(
        problem,
        Array.from({ length: 30 }, (_, v) => v),
      );
      expect(known.lateS).toBe(0);
      const answer = solveWindows(problem, { seed, stop: afterIterations(1500) });
      expect(answer.latenessS).toBe(0);
      expect(answer.lowerBound).toBeLessThanOrEqual(Math.min(known.cost, answer.cost));
      expect(drive(problem, answer.order)).toEqual({ cost: answer.cost, lateS: 0 });
    }
  });

  it('comes out the same for the same seed and iterations', () => {
    const solve = (seed: number) => solveWindows(instance(5, 60, 400), { seed, stop: afterIterations(4000) });
    expect(solve(1)).toEqual(solve(1));
    expect({ cost: solve(1).cost, order: solve(1).order.slice(0, 12) }).toMatchInlineSnapshot(`
      {
        "cost": 2740,
        "order": [
          0,
          4,
          2,
          1,
          7,
          6,
          11,
          3,
          5,
          8,
          9,
          12,
        ],
      }
    `);
  });

  it('is refused with what is wrong', () => {
    const problem = instance(1, 4, 50);
    const broken = (change: Partial<WindowProblem>) => () =>
      solveWindows({ ...problem, ...change }, { seed: 1, stop: afterIterations(10) });
    expect(broken({ n: 0 })).toThrow('n must be 1 to');
    expect(broken({ cost: problem.cost.slice(1) })).toThrow('4 nodes need 16 costs, got 15');
    expect(broken({ cost: problem.cost.map((c, k) => (k === 6 ? NaN : c)) })).toThrow(
      'the cost from 1 to 2 must be a number of 0 or more, got NaN',
    );
    expect(broken({ windows: problem.windows.slice(1) })).toThrow('4 nodes need 4 windows, got 3');
    expect(broken({ windows: problem.windows.map((w) => ({ fromS: w.toS + 1, toS: w.toS })) })).toThrow(
      'the window of node 0 opens at',
    );
    expect(
      broken({ cost: problem.cost.map((c, k) => (Math.floor(k / 4) !== 2 && k % 4 === 2 ? Infinity : c)) }),
    ).toThrow('a way of infinite cost');
    expect(
      solveWindows(
        { n: 1, cost: new Float64Array(1), windows: [{ fromS: 0, toS: 9 }] },
        { seed: 1, stop: afterIterations(10) },
      ),
    ).toMatchObject({ order: [0], cost: 0, latenessS: 0, provedOptimal: true });
  });
});

describe('a .tw file', () => {
  it('is read as size, costs and windows, remarks left out', () => {
    const problem = instance(3, 5, 60);
    expect(readTwFile(text(problem))).toEqual(problem);
  });

  it.each([
    ['', 'it ends before its size'],
    ['x', "its size is 'x', not a number"],
    ['2.5', 'the size must be a whole number'],
    ['-1', 'the size must be a whole number'],
    ['99999', 'the size must be a whole number of 1 to 5000, got 99999'],
    ['2\n0 1\n1', '2 nodes need 9 numbers, got 4: it ends in row 1 of the costs'],
    ['2\n0 1\n1 0\n0 9\n0', '2 nodes need 9 numbers, got 8: it ends in the window of node 1'],
    ['2\n0 1\n1 0\n0 9\n8 7', 'the window of node 1 opens at 8, after it closes at 7'],
    ['2\n0 a\n1 0\n0 9\n0 7', "the cost from 0 to 1 is 'a', not a number"],
    ['2\n0 -4\n1 0\n0 9\n0 7', 'the cost from 0 to 1 is negative (-4)'],
    ['2\n0 1\n1 0\n0 9\n0 7 5', "2 nodes need 9 numbers, got 10: what is '5'?"],
  ])('that lies is refused: %j', (file, message) => {
    expect(() => readTwFile(file)).toThrow(message);
  });
});
