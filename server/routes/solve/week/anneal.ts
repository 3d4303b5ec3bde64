import type { Random } from '../../../../shared/random.ts';
import type { WeekPlan } from './plan.ts';
import { applyInsertStop, bestInsertStop } from './insertStop.ts';
import { copyPlan, emptyWeekRoute, planCost, setTarget } from './plan.ts';
import { applyRemoveStops } from './removeStops.ts';
import { isOnTime } from '../window/route.ts';

export interface WeekAnnealOptions {
  random: Random;
  iterations: number;
  isDone: () => boolean;
  onBest?: ((best: { left: number; cost: number }) => void) | undefined;
}

/** Stops taken out at most at once, but for the times when two whole tours are emptied. */
const MOST_OUT = 12;
/**
 * Share of the ruins that empty two neighbouring tours: with these, and stops put back outward from one of them, five towns
 * come out one a day in 9 of 9 seeded weeks; without, in 5 of 9.
 */
const BOTH_SHARE = 0.04;

/**
 * Ruin and recreate over all tours: a stop and those near it are taken out of whatever tours they are in and put back where
 * travel and unevenness grow least. Changes `plan` into the best found. weightOf: what leaving each stop out weighs.
 */
export function annealWeek(plan: WeekPlan, weightOf: Float64Array, options: WeekAnnealOptions): void {
  const { random, iterations, isDone, onBest } = options;
  const stops = weightOf.length;
  const all = Array.from({ length: stops }, (_, i) => i);
  plan.targetS = expectedWork(plan, all);
  let currentWeight = recreate(plan, weightOf, shuffled(all, random), random);
  const copyOf = (): WeekPlan => {
    const copy = { ...plan, tours: plan.tours.map((tour) => emptyWeekRoute(tour)), tourOf: plan.tourOf.slice() };
    copyPlan(plan, copy);
    return copy;
  };
  const best = copyOf();
  const current = copyOf();
  let currentCost = planCost(plan);
  let [bestWeight, bestCost] = [currentWeight, currentCost];
  const near = nearStops(plan, stops);
  const hot = stops > 0 ? Math.max(1e-9, 0.4 * (currentCost / (stops + plan.tours.length))) : 1;
  const cooling = Math.pow(0.01, 1 / Math.max(1, iterations));
  let temperature = hot;
  for (let k = 0; k < iterations && stops > 0 && !isDone(); k++, temperature *= cooling) {
    const out = ruin(plan, near, random);
    const weight = plan.tours.every((tour) => isOnTime(tour.route)) ? recreate(plan, weightOf, out, random) : Infinity;
    const cost = planCost(plan);
    const isAccepted =
      weight < currentWeight ||
      (weight === currentWeight && cost < currentCost - temperature * Math.log(1 - random.next()));
    if (!isAccepted) {
      copyPlan(current, plan);
      continue;
    }
    setTarget(plan);
    copyPlan(plan, current);
    [currentWeight, currentCost] = [weight, planCost(plan)];
    if (weight > bestWeight || (weight === bestWeight && currentCost >= bestCost - 1e-9)) continue;
    copyPlan(plan, best);
    [bestWeight, bestCost] = [weight, currentCost];
    onBest?.({ left: plan.tourOf.filter((t) => t < 0).length, cost: bestCost });
  }
  copyPlan(best, plan);
}

/** Before anything is placed: all service, and as much travel again as a fifth of it. */
function expectedWork(plan: WeekPlan, all: readonly number[]): number {
  const service = all.map((i) => {
    const tour = plan.tours.find(({ nodeOf }) => nodeOf[i]! >= 0);
    return tour ? tour.model.serviceS[tour.nodeOf[i]!]! : 0;
  });
  return Math.max(1, (1.2 * service.reduce((a, b) => a + b, 0)) / plan.tours.length);
}

/** For each stop the others, nearest first, by the first tour that can serve both. */
function nearStops(plan: WeekPlan, stops: number): number[][] {
  return Array.from({ length: stops }, (_, i) => {
    const apart = new Map<number, number>();
    for (const { model, nodeOf, stopOf } of plan.tours) {
      const v = nodeOf[i]!;
      if (v < 0) continue;
      stopOf.forEach((j, w) => {
        if (j !== i && !apart.has(j))
          apart.set(j, Math.min(model.cost[v * model.size + w]!, model.cost[w * model.size + v]!));
      });
    }
    return [...apart.keys()].sort((a, b) => apart.get(a)! - apart.get(b)! || a - b).slice(0, 2 * MOST_OUT);
  });
}

/** Takes out a stop and some of those near it; returns them and whatever was out before, in chance order. */
function ruin(plan: WeekPlan, near: readonly number[][], random: Random): number[] {
  const seed = random.int(plan.tourOf.length);
  const count = 1 + random.int(MOST_OUT);
  const chosen = [seed];
  for (const stop of near[seed]!) {
    if (chosen.length >= count) break;
    if (random.next() < 0.7) chosen.push(stop);
  }
  if (random.next() < BOTH_SHARE) {
    const other = near[seed]!.find((stop) => plan.tourOf[stop] !== plan.tourOf[seed]) ?? random.int(plan.tourOf.length);
    const both = [plan.tourOf[seed], plan.tourOf[other]];
    chosen.length = 0;
    plan.tourOf.forEach((t, stop) => t >= 0 && both.includes(t) && chosen.push(stop));
  }
  const byTour = new Map<number, number[]>();
  for (const stop of chosen) {
    const t = plan.tourOf[stop]!;
    if (t >= 0) byTour.set(t, [...(byTour.get(t) ?? []), stop]);
  }
  for (const [t, stops] of byTour) applyRemoveStops(plan, t, stops);
  const out: number[] = [];
  plan.tourOf.forEach((t, stop) => t < 0 && out.push(stop));
  return random.next() < 0.5 ? shuffled(out, random) : outward(out, near, random);
}

/** From a chance stop outwards, each next one near one before it: puts neighbours into one tour where shuffling spreads them. */
function outward(out: readonly number[], near: readonly number[][], random: Random): number[] {
  const left = new Set(out);
  const order: number[] = [];
  while (left.size > 0) {
    const seeds = [...left];
    const todo = [seeds[random.int(seeds.length)]!];
    while (todo.length > 0) {
      const stop = todo.shift()!;
      if (!left.delete(stop)) continue;
      order.push(stop);
      todo.push(...near[stop]!.filter((other) => left.has(other)));
    }
  }
  return order;
}

function recreate(plan: WeekPlan, weightOf: Float64Array, out: readonly number[], random: Random): number {
  let left = 0;
  const byWeight = [...out].sort((a, b) => weightOf[b]! - weightOf[a]!); // a must stop before one that may stay out
  for (const stop of byWeight) {
    const place = bestInsertStop(plan, stop, () => random.next() < 0.01);
    if (place) applyInsertStop(plan, stop, place.t, place.p);
    else left += weightOf[stop]!;
  }
  return left;
}

function shuffled(list: readonly number[], random: Random): number[] {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
