// Pure: a day's work shared out to its retailers, for bounds that count by retailer.
import type { CalendarProblem } from './problem.ts';

/** Half of the two shortest ways of a place: no order can make its share of a route less. */
export function leastWays({ n, travel }: Pick<CalendarProblem, 'n' | 'travel'>, i: number): number {
  let [first, second] = [Infinity, Infinity];
  for (let j = 0; j <= n; j++) {
    if (j === i) continue;
    const way = Math.min(travel[i * (n + 1) + j]!, travel[j * (n + 1) + i]!);
    if (way < first) [first, second] = [way, first];
    else if (way < second) second = way;
  }
  return second < Infinity ? (first + second) / 2 : 0;
}

/** Each retailer's service and least ways, and what is left for them of `limit`: a route that keeps it keeps this too. */
export function sharedWork(problem: CalendarProblem, limit: number): { load: Float64Array; capacity: Float64Array } {
  return {
    load: Float64Array.from(problem.service, (service, i) => (i === 0 ? 0 : service + leastWays(problem, i))),
    capacity: new Float64Array(problem.days).fill(limit - leastWays(problem, 0)),
  };
}
