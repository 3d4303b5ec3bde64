import { createRandom } from '../../../shared/random.ts';
import { greedyEdge } from './construct.ts';
import { closeDirected, reduce, stopCosts } from './core.ts';
import type { Costs } from './costs.ts';
import { heldKarp, HELD_KARP_MAX } from './heldKarp.ts';
import { IteratedSearch } from './iterated.ts';
import { neighbours } from './neighbours.ts';
import { checkProblem, orderLength, type RouteAnswer, type RouteProblem } from './problem.ts';
import type { Stop } from './stop.ts';

export interface SolveOptions {
  seed: number;
  stop: Stop;
  /** Called with each better length, at most some times a second. */
  onProgress?: (progress: { length: number; iterations: number }) => void;
}

/** Neighbours a node; 8 to 12 measure alike. */
const NEIGHBOURS = 10;

/**
 * The shortest order found within the stop rule, and a bound below which no order can be. A plain value in,
 * a plain value out. Throws RouteError when the problem is not well formed.
 */
export function solve(problem: RouteProblem, { seed, stop, onProgress }: SolveOptions): RouteAnswer {
  checkProblem(problem);
  const costs = stopCosts(problem);
  if (problem.n <= HELD_KARP_MAX) return exact(problem, costs);
  const core = reduce(problem);
  const random = createRandom(seed);
  const near = neighbours(core, NEIGHBOURS);
  const search = new IteratedSearch(core, near, random, greedyEdge(core, near, random));
  const iterations = search.run((kicks) => stop.spent(kicks));
  onProgress?.({ length: search.length, iterations });
  return answer(problem, costs, core.expand(search.tour.order), 0, iterations, stop.reason);
}

/** Up to 13 stops: every order is compared, in effect, within milliseconds. */
function exact(problem: RouteProblem, costs: Costs): RouteAnswer {
  const { n } = problem;
  const between = (a: number, b: number) => costs.between(a, b);
  if (n < 3 && problem.shape.kind === 'closed' || n < 2) {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    return answer(problem, costs, order, orderLength(problem, between, order), 0, 'proved');
  }
  const given = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 0 : between(Math.floor(k / n), k % n)));
  const closure = closeDirected(problem, given);
  const { order } = heldKarp(closure.m, (a, b) => closure.matrix[a * closure.m + b]!);
  const stops = closure.open(Array.from(order));
  return answer(problem, costs, stops, orderLength(problem, between, stops), 0, 'proved');
}

function answer(
  problem: RouteProblem, costs: Costs, order: Int32Array, lowerBound: number, iterations: number, stoppedBy: RouteAnswer['stoppedBy'],
): RouteAnswer {
  const length = orderLength(problem, (a, b) => costs.between(a, b), order);
  const bound = Math.min(lowerBound, length);
  const gapAtMost = length === bound ? 0 : bound > 0 ? (length - bound) / bound : Infinity;
  return { order, length, lowerBound: bound, gapAtMost, provedOptimal: length === bound, iterations, stoppedBy };
}
