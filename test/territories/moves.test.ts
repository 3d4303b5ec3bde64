import { describe, expect, test } from 'vitest';
import { excess } from '../../server/territories/solve/balance.ts';
import { createWalker } from '../../server/territories/solve/contiguity.ts';
import { flipDelta } from '../../server/territories/solve/flip.ts';
import { mendings } from '../../server/territories/solve/mending.ts';
import { moveTo, planOf } from '../../server/territories/solve/plan.ts';
import { scoreOf, termsOf } from '../../server/territories/solve/score.ts';
import { trySwap } from '../../server/territories/solve/swap.ts';
import { townOf } from '../../server/territories/solve/town.ts';
import { switchedWeight } from '../../server/territories/solve/warm.ts';
import { createRandom } from '../../shared/random.ts';
import { randomTown } from './randomTown.ts';

/** A small asymmetric instance: unequal targets, a capacity, a base, a map of today, prices on everything. */
function smallPlan() {
  const problem = randomTown(30, 4, 7);
  const random = createRandom(3);
  problem.current = Int32Array.from({ length: 30 }, (_, i) => (i === 5 ? -1 : random.int(4)));
  problem.switchWeights = Float64Array.from({ length: 30 }, () => 1 + random.int(3));
  const total = problem.measures[1]!.values.reduce((a, b) => a + b, 0);
  problem.targets = [undefined, Float64Array.from([0.1, 0.2, 0.3, 0.4], (s) => s * total), undefined];
  problem.capacity = [undefined, undefined, Float64Array.of(Infinity, 100, Infinity, Infinity)];
  problem.bases = { xM: Float64Array.of(NaN, NaN, 4000, NaN), yM: Float64Array.of(NaN, NaN, 9000, NaN) };
  const town = townOf(problem);
  const plan = planOf(
    town,
    Int32Array.from({ length: town.n }, () => random.int(4)),
  );
  const terms = termsOf(town, plan, { charge: 0.5, free: 0.8, inertia: 1, cut: 0.3, switched: 0.7 });
  for (let i = 0; i < terms.price.length; i++) terms.price[i] = 5 * random.normal();
  return { town, plan, terms };
}

describe('moves', () => {
  test('the delta of every possible flip is what the score changes by when it is made', () => {
    const { town, plan, terms } = smallPlan();
    for (let v = 0; v < town.n; v++) {
      const a = plan.label[v]!;
      for (let b = 0; b < town.parts; b++) {
        if (b === a) continue;
        const before = scoreOf(town, plan, terms);
        const delta = flipDelta(town, plan, terms, v, b);
        moveTo(town, plan, v, b);
        expect(scoreOf(town, planOf(town, plan.label), terms) - before).toBeCloseTo(delta, 6);
        moveTo(town, plan, v, a);
      }
    }
  });

  test('a swap is made where the score changes by no more than allowed, and else leaves no trace', () => {
    const { town, plan, terms } = smallPlan();
    const walker = createWalker(town.n);
    let made = 0;
    for (let v = 0; v < town.n; v++) {
      for (let u = 0; u < town.n; u++) {
        const [a, b] = [plan.label[v]!, plan.label[u]!];
        if (a === b) continue;
        const swapped = plan.label.slice();
        [swapped[v], swapped[u]] = [b, a];
        const change = scoreOf(town, planOf(town, swapped), terms) - scoreOf(town, plan, terms);
        const attempt = (allowed: number): boolean =>
          trySwap(town, plan, terms, v, u, flipDelta(town, plan, terms, v, b), allowed, walker);
        const before = plan.label.slice();
        expect(attempt(change - 1e-6)).toBe(false);
        expect(plan.label).toEqual(before);
        if (!attempt(change + 1e-6)) continue; // it would tear a territory
        made++;
        expect(plan.label).toEqual(swapped);
        moveTo(town, plan, v, a);
        moveTo(town, plan, u, b);
      }
    }
    expect(made).toBeGreaterThan(20);
  });

  test('what a mending takes off the excess and adds to the switches is what the plan then has', () => {
    const { town, plan } = smallPlan();
    let looked = 0;
    for (let j = 0; j < town.parts; j++) {
      for (const { v, u, to, gain, switched } of mendings(town, plan, j, -Infinity)) {
        const after = plan.label.slice();
        after[v] = to;
        if (u !== -1) after[u] = plan.label[v]!;
        expect(excess(town, plan).total - excess(town, planOf(town, after)).total).toBeCloseTo(gain, 9);
        expect(switchedWeight(town, after) - switchedWeight(town, plan.label)).toBeCloseTo(switched, 9);
        looked++;
      }
    }
    expect(looked).toBeGreaterThan(50);
  });

  test('after many moves the kept sums are those of the assignment', () => {
    const { town, plan } = smallPlan();
    const random = createRandom(11);
    for (let k = 0; k < 500; k++) {
      const v = random.int(town.n);
      const b = random.int(town.parts);
      if (b !== plan.label[v]) moveTo(town, plan, v, b);
    }
    const fresh = planOf(town, plan.label);
    expect([...plan.foreign]).toEqual([...fresh.foreign]);
    expect([...plan.size]).toEqual([...fresh.size]);
    expect([...plan.changed]).toEqual([...fresh.changed]);
    plan.load.forEach((load, i) => expect(load).toBeCloseTo(fresh.load[i]!, 9));
  });
});
