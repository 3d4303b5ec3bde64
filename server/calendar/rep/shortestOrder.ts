// Pure: a day's stops in the shortest order, where no opening hours have a say.
import { afterIterations } from '../../../shared/stop.ts';
import { solve } from '../../routes/solve/tour/solve.ts';
import type { CalendarProblem } from '../solve/problem.ts';

/** A day of 25 stops is at its best long before. */
const KICKS = 200;

/** The order given where it is as short, or where hours are to be kept: the search has seen to those. */
export function shortestOrder(
  { n, travel, hours }: CalendarProblem,
  day: number,
  order: readonly number[],
  seed: number,
): number[] {
  if (hours || order.length < 4) return [...order];
  const nodes = [0, ...order];
  const size = n + 1;
  const m = nodes.length;
  const cost = Float64Array.from(
    { length: m * m },
    (_, k) => travel[nodes[Math.floor(k / m)]! * size + nodes[k % m]!]!,
  );
  const symmetric = cost.every((way, k) => way === cost[(k % m) * m + Math.floor(k / m)]);
  const shape = { kind: 'closed' } as const;
  const answer = solve(
    { n: m, cost: { kind: 'matrix', cost, symmetric }, shape },
    { seed: seed + day, stop: afterIterations(KICKS) },
  );
  const before = nodes.reduce((sum, _, k) => sum + cost[k * m + ((k + 1) % m)]!, 0);
  return answer.length < before - 1e-9 ? Array.from(answer.order.subarray(1), (k) => nodes[k]!) : [...order];
}
