import type { Memory } from './memory.ts';
import type { WindowModel } from './model.ts';
import { EPSILON_S, latestArrival, lunchLeg, lunchLegLatest, serviceStart } from './model.ts';
import { WalkLabels } from './walkLabels.ts';

/** What walks are charged: of each leg the travel less the multiplier of the stop it leads to. */
export interface WalkCosts {
  /** reduced[i * size + j], seconds; Infinity for legs no wanted order contains. */
  reduced: Float64Array;
  /** Stops that may follow each node, and those that may come before it. */
  after: readonly Int32Array[];
  before: readonly Int32Array[];
  /** legs[(k * n + i) * n + j]: 1 if stop j may follow stop i where that is the k-th. */
  legs: Uint8Array;
  /** The least that the rest costs, times and repetitions left aside: from stop i over k more stops to the end, [k * n + i]. */
  ahead: Float64Array;
  /** The same from the start to stop i as the k-th: [k * n + i]. */
  behind: Float64Array;
}

export interface PassOptions {
  width?: number;
  others?: Walks;
  used?: Uint8Array;
  isDone?: () => boolean;
}

/**
 * Walks of n stops that are in time and not forbidden by their memory, in layers by the number of stops: from the start, each
 * known by when service at its last stop begins, or from the end, each by the latest arrival at its first that keeps the rest
 * in time. Of two walks to one stop, one no later, no dearer and remembering no stop more, the other is dropped.
 * With a memory of all stops they are orders; with less they may come to a stop again, and the cheapest is a lower bound of
 * all orders ('ng-tours': Baldacci, Mingozzi and Roberti 2012, New state-space relaxations for the TSP with time windows).
 */
export class Walks {
  readonly labels: WalkLabels;
  private readonly model: WindowModel;
  private readonly isForward: boolean;
  /** Latest service start of each stop. */
  private readonly latestS: Float64Array;
  private readonly endS: number;
  private costs!: WalkCosts;
  private memory!: Memory;
  private limit = 0;
  private others: WalkLabels | null = null;
  private used: Uint8Array | null = null;

  constructor(model: WindowModel, isForward: boolean, latestS: Float64Array) {
    this.model = model;
    this.isForward = isForward;
    this.latestS = latestS;
    this.labels = new WalkLabels(model.n);
    this.endS = model.toS[model.firstWindow[model.n + 2]! - 1]!;
  }

  /**
   * Finds every undominated walk that may cost `limit` at most with its rest. False when there are more than `most` of them or
   * `isDone` (asked for every layer): then nothing was found out. `width`: so many are kept of a key; then the cheapest is no bound any more. Forward only:
   * `others`, walks from the end at the same costs, of which one must go with each; `used`: marks the legs of all that do.
   */
  find(costs: WalkCosts, memory: Memory, limit: number, most: number, options: PassOptions = {}): boolean {
    const { width = Infinity, isDone = () => false } = options;
    this.others = options.others?.labels ?? null;
    this.used = options.used ?? null;
    const { labels } = this;
    const { n } = this.model;
    this.costs = costs;
    this.memory = memory;
    this.limit = limit;
    labels.clear();
    for (let i = 0; i < n; i++)
      if (this.isForward) this.beginAt(i);
      else this.endAt(i);
    labels.closeLayer(1, width);
    for (let k = 2; k <= n; k++) {
      if (isDone()) return false;
      const [from, to] = [labels.firstOf(k - 1, 0), labels.firstOf(k, 0)];
      for (let at = from; at < to; at++) {
        if (this.isForward) this.extendAhead(labels.list[at]!, k);
        else this.extendBack(labels.list[at]!, k);
        if (labels.count > most) return false;
      }
      labels.closeLayer(k, width);
    }
    return true;
  }

  private beginAt(i: number): void {
    const { model, costs } = this;
    const { n, size, lunch, startS } = model;
    const legS = model.cost[n * size + i]!;
    const cost = costs.reduced[n * size + i]!;
    if (!(cost + costs.ahead[(n - 1) * n + i]! <= this.limit)) return;
    const latestS = this.latestS[i]! + EPSILON_S;
    const atS = serviceStart(model, i, startS + legS);
    if (atS <= latestS) this.addAhead(i, lunch ? 0 : 1, atS, cost, 0, 0, -1, 1);
    if (!lunch) return;
    const fedS = serviceStart(model, i, lunchLeg(lunch, startS, legS));
    if (fedS <= latestS) this.addAhead(i, 1, fedS, cost, 0, 0, -1, 1);
  }

  /** Adds the walk as a k-th layer's, unless nothing the other way goes with it. Whether it was in question. */
  private addAhead(
    i: number,
    isFed: number,
    atS: number,
    cost: number,
    low: number,
    high: number,
    parent: number,
    k: number,
  ): boolean {
    const { others } = this;
    if (
      others !== null &&
      !(cost + others.leastWith(this.model.n - k + 1, 2 * i + isFed, atS, low, high) <= this.limit)
    )
      return false;
    this.labels.add(i, isFed, atS, cost, low, high, parent);
    return true;
  }

  /** Lunch is not eaten on the leg to the end: who arrives hungry must be there by its latest time. */
  private endAt(i: number): void {
    const { model, costs, labels, endS } = this;
    const { n, size, lunch } = model;
    const legS = model.cost[i * size + n + 1]!;
    const cost = costs.reduced[i * size + n + 1]!;
    if (!(cost + costs.behind[n * n + i]! <= this.limit)) return;
    const fedS = latestArrival(model, i, endS - legS);
    if (fedS > -Infinity) labels.add(i, 1, -fedS, cost, 0, 0, -1);
    if (!lunch) return;
    const hungryS = latestArrival(model, i, Math.min(endS, lunch.latestS) - legS);
    if (hungryS > -Infinity) labels.add(i, 0, -hungryS, cost, 0, 0, -1);
  }

  private extendAhead(label: number, k: number): void {
    const { model, costs, labels, memory, limit } = this;
    const { n, size, lunch } = model;
    const i = labels.stop[label]!;
    const isFed = labels.isFed[label]!;
    const [low, high] = [labels.low[label]!, labels.high[label]!];
    const departS = labels.time[label]! + model.serviceS[i]!;
    const legs = ((k - 1) * n + i) * n;
    const row = costs.after[i]!;
    for (let a = 0; a < row.length; a++) {
      const j = row[a]!;
      if (costs.legs[legs + j] === 0) continue;
      if (j < 31 ? (low >>> j) & 1 : (high >>> (j - 31)) & 1) continue;
      const cost = labels.cost[label]! + costs.reduced[i * size + j]!;
      if (!(cost + costs.ahead[(n - k) * n + j]! <= limit)) continue;
      const legS = model.cost[i * size + j]!;
      const latestS = this.latestS[j]! + EPSILON_S;
      const [keptLow, keptHigh] = [low & memory.low[j]!, high & memory.high[j]!];
      const atS = serviceStart(model, j, departS + legS);
      let isUsed = atS <= latestS && this.addAhead(j, isFed, atS, cost, keptLow, keptHigh, label, k);
      if (isFed === 0) {
        const fedS = serviceStart(model, j, lunchLeg(lunch!, departS, legS));
        if (fedS <= latestS && this.addAhead(j, 1, fedS, cost, keptLow, keptHigh, label, k)) isUsed = true;
      }
      if (isUsed && this.used !== null) this.used[legs + j] = 1;
    }
  }

  private extendBack(label: number, k: number): void {
    const { model, costs, labels, memory, limit } = this;
    const { n, size, lunch } = model;
    const i = labels.stop[label]!;
    const isFed = labels.isFed[label]!;
    const [low, high] = [labels.low[label]!, labels.high[label]!];
    const arriveByS = -labels.time[label]!;
    const legs = (n - k + 1) * n * n + i;
    const row = costs.before[i]!;
    for (let a = 0; a < row.length; a++) {
      const j = row[a]!;
      if (costs.legs[legs + j * n] === 0) continue;
      if (j < 31 ? (low >>> j) & 1 : (high >>> (j - 31)) & 1) continue;
      const cost = labels.cost[label]! + costs.reduced[j * size + i]!;
      if (!(cost + costs.behind[(n - k + 1) * n + j]! <= limit)) continue;
      const legS = model.cost[j * size + i]!;
      const [keptLow, keptHigh] = [low & memory.low[j]!, high & memory.high[j]!];
      const byS = latestArrival(model, j, arriveByS - legS);
      if (byS > -Infinity) labels.add(j, isFed, -byS, cost, keptLow, keptHigh, label);
      if (isFed === 0 || !lunch) continue;
      const hungryByS = latestArrival(model, j, lunchLegLatest(lunch, arriveByS, legS));
      if (hungryByS > -Infinity) labels.add(j, 0, -hungryByS, cost, keptLow, keptHigh, label);
    }
  }

  /** The cheapest whole walk, its stops in driving order; null when none is left. */
  cheapest(): { stops: number[]; cost: number } | null {
    const { labels, model } = this;
    const { n } = model;
    let best = -1;
    let least = Infinity;
    for (let at = labels.firstOf(n, 0); at < labels.firstOf(n + 1, 0); at++) {
      const label = labels.list[at]!;
      const cost = labels.cost[label]! + this.lastLeg(label);
      if (cost < least) [best, least] = [label, cost];
    }
    if (best < 0 || least > this.limit) return null;
    const stops = labels.stopsOf(best);
    return { stops: this.isForward ? stops.reverse() : stops, cost: least };
  }

  /** Cost of the leg that makes a walk of n stops whole; Infinity if it would be late. */
  private lastLeg(label: number): number {
    const { labels, model, costs, endS } = this;
    const { n, size, lunch, startS } = model;
    const i = labels.stop[label]!;
    const isHungry = lunch !== null && labels.isFed[label] === 0;
    if (this.isForward) {
      const finishS = labels.time[label]! + model.serviceS[i]! + model.cost[i * size + n + 1]!;
      const byS = isHungry ? Math.min(endS, lunch.latestS) : endS;
      return finishS <= byS + EPSILON_S ? costs.reduced[i * size + n + 1]! : Infinity;
    }
    const legS = model.cost[n * size + i]!;
    const arriveS = lunch !== null && !isHungry ? lunchLeg(lunch, startS, legS) : startS + legS;
    return arriveS <= -labels.time[label]! + EPSILON_S ? costs.reduced[n * size + i]! : Infinity;
  }
}
