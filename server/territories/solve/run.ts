import type { Random } from '../../../shared/random.ts';
import type { Stop } from '../../../shared/stop.ts';
import { anneal } from './anneal.ts';
import type { Clock, Schedule } from './anneal.ts';
import { excess } from './balance.ts';
import type { Walker } from './contiguity.ts';
import { mend } from './mend.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { setBalance } from './score.ts';
import type { Terms } from './score.ts';
import type { Town } from './town.ts';

/** Progress of a search: how far the best plan is outside its tolerances, in deviations. */
export interface Progress {
  iterations: number;
  excess: number;
  cost: number;
}

/** What the phases of one search share. */
export interface Run {
  town: Town;
  random: Random;
  walker: Walker;
  stop: Stop;
  clock: Clock;
  onBest?: (progress: Progress) => void;
}

/** The best assignment seen: least outside the tolerances, then least cost. */
export interface Best {
  label: Int32Array;
  excess: number;
  cost: number;
}

export function consider(run: Run, best: Best, plan: Plan, cost: number): void {
  const now = excess(run.town, plan).total;
  if (now > best.excess || (now === best.excess && cost >= best.cost)) return;
  best.label.set(plan.label);
  best.excess = now;
  best.cost = cost;
  run.onBest?.({ iterations: run.clock.iterations, excess: now, cost });
}

/** Sum of units × squared distance from their territory's middle or base: what a fresh design keeps small. */
export function inertiaOf(town: Town, plan: Plan): number {
  let total = 0;
  for (let v = 0; v < town.n; v++) {
    const j = plan.label[v]!;
    const based = !Number.isNaN(town.baseX[j]!);
    const dx = town.x[v]! - (based ? town.baseX[j]! : plan.sumX[j]! / plan.units[j]!);
    const dy = town.y[v]! - (based ? town.baseY[j]! : plan.sumY[j]! / plan.units[j]!);
    total += town.units[v]! * (dx * dx + dy * dy);
  }
  return total;
}

/** Rounds of settling before it is accepted that the last excess will not go. */
const SETTLE_ROUNDS = 40;

/**
 * What annealing left outside its limits is worked on alone: proposals only round the territories that are out,
 * and the neighbours that would have to help, with hard charges and little heat.
 */
export function settle(
  run: Run,
  plan: Plan,
  terms: Terms,
  best: Best,
  costOf: (plan: Plan) => number,
  base: Omit<Schedule, 'focus'>,
  rounds = SETTLE_ROUNDS,
): Plan {
  const { town } = run;
  for (let round = 0; round < rounds && best.excess > 0 && !run.stop.done(run.clock.iterations); round++) {
    const focus = partsOut(town, plan);
    // Every other round the neighbours join in: the surplus often has to travel through one of them.
    if (round % 2 === 1) widen(town, plan, focus);
    const share = focus.reduce((a, b) => a + b, 0) / town.parts;
    setBalance(town, terms, { charge: base.harden, free: 0.98 });
    const perEpoch = Math.ceil(base.perEpoch / Math.max(2, 1 / Math.max(share, 0.02) / 4));
    anneal(
      town,
      plan,
      terms,
      { ...base, harden: 2, perEpoch, focus },
      run.random,
      run.walker,
      run.stop,
      run.clock,
      () => {
        consider(run, best, plan, costOf(plan));
        return best.excess === 0;
      },
    );
    if (best.excess > 0) {
      mend(town, plan, run.walker);
      consider(run, best, plan, costOf(plan));
    }
    if (excess(town, plan).total > 2 * best.excess + 1e-9) plan = planOf(town, best.label);
  }
  return planOf(town, best.label);
}

function partsOut(town: Town, plan: Plan): Uint8Array {
  const focus = new Uint8Array(town.parts);
  for (let i = 0; i < plan.load.length; i++) {
    const d = plan.load[i]! * town.scale[i]! - 1;
    if (d > town.high[i]! || d < town.low[i]!) focus[Math.floor(i / town.measures)] = 1;
  }
  return focus;
}

function widen(town: Town, plan: Plan, focus: Uint8Array): void {
  const core = focus.slice();
  for (let v = 0; v < town.n; v++) {
    if (plan.foreign[v] === 0 || !core[plan.label[v]!]) continue;
    for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) focus[plan.label[town.walk.to[e]!]!] = 1;
  }
}
