import type { Random } from '../../../shared/random.ts';
import type { WindowModel } from './windowModel.ts';
import { EPSILON_S, MUST } from './windowModel.ts';
import { outcomeOf } from './windowTimetable.ts';
import { latenessWeight } from './windowDynamic.ts';

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
 * Ruin and recreate where lateness cannot be avoided, or positions are pinned, or the day's length counts: every change is
 * judged by driving the whole order. O(n) a place instead of O(1), but right for anything a day can hold.
 */
export function annealLate(model: WindowModel, start: readonly number[], options: LateOptions): Judged {
  const { random, isDone, iterations } = options;
  const pinned = pinnedStops(model);
  const scale = meanLeg(model);
  let current = start.filter((v) => model.pinnedAt[v]! < 0);
  let currentJudged = judge(model, pinned, current);
  let best = currentJudged;
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
    for (const v of out) insertBest(model, pinned, kept, v, scale);
    const judged = judge(model, pinned, kept);
    const worse = weigh(judged, scale) - weigh(currentJudged, scale);
    if (worse > -temperature * Math.log(1 - random.next())) continue;
    current = kept;
    currentJudged = judged;
    if (isBetter(judged, best)) best = judged;
  }
  return best;
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
    order: [...order], lateS: outcome.lateS, skippedWeight,
    primary: outcome.lateS * latenessWeight(model) + skippedWeight,
    cost: outcome.cost + model.finishWeight * (outcome.finishS - model.startS),
  };
}

function judge(model: WindowModel, pinned: readonly number[], free: readonly number[]): Judged {
  return judgeOrder(model, withPinned(model, pinned, free));
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
    while (nextPinned < pinned.length && model.pinnedAt[pinned[nextPinned]!] === order.length) order.push(pinned[nextPinned++]!);
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

/** Puts v where the day is best, or leaves it out if it may be and that is better. */
function insertBest(model: WindowModel, pinned: readonly number[], order: number[], v: number, scale: number): void {
  let best = -1;
  let least = model.skipWeight[v]! < MUST ? weigh(judge(model, pinned, order), scale) : Infinity;
  for (let p = 0; p <= order.length; p++) {
    order.splice(p, 0, v);
    const value = weigh(judge(model, pinned, order), scale);
    order.splice(p, 1);
    if (value < least) {
      least = value;
      best = p;
    }
  }
  if (best >= 0) order.splice(best, 0, v);
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
