import { anneal } from './anneal.ts';
import type { Schedule } from './anneal.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { repair } from './repair.ts';
import { consider, inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { termsOf } from './score.ts';
import type { Weights } from './score.ts';
import type { Town } from './town.ts';
import { undo } from './undo.ts';

/** Proposals in all for each vertex, in EPOCHS of equal length (measured, see bench). */
const PROPOSALS = 150;
const EPOCHS = 60;
/** A switch costs 1; compactness counts enough to choose among equal switches and to keep tongues from growing. */
const WEIGHTS: Weights = { charge: 0.02, free: 0.97, inertia: 0.003, cut: 0, switched: 1 };

/** Switch weight that is not where it is today. */
export function switchedWeight(town: Town, label: Int32Array): number {
  let total = 0;
  for (let v = 0; v < town.n; v++) if (town.home[v]! >= 0 && town.home[v] !== label[v]) total += town.switchCost[v]!;
  return total;
}

/** From today's map: whole again where it is broken, then annealed with a charge on every switch, then undone where possible. */
export function rebalance(run: Run): Best {
  const { town } = run;
  let plan = planOf(town, repair(town, town.home));
  // Least switches; among equals the more compact. The quotient keeps the second part under one switch.
  const cost = (p: Plan): number => switchedWeight(town, p.label) + inertiaOf(town, p) * 1e-12;
  const best: Best = { label: plan.label.slice(), excess: Infinity, cost: Infinity };
  consider(run, best, plan, cost(plan));
  if (best.excess === 0) return best;
  const terms = termsOf(town, plan, WEIGHTS);
  const schedule: Schedule = { hot: 0.3, cold: 0.03, epochs: EPOCHS, perEpoch: Math.max(2000, Math.ceil((PROPOSALS * town.n) / EPOCHS)), swaps: 0.3, harden: 100 };
  anneal(town, plan, terms, schedule, run.random, run.walker, run.stop, run.clock, (epoch) => {
    if (epoch % 2 === 1) consider(run, best, plan, cost(plan));
    return false;
  });
  plan = settle(run, plan, terms, best, cost, { ...schedule, hot: 0.05, epochs: 10, harden: 2 });
  undo(town, plan, run.walker);
  consider(run, best, plan, cost(plan));
  return best;
}
