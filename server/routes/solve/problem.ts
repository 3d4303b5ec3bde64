import { sentenceOf, type FieldReason } from '../../../shared/problems/problems.ts';
import type { InBoth } from '../../../shared/problems/say.ts';
import type { Stop } from '../../../shared/stop.ts';
import { SaidError } from '../../saidError.ts';

/**
 * How two points are measured. `euclid` is exact; `haversine` takes x = lng, y = lat in degrees and answers
 * metres; the rest are TSPLIB95's integer functions (Reinelt, "TSPLIB 95", section 2).
 */
export type Metric = 'euclid' | 'euc2d' | 'ceil2d' | 'man2d' | 'max2d' | 'att' | 'geo' | 'haversine';

export type RouteCost =
  | { kind: 'points'; x: Float64Array; y: Float64Array; metric: Metric }
  /** Row-major n × n: `cost[i * n + j]` is the cost from i to j; Infinity where there is no way; the diagonal is not read. */
  | { kind: 'matrix'; cost: Float64Array; symmetric: boolean };

/** `closed` comes back to where it began; an `open` path may have either end pinned. */
export type RouteShape = { kind: 'closed' } | { kind: 'open'; start?: number; end?: number };

export interface RouteProblem {
  n: number;
  cost: RouteCost;
  shape: RouteShape;
}

export interface RouteAnswer {
  /** Every stop once, in driving order; begins at the pinned start, or at stop 0 of a closed tour. */
  order: Int32Array;
  /** Cost of the order by the problem's own measure; Infinity if every order found uses a missing way. */
  length: number;
  /** No order can be shorter than this. */
  lowerBound: number;
  /** (length − lowerBound) / lowerBound; 0 when both are 0. */
  gapAtMost: number;
  provedOptimal: boolean;
  /** Units of work done (about one kick each): the same seed and the same number give the same order. */
  iterations: number;
  stoppedBy: 'proved' | Stop['reason'];
}

/**
 * A problem that cannot be solved as given; the message names what is wrong and where, the reason says it to whoever asked over the
 * API. What no file of the command line can bring about has an English message alone, and the sentence of its reason in Chinese.
 */
export class RouteError extends SaidError {
  override name = 'RouteError';
  readonly reason: FieldReason;
  constructor(what: string | InBoth, options: { cause?: unknown; reason?: FieldReason } = {}) {
    const reason = options.reason ?? { code: 'NOT_SOLVABLE' };
    super(typeof what === 'string' ? { en: what, zh: sentenceOf(reason, 'zh')! } : what, { cause: options.cause });
    this.reason = reason;
  }
}

/** 200,000 stops take about 350 MB and a minute to a good answer; a million do not fit one solve. */
export const MAX_STOPS = 200_000;
/** A 10,000 × 10,000 matrix is 800 MB: the most one process should be asked to hold. */
export const MAX_MATRIX_STOPS = 10_000;

/** Throws RouteError for anything that is not a well-formed problem. Infinite costs are allowed. */
export function checkProblem({ n, cost, shape }: RouteProblem): void {
  if (!Number.isInteger(n) || n < 0) throw new RouteError(`n must be a whole number of stops, got ${n}`);
  if (n > MAX_STOPS) throw tooManyStops(n, MAX_STOPS);
  if (cost.kind === 'points') checkPoints(n, cost.x, cost.y);
  else checkMatrix(n, cost.cost, cost.symmetric);
  if (shape.kind === 'open') {
    for (const [name, stop] of [
      ['start', shape.start],
      ['end', shape.end],
    ] as const) {
      if (stop !== undefined && !(Number.isInteger(stop) && stop >= 0 && stop < n)) {
        throw new RouteError({
          en: `${name} must be a stop from 0 to ${n - 1}, got ${stop}`,
          zh: `${name} 应为 0 到 ${n - 1} 之间的点，现为 ${stop}`,
        });
      }
    }
    if (n > 1 && shape.start !== undefined && shape.start === shape.end) {
      throw new RouteError({
        en: `start and end are both stop ${shape.start}: ask for a closed tour instead`,
        zh: `起点和终点都是 ${shape.start}：请改求闭合线路`,
      });
    }
  }
}

function tooManyStops(n: number, most: number): RouteError {
  return new RouteError(
    { en: `${n} stops are too many for one route: at most ${most}`, zh: `${n} 个点太多，一条线路最多 ${most} 个` },
    { reason: { code: 'TOO_MANY_STOPS', most } },
  );
}

function checkPoints(n: number, x: Float64Array, y: Float64Array): void {
  if (x.length !== n || y.length !== n) {
    throw new RouteError(`${n} stops need ${n} x and ${n} y, got ${x.length} and ${y.length}`);
  }
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i]!) || !Number.isFinite(y[i]!)) {
      throw new RouteError(`stop ${i} has no finite coordinates: (${x[i]}, ${y[i]})`);
    }
  }
}

function checkMatrix(n: number, cost: Float64Array, symmetric: boolean): void {
  if (n > MAX_MATRIX_STOPS) throw tooManyStops(n, MAX_MATRIX_STOPS);
  if (cost.length !== n * n) {
    throw new RouteError(`the cost matrix is not square: ${n} stops need ${n * n} costs, got ${cost.length}`);
  }
  for (let i = 0; i < n; i++) {
    let reaches = n === 1;
    let reached = n === 1;
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const c = cost[i * n + j]!;
      if (Number.isNaN(c)) throw new RouteError(`the cost from ${i} to ${j} is missing (NaN)`);
      if (c < 0) throw new RouteError(`the cost from ${i} to ${j} is negative: ${c}`);
      if (symmetric && c !== cost[j * n + i]) {
        throw new RouteError(
          `the matrix is said to be symmetric, but ${i} to ${j} costs ${c} and back ${cost[j * n + i]}`,
        );
      }
      if (c !== Infinity) reaches = true;
      if (cost[j * n + i] !== Infinity) reached = true;
    }
    if (!reaches && !reached)
      throw new RouteError(
        {
          en: `stop ${i} cannot be reached: every cost from and to it is infinite`,
          zh: `点 ${i} 无法到达：往返它的代价均为无穷大`,
        },
        { reason: { code: 'STOP_OUT_OF_REACH', stop: i } },
      );
  }
}

/** Length of an order by the problem's own costs, the way home included when the tour is closed. */
export function orderLength(
  problem: RouteProblem,
  between: (a: number, b: number) => number,
  order: ArrayLike<number>,
): number {
  let length = 0;
  for (let k = 1; k < order.length; k++) length += between(order[k - 1]!, order[k]!);
  if (problem.shape.kind === 'closed' && order.length > 1) length += between(order[order.length - 1]!, order[0]!);
  return length;
}
