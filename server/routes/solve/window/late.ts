import type { Random } from '../../../../shared/random.ts';
import { latenessWeight } from './dynamic.ts';
import { WindowDrive } from './drive.ts';
import type { WindowModel } from './model.ts';
import { EPSILON_S, MUST } from './model.ts';
import { outcomeOf } from './timetable.ts';

/** An order that may be late, judged by driving it: what is lost first (lateness and left-out stops), then cost. */
export interface Judged {
  order: number[];
  lateS: number;
  skippedWeight: number;
  /** Lateness and left-out stops as one number, lateness first. */
  primary: number;
  cost: number;
}

export interface LateOptions {
  random: Random;
  isDone: () => boolean;
  iterations: number;
}

/** Seconds of travel that a second of lateness weighs while searching: much, but an order may pass through a little of it. */
const LATE_COST = 10;
/** Mean legs that a unit of skip weight weighs while searching: hardly any stop costs more than two legs to visit. */
const SKIP_LEGS = 2;

/**
 * Ruin and recreate where lateness cannot be avoided, or positions are pinned, or the day's length counts: a change is
 * judged by driving the order behind it. O(n) a place instead of O(1), but right for anything a day can hold.
 */
export function annealLate(model: WindowModel, start: readonly number[], options: LateOptions): Judged {
  const { random, isDone, iterations } = options;
  const pinned = pinnedStops(model);
  const scale = meanLeg(model);
  const insertAll = pinned.length > 0 ? insertingPinned(model, pinned, scale) : inserting(model, scale);
  const judge = (free: readonly number[]) => judgeOrder(model, withPinned(model, pinned, free));
  let current = start.filter((v) => model.pinnedAt[v]! < 0);
  let best = judge(current);
  let currentValue = weigh(best, scale);
  let temperature = scale;
  const cooling = Math.pow(0.01, 1 / Math.max(1, iterations));
  const free = Array.from({ length: model.n }, (_, v) => v).filter((v) => model.pinnedAt[v]! < 0);
  for (let k = 0; k < iterations && !isDone(); k++, temperature *= cooling) {
    const kept = ruin(current, random);
    const isKept = new Set(kept);
    const out = free.filter((v) => !isKept.has(v));
    for (let i = out.length - 1; i > 0; i--) {
      const j = random.int(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    const trial = insertAll(kept, out);
    const judged = judge(trial);
    const value = weigh(judged, scale);
    if (value - currentValue > -temperature * Math.log(1 - random.next())) continue;
    current = trial;
    currentValue = value;
    if (isBetter(judged, best)) best = judged;
  }
  return best;
}

/** Puts each stop of `out` where the day is best, or leaves it out if it may be and that is better. */
function inserting(model: WindowModel, scale: number): (kept: readonly number[], out: readonly number[]) => number[] {
  const drive = new WindowDrive(model, LATE_COST);
  return (kept, out) => {
    drive.setOrder(kept);
    for (const v of out) {
      const skipWeight = model.skipWeight[v]!;
      let least = skipWeight < MUST ? drive.value() + skipWeight * SKIP_LEGS * scale : Infinity;
      let best = -1;
      for (let p = 0; p <= drive.stopCount; p++) {
        const value = drive.insertValue(v, p, least);
        if (value < least) [best, least] = [p, value];
      }
      if (best >= 0) drive.insert(v, best);
    }
    return drive.stops;
  };
}

/** The same among pinned stops, whose neighbours change with every insertion: the whole order is driven for each place. */
function insertingPinned(
  model: WindowModel,
  pinned: readonly number[],
  scale: number,
): (kept: readonly number[], out: readonly number[]) => number[] {
  const value = (free: readonly number[]) => weigh(judgeOrder(model, withPinned(model, pinned, free)), scale);
  return (kept, out) => {
    let order = [...kept];
    for (const v of out) {
      let best = order;
      let least = model.skipWeight[v]! < MUST ? value(order) : Infinity;
      for (let p = 0; p <= order.length; p++) {
        const tried = [...order.slice(0, p), v, ...order.slice(p)];
        const triedValue = value(tried);
        if (triedValue < least) [best, least] = [tried, triedValue];
      }
      order = best;
    }
    return order;
  };
}

export function isBetter(a: { primary: number; cost: number }, b: { primary: number; cost: number }): boolean {
  return a.primary < b.primary - EPSILON_S || (a.primary <= b.primary + EPSILON_S && a.cost < b.cost - 1e-9);
}

/** Judges an order of all stops but those left out. */
export function judgeOrder(model: WindowModel, order: readonly number[]): Judged {
  const outcome = outcomeOf(model, order);
  const isIn = new Set(order);
  let skippedWeight = 0;
  for (let v = 0; v < model.n; v++) if (!isIn.has(v)) skippedWeight += model.skipWeight[v]!;
  return {
    order: [...order],
    lateS: outcome.lateS,
    skippedWeight,
    primary: outcome.lateS * latenessWeight(model) + skippedWeight,
    cost: outcome.cost + model.finishWeight * (outcome.finishS - model.startS),
  };
}

function pinnedStops(model: WindowModel): number[] {
  const pinned = Array.from({ length: model.n }, (_, v) => v).filter((v) => model.pinnedAt[v]! >= 0);
  return pinned.sort((a, b) => model.pinnedAt[a]! - model.pinnedAt[b]!);
}

/** Free stops in their order, each pinned stop at its position, or at the end if the order is shorter than that. */
export function withPinned(model: WindowModel, pinned: readonly number[], free: readonly number[]): number[] {
  const order: number[] = [];
  let nextPinned = 0;
  for (const v of free) {
    while (nextPinned < pinned.length && model.pinnedAt[pinned[nextPinned]!] === order.length)
      order.push(pinned[nextPinned++]!);
    order.push(v);
  }
  order.push(...pinned.slice(nextPinned));
  return order;
}

/** What the search goes by: one number in seconds of travel, so that it can pass through a little lateness. */
function weigh(judged: Judged, scale: number): number {
  return judged.cost + judged.lateS * LATE_COST + judged.skippedWeight * SKIP_LEGS * scale;
}

/** Takes out a string of 1 … 8 stops of the order, or as many single ones. */
function ruin(order: readonly number[], random: Random): number[] {
  const count = Math.min(order.length, 1 + random.int(Math.min(8, Math.max(2, order.length >> 1))));
  if (random.next() < 0.6) {
    const first = random.int(order.length - count + 1);
    return [...order.slice(0, first), ...order.slice(first + count)];
  }
  const kept = [...order];
  for (let k = 0; k < count; k++) kept.splice(random.int(kept.length), 1);
  return kept;
}

function meanLeg(model: WindowModel): number {
  let sum = 0;
  let legs = 0;
  for (let i = 0; i < model.n; i++) {
    for (let j = 0; j < model.n; j++) {
      const c = model.cost[i * model.size + j]!;
      if (i !== j && c < Infinity) {
        sum += c;
        legs++;
      }
    }
  }
  return legs > 0 && sum > 0 ? sum / legs : 1;
}
