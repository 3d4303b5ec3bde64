import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveBound } from '../../server/territories/solve/moveBound.ts';
import type { TerritoryProblem } from '../../server/territories/solve/problem.ts';
import { townOf } from '../../server/territories/solve/town.ts';

/** The least switch weight of any assignment within the limits, contiguous or not; null if there is none. */
function leastByTryingAll(p: TerritoryProblem): number | null {
  let best: number | null = null;
  for (let code = 0; code < p.parts ** p.n; code++) {
    const label = Array.from({ length: p.n }, (_, i) => Math.floor(code / p.parts ** i) % p.parts);
    const weight = label.reduce((sum, j, i) => sum + (j === p.current![i] ? 0 : p.switchWeights![i]!), 0);
    if (best !== null && weight >= best) continue;
    if (label.some((j, i) => p.locked![i] === 1 && j !== p.current![i])) continue;
    const isWithin = p.measures.every(({ values, tolerance }) => {
      const target = values.reduce((a, b) => a + b, 0) / p.parts;
      return Array.from({ length: p.parts }, (_, j) => label.reduce((w, k, i) => w + (k === j ? values[i]! : 0), 0))
        .every((w) => Math.abs(w / target - 1) <= tolerance + 1e-12);
    });
    if (isWithin) best = weight;
  }
  return best;
}

test('the bound is never above the best of all assignments, and not idle', () => {
  let tight = 0;
  fc.assert(fc.property(
    fc.array(fc.record({ x: fc.nat(1000), y: fc.nat(1000), a: fc.integer({ min: 1, max: 9 }), b: fc.integer({ min: 0, max: 9 }), today: fc.nat(2), locked: fc.boolean(), weight: fc.integer({ min: 1, max: 3 }) }), { minLength: 6, maxLength: 8 }),
    fc.integer({ min: 5, max: 60 }),
    (units, percent) => {
      const column = (pick: (u: (typeof units)[number]) => number): Float64Array => Float64Array.from(units, pick);
      const problem: TerritoryProblem = {
        n: units.length, xM: column((u) => u.x), yM: column((u) => u.y), parts: 3,
        measures: [{ name: 'a', values: column((u) => u.a), tolerance: percent / 100 }, { name: 'b', values: column((u) => u.b + 1), tolerance: percent / 100 }],
        current: Int32Array.from(units, (u) => u.today), locked: Uint8Array.from(units, (u, i) => (u.locked && i < 2 ? 1 : 0)),
        switchWeights: column((u) => u.weight),
      };
      const least = leastByTryingAll(problem);
      if (least === null) return;
      const bound = moveBound(townOf(problem));
      expect(bound).toBeLessThanOrEqual(least + 1e-6);
      if (least > 0 && bound >= least - 1e-6) tight++;
    },
  ), { numRuns: 80, seed: 5 });
  expect(tight).toBeGreaterThan(3);
});
