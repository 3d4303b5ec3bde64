import { anneal } from './anneal.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { consider, inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { termsOf } from './score.ts';
import { freshStart } from './start.ts';

/** Starts compared before one is annealed: their radius differs by a percent or two. */
const STARTS = 10;
/** Vertices × parts beyond which the first start has to do. */
const COMPARED = 5e6;
/** Proposals in all for each vertex, in EPOCHS of equal length (measured, see bench). */
const PROPOSALS = 150;
const EPOCHS = 60;

/** Annealed again from another start while something is out and the town is small: luck differs by start. */
const ATTEMPTS = 2;
const SMALL = 20_000;

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
  for (let attempt = 0; attempt < (town.n <= SMALL ? ATTEMPTS : 1) && (attempt === 0 || best.excess > 0) && !run.stop.done(run.clock.iterations); attempt++) {
    if (attempt > 0) plan = planOf(town, freshStart(town, run.random));
    improve(run, plan, best, cost);
  }
  return best;
}

function improve(run: Run, plan: Plan, best: Best, cost: (plan: Plan) => number): void {
  const { town } = run;
  const terms = termsOf(town, plan, { charge: 0.1, free: 0.85, inertia: 1, cut: 0.05, switched: 0 });
  const schedule = { hot: 0.3, cold: 0.02, epochs: EPOCHS, perEpoch: Math.max(2000, Math.ceil((PROPOSALS * town.n) / EPOCHS)), swaps: 0.3, harden: 10 };
  anneal(town, plan, terms, schedule, run.random, run.walker, run.stop, run.clock, (epoch) => {
    if (epoch % 4 === 3) consider(run, best, plan, cost(plan));
    return false;
  });
  settle(run, plan, terms, best, cost, { ...schedule, hot: 0.05, epochs: 10 });
}
