import { expect, test } from 'vitest';
import { annealBorders, leastDelta, slopesOf } from '../../server/territories/solve/annealBorders.ts';
import { createWalker, extraPieces, hangTogether, canLeave } from '../../server/territories/solve/contiguity.ts';
import { cutLinksOf, followMove } from '../../server/territories/solve/cutLinks.ts';
import { flipDelta } from '../../server/territories/solve/flip.ts';
import { moveTo, planOf } from '../../server/territories/solve/plan.ts';
import type { Plan } from '../../server/territories/solve/plan.ts';
import { scoreOf, termsOf } from '../../server/territories/solve/score.ts';
import type { Terms } from '../../server/territories/solve/score.ts';
import { townOf } from '../../server/territories/solve/town.ts';
import type { Town } from '../../server/territories/solve/town.ts';
import { createRandom } from '../../shared/random.ts';
import { neverStop } from '../../shared/stop.ts';
import { randomTown } from './randomTown.ts';

/** Some territories of unequal targets, out of balance, with prices of either sign. */
function drifted(n: number, parts: number, seed: number): { town: Town; plan: Plan; terms: Terms } {
  const problem = randomTown(n, parts, seed, 0.05);
  const current = Int32Array.from(problem.xM, (x, i) =>
    Math.min(parts - 1, Math.floor((parts * Math.max(0, x + problem.yM[i]! / 4)) / 25_000)),
  );
  const targets = problem.measures.map(({ values }) => {
    const total = values.reduce((a, b) => a + b, 0);
    return Float64Array.from({ length: parts }, (_, j) => (total * (1 + j)) / ((parts * (parts + 1)) / 2));
  });
  const town = townOf({
    ...problem,
    current,
    targets,
    switchWeights: Float64Array.from({ length: n }, (_, i) => 1 + (i % 3)),
  });
  const plan = planOf(town, town.home);
  const terms = termsOf(town, plan, { charge: 0.3, free: 0.9, inertia: 0, cut: 0, switched: 1 });
  const random = createRandom(seed);
  terms.price.forEach((_, i) => (terms.price[i] = 10 * random.normal()));
  return { town, plan, terms };
}

test('no flip and no swap adds less than it is refused for, wherever it is', () => {
  for (const seed of [1, 2, 3]) {
    const { town, plan, terms } = drifted(60, 4, seed);
    if (seed === 3) terms.charge.fill(0); // only prices, which are not curved: then it is what a flip adds
    const slope = new Float64Array(town.parts * town.measures);
    for (let j = 0; j < town.parts; j++) slopesOf(town, plan, terms, j, slope);
    const least = (v: number, b: number): number => leastDelta(town, slope, v, plan.label[v]!, b);
    for (let v = 0; v < town.n; v++) {
      for (let b = 0; b < town.parts; b++) {
        if (b === plan.label[v]) continue;
        const delta = flipDelta(town, plan, terms, v, b);
        expect(least(v, b)).toBeLessThanOrEqual(delta + 1e-9);
        if (seed === 3) expect(least(v, b)).toBeCloseTo(delta, 9);
      }
      for (let u = 0; u < v; u++) {
        if (plan.label[u] === plan.label[v]) continue;
        const swapped = plan.label.slice();
        [swapped[v], swapped[u]] = [plan.label[u]!, plan.label[v]!];
        const change = scoreOf(town, planOf(town, swapped), terms) - scoreOf(town, plan, terms);
        expect(least(v, plan.label[u]!) + least(u, plan.label[v]!)).toBeLessThanOrEqual(change + 1e-9);
      }
    }
  }
});

test('the links between parts are those an independent count finds, after any moves', () => {
  const { town, plan } = drifted(80, 5, 4);
  const cut = cutLinksOf(town, plan);
  const random = createRandom(4);
  for (let k = 0; k < 300; k++) {
    const v = random.int(town.n);
    moveTo(town, plan, v, random.int(town.parts));
    followMove(cut, town.walk, plan.label, v);
    const links: string[] = [];
    for (let u = 0; u < town.n; u++)
      for (let e = town.walk.start[u]!; e < town.walk.start[u + 1]!; e++)
        if (plan.label[u] !== plan.label[town.walk.to[e]!]) links.push(`${u} ${town.walk.to[e]}`);
    expect(Array.from(cut.list.subarray(0, cut.count), (e) => `${cut.from[e]} ${town.walk.to[e]}`).sort()).toEqual(
      links.sort(),
    );
  }
});

test('neighbours that hang together let a vertex leave, and whole territories stay whole', () => {
  const { town, plan, terms } = drifted(300, 5, 5);
  const walker = createWalker(town.n);
  const before = extraPieces(town.graph, plan.label);
  let together = 0;
  for (let v = 0; v < town.n; v++) {
    if (!hangTogether(town.walk, plan.label, v, walker)) continue;
    together++;
    expect(canLeave(town.walk, plan.label, v, walker)).toBe(true);
  }
  expect(together).toBeGreaterThan(town.n / 2);
  annealBorders(
    { town, random: createRandom(5), walker, stop: neverStop, clock: { iterations: 0 } },
    plan,
    terms,
    { hot: 1, cold: 0.1, epochs: 20, perEpoch: 500, swaps: 0.3, harden: 20 },
    () => undefined,
  );
  expect([...plan.label]).not.toEqual([...town.home]);
  expect(extraPieces(town.graph, plan.label)).toBeLessThanOrEqual(before);
  expect([...plan.foreign]).toEqual([...planOf(town, plan.label).foreign]);
});
