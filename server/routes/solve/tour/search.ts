import type { Random } from '../../../../shared/random.ts';
import type { Budget } from './budget.ts';
import { greedyEdge } from './construct.ts';
import type { Core } from './core.ts';
import { IteratedSearch } from './iterated.ts';
import type { Neighbours } from './neighbours.ts';
import { evolve } from './population.ts';

/** How far greedy prices are stretched for a tour unlike the others. */
const NOISE = 0.3;
/** A population's whole life costs about this many times its first local searches (measured, n 200 to 3,000). */
const LIFE = 4;
/** Fewer tours than this cross worse than kicks improve one. */
const FEWEST = 16;
/** A population to begin with; one that has become alike is followed by one twice as large. */
const MOST = 100;
/** Population after population may grow to this. */
const LARGEST = 1_000;

/** Tours timed before anything is decided, and the share of the budget they may take. */
const TIMED = 6;
const TIMED_SHARE = 0.2;

/** Up to this many nodes all that was timed was code not yet compiled: the rest is about three times as fast. */
const COLD = 250;
const COLD_FACTOR = 3;

export interface Found {
  tour: Int32Array;
  length: number;
}

/**
 * The best tour that the budget allows: where it pays for sixteen tours and their crossing, edge assembly
 * crossover of locally optimal tours, and again with twice as many when they have become alike; else chained
 * Lin–Kernighan of one.
 */
export class Search {
  found: Found;
  private readonly core: Core;
  private readonly near: Neighbours;
  private readonly random: Random;
  private readonly budget: Budget;
  private readonly onBest: (length: number) => void;
  private readonly local: IteratedSearch;
  /** Share of the budget that one local search takes. */
  cost = Infinity;
  private size = 0;
  /** Tours made so far for the first population. */
  private pool: Int32Array[] = [];

  constructor(core: Core, near: Neighbours, random: Random, budget: Budget, onBest: (length: number) => void) {
    this.core = core;
    this.near = near;
    this.random = random;
    this.budget = budget;
    this.onBest = onBest;
    this.local = new IteratedSearch(core, near, random, greedyEdge(core, near, random));
    this.found = { tour: this.local.tour.order.slice(), length: this.local.length };
    onBest(this.local.length);
    budget.spend(this.unit);
    // each is timed and the quickest counts: the first ones also warm the compiler
    while (this.pool.length < TIMED && (this.pool.length === 0 || budget.share < TIMED_SHARE))
      this.pool.push(this.another());
  }

  /** Whether so much of the budget pays for a population; else one tour is kicked. */
  isPopulation(until: number): boolean {
    return this.affordable(until) >= FEWEST;
  }

  /** Tours of a population that would live until then. */
  private affordable(until: number): number {
    const cost = this.core.n <= COLD ? this.cost / COLD_FACTOR : this.cost;
    return Math.floor((until - this.budget.share) / (cost * LIFE));
  }

  /** One population until it has become alike, or kicks, but not beyond that share of the budget. */
  round(until: number): void {
    if (!this.isPopulation(until)) this.kick(until);
    else
      this.evolve(this.size === 0 ? Math.min(MOST, this.affordable(until)) : Math.min(LARGEST, 2 * this.size), until);
  }

  /** Takes a tour found elsewhere, if it is shorter. */
  offer(tour: Int32Array, length: number): void {
    this.keep(tour, length);
  }

  private get unit(): number {
    return Math.ceil(this.core.n / 16);
  }

  private another(): Int32Array<ArrayBuffer> {
    const before = this.budget.share;
    this.local.restart(greedyEdge(this.core, this.near, this.random, NOISE));
    this.cost = Math.min(this.cost, Math.max(1e-9, this.budget.spend(this.unit) - before));
    this.keep(this.local.tour.order, this.local.length);
    return this.local.tour.order.slice();
  }

  private keep(tour: Int32Array, length: number): void {
    if (length >= this.found.length) return;
    this.found = { tour: tour.slice(), length };
    this.onBest(length);
  }

  private kick(until: number): void {
    const { local, budget } = this;
    const from = budget.share;
    let made = 0;
    local.restart(this.found.tour);
    local.run((count) => {
      budget.iterations += count - made;
      made = count;
      return (budget.share - from) / Math.max(1e-9, until - from);
    }, this.onBest);
    this.keep(local.tour.order, local.length);
  }

  private evolve(size: number, until: number): void {
    const { core, near, random, budget } = this;
    const half = (budget.share + until) / 2;
    this.size = size;
    const tours = [this.found.tour.slice(), ...this.pool];
    this.pool = [];
    while (tours.length < size && budget.share < half) tours.push(this.another());
    const unit = Math.ceil(core.n / 200);
    const { best, length } = evolve(core, near, random, tours, () => budget.spend(unit) >= until, this.onBest);
    this.keep(best, length);
  }
}
