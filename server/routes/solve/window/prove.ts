import type { WindowPrices } from './bound.ts';
import { everything, type Memory, nearMemory, rememberCycles } from './memory.ts';
import type { WindowModel } from './model.ts';
import { charge, follow, walkCosts } from './multipliers.ts';
import type { PassOptions, WalkCosts } from './walks.ts';
import { Walks } from './walks.ts';

export interface Proof {
  /** No order in time that serves every stop costs less, or less than what was given. */
  bound: number;
  /** The best order, where one cheaper than what was given exists. */
  order: number[] | null;
  /** Whether there is nothing better: than `order`, or than what was given. */
  isComplete: boolean;
  /** Walks looked at. */
  labels: number;
}

/** Stops nearest to each that a walk remembers from the beginning: with 6 there are too many walks, with 2 the bound is too low. */
const NEAR = 4;
/** Narrow passes, the walks kept of a key in one, the share of the gap that one closes, and the gap at which they end. */
const NARROW_PASSES = 10;
const NARROW_WIDTH = 6;
const NARROW_STEP = 0.5;
const NARROW_GAP = 0.05;
/** A day whose first narrow pass has more walks is not proved within a second: some 27 stops without windows. */
const MOST_IN_NARROW = 32_000;
/** Walks in a pass and in all of them: about a microsecond each. */
const MOST_IN_PASS = 200_000;
const MOST_IN_ALL = 450_000;
/** Whole passes, the share of the gap that the first closes, and how it shrinks when the bound did not rise twice. */
const PASSES = 40;
const STEP = 0.7;
const SHRINK = 0.7;
const PATIENCE = 2;
/** Gaps below which all orders are tried (again below 0.7 × that), and below which legs fall (again below 0.85 × what it was). */
const TRY_BELOW = 0.05;
const DROP_BELOW = 0.2;

/**
 * Proves an order best, or finds the best. Multipliers on the stops are raised until the cheapest walk of n stops comes to
 * nearly each once: a lower bound of all orders (Christofides, Mingozzi and Toth 1981), which closes the gap on days whose
 * windows are as wide as half a day, where trees and assignments leave 4 to 19 %. Then the orders themselves are gone
 * through, without those that no walk from the end goes with. `given`: the cost of an order in time of all stops.
 * Waiting must be free and no position pinned.
 */
export function prove(model: WindowModel, prices: WindowPrices, given: number, isDone: () => boolean): Proof {
  return new Prover(model, prices, given, isDone).run();
}

class Prover {
  private readonly model: WindowModel;
  private readonly given: number;
  private readonly isDone: () => boolean;
  /** What an order must cost to be better. */
  private readonly limit: number;
  private readonly back: Walks;
  private readonly ahead: Walks;
  private readonly costs: WalkCosts;
  private readonly memory: Memory;
  private readonly multipliers: Float64Array;
  private readonly direction: Float64Array;
  private bound: number;
  private labels = 0;
  private tryBelow = TRY_BELOW;
  private dropBelow = DROP_BELOW;

  constructor(model: WindowModel, prices: WindowPrices, given: number, isDone: () => boolean) {
    this.model = model;
    this.isDone = isDone;
    this.given = given;
    this.limit = given - leastImprovement(model);
    this.back = new Walks(model, false, prices.latestS!);
    this.ahead = new Walks(model, true, prices.latestS!);
    this.costs = walkCosts(model, prices);
    this.memory = nearMemory(model, NEAR);
    this.multipliers = new Float64Array(model.n);
    this.direction = new Float64Array(model.n);
    this.bound = prices.bound;
  }

  run(): Proof {
    if (!this.warm()) return this.unfinished();
    let [step, stale] = [STEP, 0];
    for (let pass = 0; pass < PASSES && this.labels < MOST_IN_ALL && !this.isDone(); pass++) {
      // The cheapest walk: a bound
      const charged = charge(this.model, this.costs, this.multipliers);
      if (!this.pass(this.back, this.memory, charged)) break;
      const walk = this.back.cheapest();
      if (walk === null) return this.proved(null);
      const bound = walk.cost + charged;
      if (isOrder(walk.stops)) return this.proved(walk.stops);
      stale = bound > this.bound + 1e-4 * this.given ? 0 : stale + 1;
      this.bound = Math.max(this.bound, bound);

      // All orders, where few can be better
      const gap = (this.given - bound) / this.given;
      if (gap < this.tryBelow) {
        if (this.pass(this.ahead, everything(this.model.n), charged, { others: this.back }))
          return this.proved(this.ahead.cheapest()?.stops ?? null);
        this.tryBelow *= 0.7;
      }

      // Legs that no better order has
      if (gap < this.dropBelow) {
        const used = new Uint8Array(this.costs.legs.length);
        if (this.pass(this.ahead, this.memory, charged, { others: this.back, used })) this.costs.legs = used;
        this.dropBelow = 0.85 * gap;
      }

      // Multipliers and memories for the next
      if (stale >= PATIENCE) [step, stale] = [step * SHRINK, 0];
      follow(walk.stops, this.direction, this.multipliers, step * (this.given - bound));
      rememberCycles(walk.stops, this.memory);
    }
    return this.unfinished();
  }

  /** First multipliers, by passes that keep a few walks of each key: no bounds, but a twentieth of the time. */
  private warm(): boolean {
    const { model, costs, back, multipliers, given } = this;
    let best = { bound: -Infinity, multipliers: multipliers.slice() };
    let [step, stale] = [NARROW_STEP, 0];
    for (let pass = 0; pass < NARROW_PASSES; pass++) {
      const charged = charge(model, costs, multipliers);
      const isWhole = back.find(costs, this.memory, Infinity, Infinity, { width: NARROW_WIDTH, isDone: this.isDone });
      this.labels += back.labels.count;
      if (!isWhole) return false;
      if (pass === 0 && back.labels.count > MOST_IN_NARROW) return false;
      const walk = back.cheapest();
      const bound = walk === null ? -Infinity : walk.cost + charged;
      if (walk === null || bound > given) break; // what was kept is not the cheapest by far
      if (bound > best.bound) [best, stale] = [{ bound, multipliers: multipliers.slice() }, 0];
      else if (++stale >= PATIENCE || bound < 0.9 * best.bound) {
        [step, stale] = [0.6 * step, 0];
        multipliers.forEach((m, v) => (multipliers[v] = (m + best.multipliers[v]!) / 2));
        if (bound < 0.9 * best.bound) continue;
      }
      if (given - bound < NARROW_GAP * given) break;
      follow(walk.stops, this.direction, multipliers, step * (given - bound));
    }
    multipliers.set(best.multipliers);
    return true;
  }

  private pass(walks: Walks, memory: Memory, charged: number, options: PassOptions = {}): boolean {
    const isWhole = walks.find(this.costs, memory, this.limit - charged, MOST_IN_PASS, {
      ...options,
      isDone: this.isDone,
    });
    this.labels += walks.labels.count;
    return isWhole;
  }

  private proved(order: number[] | null): Proof {
    return {
      bound: order === null ? this.given : costOf(this.model, order),
      order,
      isComplete: true,
      labels: this.labels,
    };
  }

  private unfinished(): Proof {
    return { bound: Math.min(this.given, this.bound), order: null, isComplete: false, labels: this.labels };
  }
}

function isOrder(stops: readonly number[]): boolean {
  return new Set(stops).size === stops.length;
}

function costOf({ n, size, cost }: WindowModel, order: readonly number[]): number {
  return [...order, n + 1].reduce((sum, v, k) => sum + cost[(k === 0 ? n : order[k - 1]!) * size + v]!, 0);
}

/** Whole costs differ by 1, others by more than rounding. */
function leastImprovement({ cost }: WindowModel): number {
  return cost.every((c) => Number.isInteger(c)) ? 1 - 1e-6 : 1e-6;
}
