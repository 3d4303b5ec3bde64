import { createRandom } from '../../../../shared/random.ts';
import type { InBoth } from '../../../../shared/problems/say.ts';
import { RouteError } from '../problem.ts';
import type { Stop } from '../../../../shared/stop.ts';
import type { WindowModel } from './model.ts';
import { EPSILON_S, MUST, NO_WAY_S } from './model.ts';
import { solveModel } from './solve.ts';
import { timetable } from './timetable.ts';

/**
 * The travelling salesman with time windows, as the literature has it: the tour starts at node 0 when its window opens,
 * serves every node within its window (waiting is free), and is back at node 0 before its window closes. cost[i * n + j]
 * is time and cost at once and may contain the service at i; it need not be symmetric.
 */
export interface WindowProblem {
  n: number;
  cost: Float64Array;
  windows: readonly { fromS: number; toS: number }[];
}

export interface WindowAnswer {
  /** Every node once, node 0 first. */
  order: number[];
  /** Arrival at each node of `order`; at node 0 the departure. */
  arriveS: number[];
  /** When service begins at each node: the arrival, or the opening if that is later. */
  startS: number[];
  /** When the tour is back at node 0. */
  finishS: number;
  /** Sum of costs over the closed tour; waiting is not in it. */
  cost: number;
  /** Sum over all nodes and the return of how long after the window's end; 0: everybody is served in time. */
  latenessS: number;
  /** No tour in time costs less; null where lateness could not be avoided. */
  lowerBound: number | null;
  provedOptimal: boolean;
  iterations: number;
}

/** The assignment bound takes n³: at 1,000 nodes about two seconds before the first order is searched for. */
export const MAX_WINDOW_NODES = 1_000;

/** Least lateness, then least cost. Throws a RouteError that names what is wrong with the problem. */
export function solveWindows(
  problem: WindowProblem,
  options: { seed: number; stop: Stop; onProgress?: (best: { latenessS: number; cost: number }) => void },
): WindowAnswer {
  checkWindows(problem);
  const model = windowModel(problem);
  const solved = solveModel(model, {
    random: createRandom(options.seed),
    stop: options.stop,
    onBest: (best) => options.onProgress?.({ latenessS: best.lateS, cost: best.cost }),
  });
  const { rows, outcome } = timetable(model, solved.order);
  const isOnTime = outcome.lateS <= EPSILON_S;
  if (solved.cost >= NO_WAY_S)
    throw new RouteError('every tour found uses a way of infinite cost', { reason: { code: 'NO_WAY' } });
  return {
    order: [0, ...solved.order.map((v) => v + 1)],
    arriveS: [model.startS, ...rows.slice(0, -1).map((row) => row.arriveS)],
    startS: [model.startS, ...rows.slice(0, -1).map((row) => row.startS)],
    finishS: outcome.finishS,
    cost: outcome.cost,
    latenessS: outcome.lateS,
    lowerBound: isOnTime ? solved.lowerBound : null,
    provedOptimal: solved.provedOptimal,
    iterations: solved.iterations,
  };
}

function checkWindows({ n, cost, windows }: WindowProblem): void {
  const fail = (what: string | InBoth): never => {
    throw new RouteError(what);
  };
  if (!Number.isInteger(n) || n < 1 || n > MAX_WINDOW_NODES)
    fail({
      en: `n must be 1 to ${MAX_WINDOW_NODES} nodes, got ${n}`,
      zh: `节点数应为 1 到 ${MAX_WINDOW_NODES}，现为 ${n}`,
    });
  if (cost.length !== n * n) fail(`the cost matrix is not square: ${n} nodes need ${n * n} costs, got ${cost.length}`);
  if (windows.length !== n) fail(`${n} nodes need ${n} windows, got ${windows.length}`);
  cost.forEach((value, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    if (i !== j && !(value >= 0)) fail(`the cost from ${i} to ${j} must be a number of 0 or more, got ${value}`);
    if (i !== j && value !== Infinity && value >= NO_WAY_S)
      fail({
        en: `the cost from ${i} to ${j} is ${value}: give Infinity where there is no way`,
        zh: `${i} 到 ${j} 的代价为 ${value}：无路可走时请写 Infinity`,
      });
  });
  windows.forEach(({ fromS, toS }, v) => {
    if (!Number.isFinite(fromS) || Number.isNaN(toS))
      fail(`the window of node ${v} is not made of numbers: ${fromS} to ${toS}`);
    if (fromS > toS) fail(`the window of node ${v} opens at ${fromS}, after it closes at ${toS}`);
  });
}

/** The same as a day's model: node v ≥ 1 is stop v − 1, node 0 is start and end. */
function windowModel({ n, cost, windows }: WindowProblem): WindowModel {
  const stops = n - 1;
  const size = stops + 2;
  const nodeOf = (v: number) => (v < stops ? v + 1 : 0);
  const costs = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      costs[i * size + j] = nodeOf(i) === nodeOf(j) ? 0 : Math.min(NO_WAY_S, cost[nodeOf(i) * n + nodeOf(j)]!);
    }
  }
  return {
    n: stops,
    size,
    cost: costs,
    serviceS: new Float64Array(size),
    firstWindow: Int32Array.from({ length: size + 1 }, (_, v) => v),
    fromS: Float64Array.from({ length: size }, (_, v) => windows[nodeOf(v)]!.fromS),
    toS: Float64Array.from({ length: size }, (_, v) => windows[nodeOf(v)]!.toS),
    startS: windows[0]!.fromS,
    lunch: null,
    skipWeight: new Float64Array(size).fill(MUST),
    pinnedAt: new Int32Array(size).fill(-1),
    finishWeight: 0,
  };
}
