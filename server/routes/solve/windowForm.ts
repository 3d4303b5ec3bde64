import type { WindowModel } from './windowModel.ts';
import { MUST } from './windowModel.ts';

/** The travelling salesman with time windows: node 0 is start and end, its window bounds the whole tour. */
export interface WindowProblem {
  n: number;
  cost: Float64Array;
  windows: readonly { fromS: number; toS: number }[];
}

/** The same as a day's model: node v ≥ 1 is stop v − 1. */
export function windowModel({ n, cost, windows }: WindowProblem): WindowModel {
  const stops = n - 1;
  const size = stops + 2;
  const nodeOf = (v: number) => (v < stops ? v + 1 : 0);
  const costs = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) costs[i * size + j] = i >= stops && j >= stops ? 0 : cost[nodeOf(i) * n + nodeOf(j)]!;
  return {
    n: stops, size, cost: costs, serviceS: new Float64Array(size),
    firstWindow: Int32Array.from({ length: size + 1 }, (_, v) => v),
    fromS: Float64Array.from({ length: size }, (_, v) => (v < stops ? windows[v + 1]!.fromS : windows[0]!.fromS)),
    toS: Float64Array.from({ length: size }, (_, v) => (v < stops ? windows[v + 1]!.toS : windows[0]!.toS)),
    startS: windows[0]!.fromS, lunch: null,
    skipWeight: new Float64Array(size).fill(MUST), pinnedAt: new Int32Array(size).fill(-1), finishWeight: 0,
  };
}
