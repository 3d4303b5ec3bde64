import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excess } from '../../server/territories/solve/balance.ts';
import { createWalker, extraPieces } from '../../server/territories/solve/contiguity.ts';
import { graphFromPairs } from '../../server/territories/solve/neighbours.ts';
import { planOf } from '../../server/territories/solve/plan.ts';
import { search } from '../../server/territories/solve/search.ts';
import { townOf } from '../../server/territories/solve/town.ts';
import { trim } from '../../server/territories/solve/trim.ts';
import { undo } from '../../server/territories/solve/undo.ts';
import { switchedWeight } from '../../server/territories/solve/warm.ts';
import { createRandom } from '../../shared/random.ts';
import { afterIterations } from '../../shared/stop.ts';
import { randomTown } from './randomTown.ts';

test('one heavy unit takes the place of two light ones, which no single step back can do', () => {
  const pairs = [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].filter((b) => b > a).map((b) => [a, b] as const));
  const town = townOf({
    n: 5,
    parts: 2,
    xM: Float64Array.of(0, 1, 2, 3, 4),
    yM: new Float64Array(5),
    // The first territory has 14, the second 6, each may have 9.5 to 10.5: the 4 does what both 2 do.
    measures: [{ name: 'volume', values: Float64Array.of(4, 2, 2, 6, 6), tolerance: 0.05 }],
    current: Int32Array.of(0, 0, 0, 0, 1),
    neighbours: graphFromPairs(
      5,
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    ),
  });
  const plan = planOf(town, town.home);
  const label = plan.label.slice();
  for (const unit of [1, 2]) label[town.vertexOf[unit]!] = 1;
  const after = planOf(town, label);
  expect(undo(town, after, createWalker(town.n))).toBe(0);
  expect(trim(town, after, createWalker(town.n))).toBe(1);
  expect(Array.from(town.vertexOf, (v) => after.label[v])).toEqual([1, 0, 0, 0, 1]);
});

test('what is trimmed is saved, within the limits and whole, and a plan is left as planOf would count it', () => {
  let total = 0;
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const before = randomTown(250, 6, seed, 0.08);
      const random = createRandom(seed);
      const today = { ...before, current: search(before, { seed, stop: afterIterations(150_000) }).assignment };
      const town = townOf({ ...today, switchWeights: Float64Array.from({ length: 250 }, () => 1 + random.int(3)) });
      const fresh = search({ ...before }, { seed: seed + 1, stop: afterIterations(150_000) }).assignment;
      // Another design of the same town, its territories by the name of those they mostly cover.
      const names = Array.from({ length: 6 }, (_, j) => j)
        .map((j) => [0, 1, 2, 3, 4, 5].map((k) => fresh.filter((f, i) => f === j && today.current[i] === k).length))
        .map((row) => row.indexOf(Math.max(...row)));
      if (new Set(names).size < 6) return;
      const label = new Int32Array(town.n);
      fresh.forEach((j, i) => (label[town.vertexOf[i]!] = names[j]!));
      const plan = planOf(town, label);
      const [outBefore, weightBefore] = [excess(town, plan).total, switchedWeight(town, plan.label)];
      if (outBefore > 0) return;
      const saved = trim(town, plan, createWalker(town.n));
      expect(switchedWeight(town, plan.label)).toBeCloseTo(weightBefore - saved, 9);
      expect(excess(town, plan).total).toBe(0);
      expect(extraPieces(town.graph, plan.label)).toBe(0);
      expect([...plan.foreign]).toEqual([...planOf(town, plan.label).foreign]);
      total += saved;
    }),
    { numRuns: 8, seed: 3 },
  );
  expect(total).toBeGreaterThan(0);
});
