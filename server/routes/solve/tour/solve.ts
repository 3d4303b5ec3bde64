import { createRandom } from '../../../../shared/random.ts';
import { assignmentPrices } from './assignment.ts';
import { Budget } from './budget.ts';
import { Certificate } from './certify.ts';
import { closeDirected } from './closure.ts';
import { type Core, reduce, stopCosts } from './core.ts';
import type { Costs } from './costs.ts';
import { heldKarp, HELD_KARP_MAX } from './heldKarp.ts';
import { neighbours } from './neighbours.ts';
import { checkProblem, orderLength, type RouteAnswer, type RouteProblem } from '../problem.ts';
import { Search } from './search.ts';
import type { Stop } from '../../../../shared/stop.ts';

export interface SolveOptions {
  seed: number;
  stop: Stop;
  /** Called with each better length, at most some times a second. */
  onProgress?: (progress: { length: number; iterations: number }) => void;
}

/** Neighbours a node; 8 to 12 measure alike. */
const NEIGHBOURS = 10;
/** Share of the budget kept for the bound: at least this, and for up to so many nodes as much as it needs, within reason. */
const BOUND_LEAST = 0.2;
const BOUND_MOST = 0.45;
const BOUND_NODES = 5_000;
/** A whole ascent takes about as long as 30 local searches from a greedy start (measured, n 400 to 3,000). */
const ASCENT_SEARCHES = 30;
/** Share for the bound of a tour that is kicked to the end, where there are more nodes than that. */
const BOUND_KICKED = 0.1;
/** Nodes above which branch and bound has not been seen to end within seconds. */
const PROOF_MAX = 200;

/**
 * The shortest order found within the stop rule, and a bound below which no order can be. A plain value in,
 * a plain value out. Throws RouteError when the problem is not well formed.
 */
export function solve(problem: RouteProblem, { seed, stop, onProgress }: SolveOptions): RouteAnswer {
  // Small ones: every order
  checkProblem(problem);
  const costs = stopCosts(problem);
  if (problem.n <= HELD_KARP_MAX) return exact(problem, costs);

  // The symmetric form, and the few nodes each node may be joined to
  const core = reduce(problem);
  const random = createRandom(seed);
  const prices = assignmentPrices(core);
  const near = neighbours(core, NEIGHBOURS, prices);

  // First tours, timed: what is affordable follows from what they cost
  const budget = new Budget(stop);
  const search = new Search(core, near, random, budget, reportTo(onProgress, core, budget));
  const certificate = new Certificate(core, near, budget, prices);
  const kept =
    core.n > BOUND_NODES ? BOUND_LEAST : Math.min(BOUND_MOST, Math.max(BOUND_LEAST, ASCENT_SEARCHES * search.cost));

  // A population and its crossing, which end by themselves; kicks are best in one cooling, so there the bound goes first
  const isCrossed = search.isPopulation(1 - kept);
  if (isCrossed) search.round(1 - kept);

  // The bound
  const left = 1 - budget.share;
  certificate.raise(
    search.found,
    1 - left * (isCrossed ? BOUND_LEAST : 1 - (core.n > BOUND_NODES ? BOUND_KICKED : kept)),
  );

  // Proof or a better tour, in turn, until they meet or the budget is spent
  while (!certificate.proves(search.found.length) && !budget.isOver) {
    const better = core.n <= PROOF_MAX ? certificate.prove(search.found, (1 + budget.share) / 2) : null;
    if (better !== null) search.offer(better.tour, better.length);
    if (!certificate.proves(search.found.length)) search.round(1);
  }
  const order = core.expand(search.found.tour);
  return answer(problem, costs, order, certificate.lowerBound - core.offset, budget.iterations, stop.reason);
}

/** Tells of each shorter length once. */
function reportTo(onProgress: SolveOptions['onProgress'], core: Core, budget: Budget): (length: number) => void {
  let least = Infinity;
  return (length) => {
    if (length >= least) return;
    least = length;
    onProgress?.({ length: length - core.offset, iterations: budget.iterations });
  };
}

/** Up to 13 stops: every order is compared, in effect, within milliseconds. */
function exact(problem: RouteProblem, costs: Costs): RouteAnswer {
  const { n } = problem;
  const between = (a: number, b: number) => costs.between(a, b);
  if ((n < 3 && problem.shape.kind === 'closed') || n < 2) {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    return answer(problem, costs, order, orderLength(problem, between, order), 0, 'proved');
  }
  const given = Float64Array.from({ length: n * n }, (_, k) =>
    k % (n + 1) === 0 ? 0 : between(Math.floor(k / n), k % n),
  );
  const closure = closeDirected(problem, given);
  const { order } = heldKarp(closure.m, (a, b) => closure.matrix[a * closure.m + b]!);
  const stops = closure.open(Array.from(order));
  return answer(problem, costs, stops, orderLength(problem, between, stops), 0, 'proved');
}

function answer(
  problem: RouteProblem,
  costs: Costs,
  order: Int32Array,
  lowerBound: number,
  iterations: number,
  stoppedBy: RouteAnswer['stoppedBy'],
): RouteAnswer {
  const length = orderLength(problem, (a, b) => costs.between(a, b), order);
  const isProved = length - lowerBound <= 1e-9 * Math.abs(length); // the core adds the same costs up in another order
  const bound = isProved ? length : Math.max(0, lowerBound);
  const gapAtMost = isProved ? 0 : bound > 0 ? (length - bound) / bound : Infinity;
  return {
    order,
    length,
    lowerBound: bound,
    gapAtMost,
    provedOptimal: isProved,
    iterations,
    stoppedBy: isProved ? 'proved' : stoppedBy,
  };
}
