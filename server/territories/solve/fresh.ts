import { anneal } from './anneal.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { consider, inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { termsOf } from './score.ts';
import { freshStart } from './start.ts';

/** Starts compared before one is annealed: hot annealing leaves little of their differences, 10 are no better than 4. */
const STARTS = 4;
/** Vertices × parts beyond which the first start has to do. */
const COMPARED = 5e6;
/** Proposals in all for each vertex, in EPOCHS of equal length (measured, see bench); fewer where a vertex costs more cache. */
const PROPOSALS = 250;
const PROPOSALS_LARGE = 150;
const EPOCHS = 60;

/** Annealed again from another start while something is out and the town is small: luck differs by start. */
const ATTEMPTS = 2;
const SMALL = 20_000;
/** So often when little is missing: excess summed over territories, and the size of such a town. */
const MORE_ATTEMPTS = 6;
const LITTLE = 0.01;
const VERY_SMALL = 5_000;

/** A design from nothing: the most compact of a few starts, annealed towards the tolerances, then settled. */
export function freshDesign(run: Run): Best {
  const { town } = run;
  let plan = planOf(town, freshStart(town, run.random));
  for (let k = 1; k < STARTS && town.n * town.parts < COMPARED && !run.stop.done(run.clock.iterations); k++) {
    const other = planOf(town, freshStart(town, run.random));
    if (inertiaOf(town, other) < inertiaOf(town, plan)) plan = other;
  }
  const cost = (p: Plan): number => inertiaOf(town, p);
  const best: Best = { label: plan.label.slice(), excess: Infinity, cost: Infinity };
  consider(run, best, plan, cost(plan));
  const attempts = (): number => (town.n > SMALL ? 1 : town.n > VERY_SMALL || best.excess > LITTLE ? ATTEMPTS : MORE_ATTEMPTS);
  for (let attempt = 0; (attempt === 0 || best.excess > 0) && attempt < attempts() && !run.stop.done(run.clock.iterations); attempt++) {
    if (attempt > 0) plan = planOf(town, freshStart(town, run.random));
    improve(run, plan, best, cost);
  }
  return best;
}

/** Anneals and settles one start by itself: with the best of an earlier start in view it would go back to that. */
function improve(run: Run, plan: Plan, best: Best, cost: (plan: Plan) => number): void {
  const { town } = run;
  const own: Best = { label: plan.label.slice(), excess: Infinity, cost: Infinity };
  const quiet: Run = { ...run, onBest: undefined };
  const terms = termsOf(town, plan, { charge: 0.1, free: 0.95, inertia: 1, cut: 0.05, switched: 0 });
  const schedule = { hot: 3, cold: 0.02, epochs: EPOCHS, perEpoch: Math.max(2000, Math.ceil(((town.n > SMALL ? PROPOSALS_LARGE : PROPOSALS) * town.n) / EPOCHS)), swaps: 0.3, harden: 10 };
  anneal(town, plan, terms, schedule, run.random, run.walker, run.stop, run.clock, (epoch) => {
    if (epoch % 4 === 3) for (const [r, b] of [[quiet, own], [run, best]] as const) consider(r, b, plan, cost(plan));
    return false;
  });
  consider(run, best, settle(quiet, plan, terms, own, cost, { ...schedule, hot: 0.05, epochs: 10 }), own.cost);
}
