import type { Schedule } from './anneal.ts';
import { annealBorders } from './annealBorders.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { repair } from './repair.ts';
import { consider, inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { termsOf } from './score.ts';
import type { Weights } from './score.ts';
import type { Town } from './town.ts';
import { trim } from './trim.ts';
import { undo } from './undo.ts';

/** Proposals in all for each vertex, in EPOCHS of equal length; three quarters bring 3 % more moves, five quarters none fewer (see bench). */
const PROPOSALS = 120;
const EPOCHS = 200;
/**
 * A switch costs 1. Compactness keeps tongues from growing: at 0.0003 a territory's radius grows by a tenth and more,
 * at 0.003 by 7 %; at 0.01 by 4 %, but 4 % more units move (measured, five drifted towns).
 */
const WEIGHTS: Weights = { charge: 0.01, free: 0.98, inertia: 0.003, cut: 0, switched: 1 };
/** When asked to be thorough, annealed from today's map this often, each time twice as long. */
const LONGER = 6;

/** Switch weight that is not where it is today. */
export function switchedWeight(town: Town, label: Int32Array): number {
  let total = 0;
  for (let v = 0; v < town.n; v++) if (town.home[v]! >= 0 && town.home[v] !== label[v]) total += town.switchCost[v]!;
  return total;
}

/**
 * From today's map: whole again where it is broken, then annealed with a charge on every switch, then undone and
 * trimmed where possible. Thorough: again and longer until stopped.
 */
export function rebalance(run: Run, thorough = false): Best {
  const { town } = run;
  const today = repair(town, town.home);
  const plan = planOf(town, today);
  const best: Best = { label: plan.label.slice(), excess: Infinity, cost: Infinity };
  consider(run, best, plan, costOf(town, plan));
  if (best.excess === 0) return best;
  attempt(run, planOf(town, today), best, PROPOSALS);
  // Only within the tolerances: otherwise the time left is for finding out what would help.
  for (let k = 1; thorough && best.excess === 0 && k <= LONGER && !run.stop.done(run.clock.iterations); k++) {
    attempt({ ...run, onBest: undefined }, planOf(town, today), best, PROPOSALS * 2 ** k);
    run.onBest?.({ iterations: run.clock.iterations, excess: best.excess, cost: best.cost });
  }
  return best;
}

/** Least switches; among equals the more compact. The factor keeps the second part under one switch. */
function costOf(town: Town, plan: Plan): number {
  return switchedWeight(town, plan.label) + inertiaOf(town, plan) * 1e-12;
}

function attempt(run: Run, from: Plan, best: Best, proposals: number): void {
  const { town } = run;
  const cost = (p: Plan): number => costOf(town, p);
  const terms = termsOf(town, from, WEIGHTS);
  const schedule: Schedule = {
    hot: 1,
    cold: 0.06,
    epochs: EPOCHS,
    perEpoch: Math.max(1000, Math.ceil((proposals * town.n) / EPOCHS)),
    swaps: 0.5,
    harden: 200,
  };
  const own: Best = { label: from.label.slice(), excess: Infinity, cost: Infinity };

  // Flips and swaps across the borders
  annealBorders(run, from, terms, schedule, (epoch) => {
    if (epoch % 2 === 1) consider(run, own, from, cost(from));
  });

  // What is still outside its limits, alone
  const plan = settle(run, from, terms, own, cost, { ...schedule, hot: 0.05, epochs: 10, harden: 2 });

  // Switches that turn out not to be needed
  undo(town, plan, run.walker);
  // Whoever stops early gets what there is; and what is still out of its limits has no switch to spare.
  if (own.excess === 0 && !run.stop.done(run.clock.iterations)) trim(town, plan, run.walker);
  consider(run, best, plan, cost(plan));
}
