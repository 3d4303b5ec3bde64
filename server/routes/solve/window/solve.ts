import type { Random } from '../../../../shared/random.ts';
import type { Stop } from '../../../../shared/stop.ts';
import { anneal } from './anneal.ts';
import type { WindowPrices } from './bound.ts';
import { pricesBelow, windowPrices } from './bound.ts';
import { windowDynamic } from './dynamic.ts';
import { solveFree } from './free.ts';
import type { Judged } from './late.ts';
import { annealLate, isBetter, judgeOrder } from './late.ts';
import type { WindowModel } from './model.ts';
import { MEMORY_STOPS } from './memory.ts';
import { EPSILON_S, MUST } from './model.ts';
import { prove } from './prove.ts';
import { treeBound } from './tree.ts';

export interface ModelAnswer extends Judged {
  provedOptimal: boolean;
  /** No order without lateness can have less travel than this. */
  lowerBound: number;
  iterations: number;
}

export interface ModelOptions {
  random: Random;
  stop: Stop;
  onBest?: (best: Judged) => void;
}

/** A stop rule that never ends would be a hang: after this many iterations (minutes of work) a solve ends anyway. */
const MOST_ITERATIONS = 2_000_000;

/**
 * The best order of a model's stops: least lateness, then least weight left out, then least cost.
 * First ruin and recreate, hard where nobody need be late; then dynamic programming, which proves small and tight
 * days optimal and otherwise finds the best order near the one found; then both again until the stop rule ends it.
 */
export function solveModel(model: WindowModel, options: ModelOptions): ModelAnswer {
  const free = solveFree(model, options.stop);
  if (free) options.onBest?.(free);
  return free ?? new Solve(model, options).run();
}

class Solve {
  private readonly model: WindowModel;
  private readonly options: ModelOptions;
  private iterations = 0;
  private best: Judged;
  private isProved = false;
  /** The order that dynamic programming was last begun from, and whether with many labels. */
  private examined: Judged | null = null;
  private isExaminedWidely = false;
  /** No order in time of all stops costs less. */
  private walkBound = 0;
  /** Rounds in a row that found nothing better. */
  private stale = 0;
  private readonly hardPrices: WindowPrices;
  private readonly isSimple: boolean;

  constructor(model: WindowModel, options: ModelOptions) {
    this.model = model;
    this.options = options;
    this.best = this.firstOrder();
    this.hardPrices = windowPrices(model, (v) => model.skipWeight[v]! < MUST, true);
    this.isSimple = model.finishWeight === 0 && model.pinnedAt.every((p) => p < 0);
  }

  run(): ModelAnswer {
    const { n } = this.model;
    for (let round = 0; !this.isProved && !this.isDone(); round++) {
      const before = this.best;
      const length = coolingLength(n, round);

      // Ruin and recreate: hard where nobody need be late, else with lateness
      if (this.isSimple && (round === 0 || this.isOnTime())) this.annealHard(length, round);
      if (!this.isSimple || !this.isOnTime()) this.annealSoft(Math.ceil(length / 4));

      // A proof, once there is a good order to measure against; where the assignment bound is near, what follows is quicker
      if (round === (this.isBoundWeak() ? 1 : LAST_RESORT)) this.proveBest();

      // The best order near the best one, or of all
      if (!this.isProved) this.improveExactly(round);
      this.stale = this.best === before ? this.stale + 1 : 0;
      if (n <= 1) this.isProved = true;
    }
    return { ...this.best, provedOptimal: this.isProved, lowerBound: this.lowerBound(), iterations: this.iterations };
  }

  /** The best bound of several. */
  private lowerBound(): number {
    const { model, best, hardPrices } = this;
    if (!this.isOnTime() || this.isProved) return best.cost;
    const isAllServed = model.skipWeight.every((weight) => weight >= MUST);
    const tree = isAllServed ? treeBound(model, hardPrices, best.cost) : 0;
    return Math.min(best.cost, Math.max(hardPrices.bound, tree, isAllServed ? this.walkBound : 0));
  }

  /** By walks, where all stops are served in time: then an order that leaves one out is worse, however short. */
  private proveBest(): void {
    const { model, best, options } = this;
    if (!this.isSimple || best.order.length < model.n || best.lateS > EPSILON_S || model.n > MEMORY_STOPS) return;
    const prices = pricesBelow(
      model,
      () => false,
      windowPrices(model, () => false, true),
      best.cost,
    );
    const proof = prove(model, prices, best.cost, () => options.stop.done(this.iterations));
    this.walkBound = proof.bound;
    if (proof.order) this.accept(judgeOrder(model, proof.order));
    this.isProved = proof.isComplete;
  }

  private isBoundWeak(): boolean {
    return this.best.cost > WEAK_BOUND * this.hardPrices.bound;
  }

  private isOnTime(): boolean {
    return this.best.lateS <= EPSILON_S && this.best.skippedWeight < MUST;
  }

  private isDone = (): boolean => this.iterations >= MOST_ITERATIONS || this.options.stop.done(this.iterations);

  private countedDone = (): boolean => {
    this.iterations++;
    return (this.iterations & 15) === 0 && this.isDone();
  };

  /** All stops by when they close: an answer, whatever the stop rule says. */
  private firstOrder(): Judged {
    const { n, firstWindow, toS, fromS, pinnedAt } = this.model;
    const closes = (v: number) => toS[firstWindow[v + 1]! - 1]!;
    const opens = (v: number) => fromS[firstWindow[v]!]!;
    const all = Array.from({ length: n }, (_, v) => v).sort(
      (a, b) => closes(a) - closes(b) || opens(a) - opens(b) || a - b,
    );
    const order: number[] = [];
    const free = all.filter((v) => pinnedAt[v]! < 0);
    for (let position = 0; position < n; position++) {
      const due = all.find((v) => pinnedAt[v] === position);
      if (due !== undefined) order.push(due);
      else if (free.length > 0) order.push(free.shift()!);
    }
    return judgeOrder(this.model, order);
  }

  private accept(judged: Judged): boolean {
    if (!isBetter(judged, this.best)) return false;
    this.best = judged;
    this.options.onBest?.(judged);
    return true;
  }

  private annealHard(iterations: number, round: number): void {
    const { model, options } = this;
    const leg = this.best.cost / (model.n + 1);
    const isFresh = round === 0 || model.n <= FRESH_STOPS;
    const placed = anneal(model, this.isOnTime() && !isFresh ? this.best.order : [], {
      random: options.random,
      isDone: this.countedDone,
      iterations,
      most: Math.min(isFresh ? 20 : 10, Math.max(3, model.n >> 1)),
      hot: leg * (isFresh ? 0.3 : 0.1 * 0.5 ** (this.stale % 3)),
      cold: leg * 0.005,
    });
    if (placed.skippedWeight < MUST) this.accept(judgeOrder(model, placed.order));
    else if (!this.isOnTime())
      this.accept(judgeOrder(model, [...placed.order, ...placed.skipped.filter((v) => model.skipWeight[v]! >= MUST)]));
  }

  private annealSoft(iterations: number): void {
    this.accept(
      annealLate(this.model, this.best.order, { random: this.options.random, isDone: this.countedDone, iterations }),
    );
  }

  /** Dynamic programming around the best order, wider each round; ends the search if it was exact. */
  private improveExactly(round: number): void {
    const { model, options, best } = this;
    const isHard = this.isOnTime();
    const isSmall = model.n <= FRESH_STOPS;
    const isWide = isSmall && this.stale >= 2;
    if (round > 1 && best === this.examined && !(isWide && !this.isExaminedWidely)) return;
    this.examined = best;
    this.isExaminedWidely = isWide;
    if (model.n > EXACT_STOPS && isHard && this.isBoundWeak()) return;
    const isOptional = (v: number) => model.skipWeight[v]! < MUST;
    const prices = !isHard
      ? windowPrices(model, isOptional, false)
      : isSmall
        ? pricesBelow(model, isOptional, this.hardPrices, best.cost)
        : this.hardPrices;
    const isExact = model.n <= EXACT_STOPS;
    const reach = isExact ? model.n : Math.min(isWide ? 31 : 8 + (isSmall ? 6 : 2) * round, 31, model.n);
    const labelsInLayer = isExact ? 300_000 : isWide ? 4000 : 1000;
    const left = Array.from({ length: model.n }, (_, v) => v).filter((v) => !best.order.includes(v));
    const answer = windowDynamic(model, [...best.order, ...left], {
      reach: Math.max(1, reach),
      labelsInLayer,
      isHard,
      prices,
      better: best,
      isDone: () => options.stop.done(this.iterations),
    });
    if (answer.order) this.accept(judgeOrder(model, answer.order));
    this.isProved = answer.isComplete;
  }
}

/**
 * Up to so many stops every cooling begins anew: of 30 runs of 1 s on five hard instances of 35 to 50 stops 19 then end at the
 * best known, with two in three anew 16. Coolings of 25,000: of 40,000 it is 13, of 15,000 14.
 */
const FRESH_STOPS = 60;

/** Ruins and recreates in a cooling: a quick one first, so that there is an answer; then each longer, up to a most. */
function coolingLength(n: number, round: number): number {
  const stops = Math.max(20, n);
  if (round === 0) return 20 * stops;
  return n <= FRESH_STOPS
    ? Math.min(200 * stops * round, 25_000)
    : Math.min(60 * stops * round, Math.max(15_000, 120 * stops));
}

/** Orders this much above the assignment bound leave too many labels: the time is better spent on ruins (measured on city days). */
const WEAK_BOUND = 1.15;

/** The round in which a proof is tried although the assignment bound is near. */
const LAST_RESORT = 5;

/** Up to so many stops the dynamic programme goes over all orders: 2^14 sets. */
const EXACT_STOPS = 14;
