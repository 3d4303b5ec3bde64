// Pure: a length below which no calendar can be, by prices on visits and the cheapest routes that may pass a place again.
import type { Stop } from '../../../shared/stop.ts';
import { PricedRoutes } from './pricedRoutes.ts';
import type { CalendarProblem } from './problem.ts';

/** Rounds without a better bound before steps are halved, and when they have become too small to matter. */
const PATIENCE = 20;
const LEAST_STEP = 0.01;

export interface BoundQuestion {
  problem: Pick<CalendarProblem, 'n' | 'travel' | 'load' | 'service' | 'capacity' | 'workLimit'>;
  /** How often each retailer is visited; visits[0] is 0. */
  visits: Float64Array;
  routes: number;
  /** Whether no route may be empty: a price on routes may then be a reward. */
  areAllUsed: boolean;
  /** The length of a calendar. */
  best: number;
}

/**
 * Days are forgotten: retailer i is visited `visits[i]` times by at most `routes` routes that keep the capacity and may come
 * back to a retailer, though not at once (q-routes without 2-cycles). Any prices give a bound (Christofides, Mingozzi, Toth 1981;
 * the ascent as in Baldacci, Christofides, Mingozzi 2008): u_i = λ_i + w_i · min over routes through i of (cost − μ) / load,
 * since then no route earns more than it costs; the bound is Σ visits · u + routes · μ.
 */
export function lowerBound({ problem, visits, routes, areAllUsed, best }: BoundQuestion, stop: Stop): number {
  const priced = new PricedRoutes(problem, visits);
  const price = new Float64Array(problem.n + 1);
  let perRoute = 0;
  let bound = 0;
  let [step, stale] = [1, 0];
  for (let round = 0; !stop.done(round) && step > LEAST_STEP; round++) {
    priced.price(price, perRoute);

    // The bound of these prices
    let sum = routes * perRoute;
    for (const i of priced.nodes) sum += visits[i]! * (price[i]! + priced.gain[i]!);
    if (sum > bound + 1e-9 * Math.abs(bound)) [bound, stale] = [sum, 0];
    else if (++stale % PATIENCE === 0) step /= 2;
    if (bound >= best * (1 - 1e-9)) return best;

    // A step towards visits as often as asked, by as many routes as there are
    const used = priced.usage(visits);
    let norm = (used.routes - routes) ** 2 * (areAllUsed || perRoute < 0 || used.routes > routes ? 1 : 0);
    for (const i of priced.nodes) norm += (visits[i]! - used.visits[i]!) ** 2;
    if (norm < 1e-12) break;
    const length = (step * Math.max(best - sum, 0.002 * best)) / norm;
    for (const i of priced.nodes) price[i]! += length * (visits[i]! - used.visits[i]!);
    perRoute += length * (routes - used.routes);
    if (!areAllUsed && perRoute > 0) perRoute = 0;
  }
  return Math.max(0, bound);
}

/** How often each retailer is visited whatever is chosen. */
export function leastVisits({ choices }: CalendarProblem): Float64Array {
  return Float64Array.from(choices, fewest);
}

function fewest(choices: CalendarProblem['choices'][number]): number {
  if (choices.length === 0) return 0;
  return Math.min(...choices.map(({ slots }) => slots.filter((slot) => slot.skipCost === Infinity).length));
}
