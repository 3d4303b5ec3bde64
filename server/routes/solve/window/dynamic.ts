import type { WindowPrices } from './bound.ts';
import { WindowLabels, WindowStates } from './labels.ts';
import type { WindowModel } from './model.ts';
import { EPSILON_S, MUST, serviceStart } from './model.ts';
import { WindowPins } from './pins.ts';
import { finishStep, stepTo } from './step.ts';

export interface DynamicOptions {
  /** A stop may move ahead of at most reach − 1 stops that stand before it in the given order; 1 … 31. */
  reach: number;
  /** Labels kept in a layer; the worst beyond are dropped. */
  labelsInLayer: number;
  /** Lateness is refused (true) or counted before everything else (false). */
  isHard: boolean;
  /** Only answers better than this are looked for: lateness and left-out stops weighed together, then cost. */
  better: { primary: number; cost: number };
  prices: WindowPrices;
  isDone: () => boolean;
}

export interface DynamicAnswer {
  /** Stops in their order; null if nothing better than `better` was found. */
  order: number[] | null;
  primary: number;
  cost: number;
  /** Nothing was dropped and no move was out of reach: what was found (or not found) holds for all orders. */
  isComplete: boolean;
}

/** How much a second of lateness weighs against the weights of all optional stops together. */
export function latenessWeight(model: WindowModel): number {
  let sum = 1;
  for (let v = 0; v < model.n; v++) if (model.skipWeight[v]! < MUST) sum += model.skipWeight[v]!;
  return sum;
}

/**
 * The best order near a given one, exactly: dynamic programming over orders in which stop `given[i]` comes before
 * `given[j]` whenever i + reach ≤ j (Balas & Simonetti 2001, 'Linear time dynamic-programming algorithms for new classes of
 * restricted TSPs'), with labels of time and cost instead of one value a state, and without those that the assignment
 * bound shows to end no better than `better`. With a reach of all stops it is the exact algorithm (Held–Karp with time).
 */
export function windowDynamic(model: WindowModel, given: readonly number[], options: DynamicOptions): DynamicAnswer {
  return new Dynamic(model, given, options).solve();
}

class Dynamic {
  private readonly labels = new WindowLabels();
  private readonly states = new WindowStates(this.labels);
  private readonly places: number;
  private readonly lateWeight: number;
  /** An answer must be better than `better.cost` by this: whole costs differ by 1, others by more than rounding. */
  private readonly margin: number;
  private readonly pins: WindowPins;
  /** Latest departure from anywhere that still reaches place i in time. */
  private readonly leaveBy: Float64Array;
  private readonly model: WindowModel;
  private readonly given: readonly number[];
  private readonly options: DynamicOptions;
  private isComplete = true;

  constructor(model: WindowModel, given: readonly number[], options: DynamicOptions) {
    this.model = model;
    this.given = given;
    this.options = options;
    this.places = given.length;
    this.lateWeight = latenessWeight(model);
    const isWhole = model.finishWeight === 0 && model.cost.every((c) => c === Infinity || Number.isInteger(c));
    this.margin = isWhole ? 1 - 1e-6 : 1e-6;
    this.pins = new WindowPins(model, given);
    this.leaveBy = Float64Array.from(given, (v) => {
      let least = Infinity;
      for (let w = 0; w <= model.n; w++) if (w !== v) least = Math.min(least, model.cost[w * model.size + v]!);
      return (options.prices.latestS?.[v] ?? model.toS[model.firstWindow[v + 1]! - 1]!) - least;
    });
  }

  solve(): DynamicAnswer {
    const { labels } = this;
    let first = this.root();
    for (let layer = 0; layer < this.places; layer++) {
      const end = labels.count;
      this.states.clear();
      for (let label = first; label < end; label++) {
        if (labels.isDead[label]) continue;
        if ((label & 255) === 0 && this.options.isDone())
          return { order: null, ...this.options.better, isComplete: false };
        this.extendAll(label);
      }
      first = end;
      this.keepBest(first);
    }
    let best = -1;
    let { primary, cost } = this.options.better;
    for (let label = first; label < labels.count; label++) {
      if (labels.isDead[label]) continue;
      const end = this.finish(label);
      if (end.primary < primary - EPSILON_S || (end.primary <= primary + EPSILON_S && end.cost < cost - this.margin)) {
        best = label;
        ({ primary, cost } = end);
      }
    }
    return { order: best < 0 ? null : this.orderOf(best), primary, cost, isComplete: this.isComplete };
  }

  private root(): number {
    const { labels, model } = this;
    const label = labels.push();
    labels.mask[label] = labels.base[label] = labels.served[label] = labels.primary[label] = labels.cost[label] = 0;
    labels.last[label] = labels.parent[label] = labels.next[label] = -1;
    labels.isFed[label] = model.lunch ? 0 : 1;
    labels.departS[label] = model.startS;
    labels.bound[label] = this.options.prices.bound;
    return label;
  }

  private extendAll(label: number): void {
    const { labels, model, given } = this;
    const base = labels.base[label]!;
    const mask = labels.mask[label]!;
    const limit = Math.min(this.places, base + this.options.reach);
    for (let place = base; place < limit; place++) {
      if (place > base && (mask >>> (place - base - 1)) & 1) continue;
      if (!this.pins.mayServe(place, labels.served[label]!, base, mask)) continue;
      this.extend(label, place, false);
      if (!labels.isFed[label]) this.extend(label, place, true);
    }
    if (model.skipWeight[given[base]!]! < MUST) this.skip(label);
    if (this.isComplete && limit < this.places) this.isComplete = !this.isMoveOutOfReach(label, limit);
  }

  /** Whether serving a place at or beyond `limit` next could lead to something better: then the answer is only near-best. */
  private isMoveOutOfReach(label: number, limit: number): boolean {
    const { labels, model, given, options } = this;
    const base = labels.base[label]!;
    const from = this.nodeOf(labels.last[label]!);
    for (let place = limit; place < this.places; place++) {
      const v = given[place]!;
      if (
        labels.bound[label]! + options.prices.reduced[from * model.size + v]! >= options.better.cost - this.margin &&
        labels.primary[label]! >= options.better.primary
      )
        continue;
      if (!options.isHard || model.skipWeight[given[base]!]! < MUST) return true;
      const departS =
        serviceStart(model, v, labels.departS[label]! + model.cost[from * model.size + v]!) + model.serviceS[v]!;
      if (departS <= this.leaveBy[base]! + EPSILON_S) return true;
    }
    return false;
  }

  private nodeOf(place: number): number {
    return place < 0 ? this.model.n : this.given[place]!;
  }

  private extend(parent: number, place: number, withLunch: boolean): void {
    const { labels, model, options } = this;
    const v = this.given[place]!;
    const leg = this.nodeOf(labels.last[parent]!) * model.size + v;
    const bound = labels.bound[parent]! + options.prices.reduced[leg]!;
    if (bound === Infinity) return;
    const step = stepTo(model, labels.departS[parent]!, model.cost[leg]!, v, withLunch);
    if (step.departS === Infinity || (options.isHard && step.lateS > 0)) return;
    const primary = labels.primary[parent]! + step.lateS * this.lateWeight;
    let base = labels.base[parent]!;
    let mask = labels.mask[parent]!;
    if (place > base) mask |= 1 << (place - base - 1);
    else {
      for (base++; mask & 1; base++) mask >>>= 1;
      mask >>>= 1;
    }
    this.add(
      parent,
      base,
      mask,
      place,
      labels.isFed[parent]! | (withLunch ? 1 : 0),
      labels.served[parent]! + this.pins.step,
      step.departS,
      primary,
      labels.cost[parent]! + model.cost[leg]!,
      bound,
    );
  }

  private skip(parent: number): void {
    const { labels, model, given } = this;
    let base = labels.base[parent]!;
    let mask = labels.mask[parent]!;
    const v = given[base]!;
    for (base++; mask & 1; base++) mask >>>= 1;
    mask >>>= 1;
    this.add(
      parent,
      base,
      mask,
      labels.last[parent]!,
      labels.isFed[parent]!,
      labels.served[parent]!,
      labels.departS[parent]!,
      labels.primary[parent]! + model.skipWeight[v]!,
      labels.cost[parent]!,
      labels.bound[parent]! + this.options.prices.reduced[v * model.size + v]!,
    );
  }

  private add(
    parent: number,
    base: number,
    mask: number,
    last: number,
    isFed: number,
    served: number,
    departS: number,
    primary: number,
    cost: number,
    bound: number,
  ): void {
    const { labels, states, options, model } = this;
    const least = primary + this.comingLoss(base, mask, departS);
    if (least > options.better.primary + EPSILON_S) return;
    const atEnd = bound + model.finishWeight * (departS - model.startS);
    if (least >= options.better.primary - EPSILON_S && atEnd >= options.better.cost - this.margin) return;
    const slot = states.slot(mask, last, isFed, served);
    let before = -1;
    for (let other = states.head(slot); other >= 0; other = labels.next[other]!) {
      const isEarlier = labels.departS[other]! <= departS;
      const isBetter =
        labels.primary[other]! < primary || (labels.primary[other] === primary && labels.cost[other]! <= cost);
      if (isEarlier && isBetter) return;
      const isWorse =
        labels.primary[other]! > primary || (labels.primary[other] === primary && labels.cost[other]! >= cost);
      if (labels.departS[other]! >= departS && isWorse) labels.isDead[other] = 1; // stays in the list: it ends no search
      before = other;
    }
    const label = labels.push();
    labels.mask[label] = mask;
    labels.base[label] = base;
    labels.last[label] = last;
    labels.isFed[label] = isFed;
    labels.served[label] = served;
    labels.departS[label] = departS;
    labels.primary[label] = primary;
    labels.cost[label] = cost;
    labels.bound[label] = bound;
    labels.parent[label] = parent;
    labels.next[label] = -1;
    if (before < 0) states.setHead(slot, label);
    else labels.next[before] = label;
  }

  /** The least that unserved places lose, leaving at `departS`: lateness, or being left out; Infinity if that is refused. */
  private comingLoss(base: number, mask: number, departS: number): number {
    const { leaveBy, given, options, model } = this;
    const limit = options.isHard ? Math.min(this.places, base + options.reach) : this.places;
    let loss = 0;
    for (let place = base; place < limit; place++) {
      const lateS = departS - leaveBy[place]!;
      if (lateS <= EPSILON_S) continue;
      if (place > base && place - base < 32 && (mask >>> (place - base - 1)) & 1) continue;
      const weight = model.skipWeight[given[place]!]!;
      const late = options.isHard ? Infinity : lateS * this.lateWeight;
      loss += weight < MUST ? Math.min(weight, late) : late;
    }
    return loss;
  }

  private finish(label: number): { primary: number; cost: number } {
    const { labels, model, options } = this;
    const leg = this.nodeOf(labels.last[label]!) * model.size + model.n + 1;
    const end = finishStep(model, labels.departS[label]!, model.cost[leg]!, labels.isFed[label] === 1);
    if (options.isHard && end.lateS > 0) return { primary: Infinity, cost: Infinity };
    return {
      primary: labels.primary[label]! + end.lateS * this.lateWeight,
      cost: labels.cost[label]! + model.cost[leg]! + model.finishWeight * (end.departS - model.startS),
    };
  }

  private keepBest(first: number): void {
    const { labels } = this;
    const alive: number[] = [];
    for (let label = first; label < labels.count; label++) if (!labels.isDead[label]) alive.push(label);
    if (alive.length <= this.options.labelsInLayer) return;
    this.isComplete = false;
    alive.sort((a, b) => labels.primary[a]! - labels.primary[b]! || labels.bound[a]! - labels.bound[b]! || a - b);
    for (let k = this.options.labelsInLayer; k < alive.length; k++) labels.isDead[alive[k]!] = 1;
  }

  private orderOf(label: number): number[] {
    const { labels } = this;
    const order: number[] = [];
    for (let at = label; labels.parent[at]! >= 0; at = labels.parent[at]!) {
      if (labels.last[at] !== labels.last[labels.parent[at]!]) order.push(this.given[labels.last[at]!]!);
    }
    return order.reverse();
  }
}
