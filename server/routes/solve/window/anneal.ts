import type { Random } from '../../../../shared/random.ts';
import { applyInsert, bestInsert } from './insert.ts';
import type { WindowModel } from './model.ts';
import { MUST } from './model.ts';
import { applyRemove } from './remove.ts';
import type { WindowRoute } from './route.ts';
import { copyRoute, emptyRoute, isOnTime, setOrder } from './route.ts';
import { chooseRuin, nearestStops } from './ruin.ts';

export interface AnnealOptions {
  random: Random;
  /** Asked before every iteration. */
  isDone: () => boolean;
  /** Ruins and recreates in one cooling. */
  iterations: number;
  /** Temperatures in seconds of travel. */
  hot: number;
  cold: number;
  /** Stops taken out at most at once. */
  most: number;
}

/** An order without lateness, and the stops that would not fit into it. */
export interface Placed {
  order: number[];
  cost: number;
  skipped: number[];
  /** Sum of the skip weights. */
  skippedWeight: number;
}

/** Places skipped unseen; 0.01, 0.02 and 0.05 differ within chance on Ascheuer's instances. */
const BLINK = 0.02;

/** One cooling of ruin and recreate under hard windows from `start` (may be empty); lexicographic: left out, then travel. */
export function anneal(model: WindowModel, start: readonly number[], options: AnnealOptions): Placed {
  const { n } = model;
  const { random, isDone, iterations, hot, cold } = options;
  const near = nearestStops(model);
  const current = emptyRoute(model);
  const trial = emptyRoute(model);
  setOrder(model, current, start);
  if (!isOnTime(current)) setOrder(model, current, []);
  let best = outcome(model, current);
  if (!isOnTime(current)) return best; // not even the empty day fits: everything is left out
  const absences = new Float64Array(n).fill(1);
  const keys = insertionKeys(model);
  const gone = new Uint8Array(n);
  const isIn = new Uint8Array(n);
  const blink = () => random.next() < BLINK;
  let currentWeight = best.skippedWeight;
  const cooling = Math.pow(cold / hot, 1 / Math.max(1, iterations));
  let temperature = hot;
  for (let k = 0; k < iterations && !isDone(); k++, temperature *= cooling) {
    copyRoute(current, trial);
    gone.fill(0);
    if (chooseRuin(model, trial, near, random, options.most, gone) > 0) applyRemove(model, trial, gone);
    if (!isOnTime(trial)) continue;
    const weight = recreate(model, trial, random, keys, isIn, blink);
    let isAccepted: boolean;
    if (weight < currentWeight) isAccepted = true;
    else if (weight === currentWeight)
      isAccepted = trial.cost < current.cost - temperature * Math.log(1 - random.next());
    else isAccepted = false;
    if (weight >= MUST && currentWeight >= MUST && !isAccepted) {
      isAccepted = absenceSum(current, absences, isIn) > absenceSum(trial, absences, isIn);
    }
    if (weight >= MUST) for (let v = 0; v < n; v++) if (!isIn[v]) absences[v]!++;
    if (!isAccepted) continue;
    copyRoute(trial, current);
    currentWeight = weight;
    if (weight < best.skippedWeight || (weight === best.skippedWeight && trial.cost < best.cost - 1e-9))
      best = outcome(model, trial);
  }
  return best;
}

function markServed(route: WindowRoute, isIn: Uint8Array): void {
  isIn.fill(0);
  for (let p = 1; p < route.length - 1; p++) isIn[route.order[p]!] = 1;
}

function absenceSum(route: WindowRoute, absences: Float64Array, isIn: Uint8Array): number {
  markServed(route, isIn);
  let sum = 0;
  for (let v = 0; v < isIn.length; v++) if (!isIn[v]) sum += absences[v]!;
  return sum;
}

/** Orders to put stops back in: least choice of time first, first to open, last to close. */
function insertionKeys({ n, firstWindow, fromS, toS }: WindowModel): Float64Array[] {
  const opens = Float64Array.from({ length: n }, (_, v) => fromS[firstWindow[v]!]!);
  const closes = Float64Array.from({ length: n }, (_, v) => toS[firstWindow[v + 1]! - 1]!);
  return [closes.map((close, v) => close - opens[v]!), opens, closes.map((close) => -close)];
}

/** Puts every stop that is out where it is cheapest, in chance order or by one of the keys; returns the weight of the rest. */
function recreate(
  model: WindowModel,
  route: WindowRoute,
  random: Random,
  keys: readonly Float64Array[],
  isIn: Uint8Array,
  blink: () => boolean,
): number {
  const out: number[] = [];
  markServed(route, isIn);
  for (let v = 0; v < model.n; v++) if (!isIn[v]) out.push(v);
  const key = keys[random.int(keys.length + 1)];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  if (key) out.sort((a, b) => key[a]! - key[b]!);
  let weight = 0;
  for (const v of out) {
    const p = bestInsert(model, route, v, blink);
    if (p < 0) weight += model.skipWeight[v]!;
    else {
      applyInsert(model, route, v, p);
      isIn[v] = 1;
    }
  }
  return weight;
}

function outcome(model: WindowModel, route: WindowRoute): Placed {
  const order = [...route.order.subarray(1, route.length - 1)];
  const isIn = new Uint8Array(model.n);
  for (const v of order) isIn[v] = 1;
  const skipped = Array.from({ length: model.n }, (_, v) => v).filter((v) => !isIn[v]);
  return { order, cost: route.cost, skipped, skippedWeight: skipped.reduce((sum, v) => sum + model.skipWeight[v]!, 0) };
}
