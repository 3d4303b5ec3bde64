import type { Random } from '../../../shared/random.ts';
import type { Budget } from './budget.ts';
import { greedyEdge } from './construct.ts';
import type { Core } from './core.ts';
import { IteratedSearch } from './iterated.ts';
import type { Neighbours } from './neighbours.ts';
import { evolve } from './population.ts';

/** How far greedy prices are stretched for a tour unlike the others. */
const NOISE = 0.3;
/** A population's whole life costs about this many times its first local searches (measured, n 200 to 3,000). */
const LIFE = 6;
/** Fewer tours than this cross worse than kicks improve one. */
const FEWEST = 20;
/** More bring nothing at 0.00 %. */
const MOST = 200;
/** Tours to begin with where the budget cannot be measured yet, by n. */
const KICKED_SHARE = 1;

export interface Found {
  tour: Int32Array;
  length: number;
}

/**
 * The best tour within `until` of the budget: where it pays for twenty tours and their crossing, edge assembly
 * crossover of locally optimal tours, and again with twice as many when they have become alike; else chained
 * Lin–Kernighan of one.
 */
export function search(core: Core, near: Neighbours, random: Random, budget: Budget, until: number, onBest: (length: number) => void): Found {
  const from = budget.share;
  const local = new IteratedSearch(core, near, random, greedyEdge(core, near, random));
  const each = Math.ceil(core.n / 16);
  const before = budget.spend(each);
  onBest(local.length);
  local.restart(greedyEdge(core, near, random, NOISE)); // the second is timed: the first also warms the compiler
  const cost = Math.max(budget.spend(each) - before, 1e-9);
  const size = Math.min(MOST, Math.floor((until - from) / (cost * LIFE)));
  if (size >= FEWEST && core.n >= 8) return population(core, near, random, local, size, budget, until, onBest);
  return kicks(local, budget, until * KICKED_SHARE, onBest);
}

function kicks(local: IteratedSearch, budget: Budget, until: number, onBest: (length: number) => void): Found {
  const from = budget.share;
  let made = 0;
  local.run((count) => {
    budget.iterations += count - made;
    made = count;
    return (budget.share - from) / Math.max(1e-9, until - from);
  }, onBest);
  return { tour: local.tour.order.slice(), length: local.length };
}

function population(
  core: Core, near: Neighbours, random: Random, local: IteratedSearch, size: number, budget: Budget, until: number, onBest: (length: number) => void,
): Found {
  const tours = [local.tour.order.slice()];
  while (tours.length < size && budget.share < until / 2) {
    local.restart(greedyEdge(core, near, random, NOISE));
    budget.spend(Math.ceil(core.n / 16));
    tours.push(local.tour.order.slice());
  }
  const each = Math.ceil(core.n / 200);
  const { best, length } = evolve(core, near, random, tours, () => budget.spend(each) >= until, onBest);
  return { tour: best, length };
}
