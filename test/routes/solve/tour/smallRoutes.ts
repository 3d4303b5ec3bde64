import { createRandom } from '../../../../shared/random.ts';
import { stopCosts } from '../../../../server/routes/solve/tour/core.ts';
import { orderLength, type RouteProblem, type RouteShape } from '../../../../server/routes/solve/problem.ts';

/** Whole costs 1 to 100; a symmetric matrix when asked. */
export function randomMatrix(seed: number, n: number, symmetric: boolean): RouteProblem['cost'] {
  const random = createRandom(seed);
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      if (i !== j) cost[i * n + j] = symmetric && j < i ? cost[j * n + i]! : 1 + random.int(100);
  }
  return { kind: 'matrix', cost, symmetric };
}

export function randomPoints(seed: number, n: number, metric: 'euc2d' | 'euclid'): RouteProblem['cost'] {
  const random = createRandom(seed);
  const coordinates = () => Float64Array.from({ length: n }, () => 1000 * random.next());
  return { kind: 'points', x: coordinates(), y: coordinates(), metric };
}

export function closed(cost: RouteProblem['cost'], n: number): RouteProblem {
  return { n, cost, shape: { kind: 'closed' } };
}

/** The length of an order by the problem's own costs. */
export function lengthOf(problem: RouteProblem, order: ArrayLike<number>): number {
  const costs = stopCosts(problem);
  return orderLength(problem, (a, b) => costs.between(a, b), order);
}

/** The least length over every order that keeps the ends. */
export function leastOfAll(problem: RouteProblem): number {
  let least = Infinity;
  const { n, shape } = problem;
  const visit = (order: number[], rest: number[]): void => {
    if (rest.length === 0 && keepsEnds(shape, order)) least = Math.min(least, lengthOf(problem, order));
    for (const stop of rest)
      visit(
        [...order, stop],
        rest.filter((other) => other !== stop),
      );
  };
  if (shape.kind === 'closed')
    visit(
      [0],
      Array.from({ length: n - 1 }, (_, i) => i + 1),
    );
  else
    visit(
      [],
      Array.from({ length: n }, (_, i) => i),
    );
  return least;
}

export function keepsEnds(shape: RouteShape, order: ArrayLike<number>): boolean {
  if (shape.kind === 'closed') return true;
  return (
    (shape.start === undefined || order[0] === shape.start) &&
    (shape.end === undefined || order[order.length - 1] === shape.end)
  );
}

export function isEveryStopOnce(order: ArrayLike<number>, n: number): boolean {
  return (
    order.length === n &&
    new Set(Array.from(order)).size === n &&
    Array.from(order).every((stop) => stop >= 0 && stop < n)
  );
}
