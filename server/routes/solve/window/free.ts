import { solve } from '../tour/solve.ts';
import type { Stop } from '../../../../shared/stop.ts';
import { judgeOrder, type Judged } from './late.ts';
import { EPSILON_S, MUST, NO_WAY_S, type WindowModel } from './model.ts';

export interface FreeAnswer extends Judged {
  provedOptimal: boolean;
  lowerBound: number;
  iterations: number;
}

/**
 * A day on which every stop must be visited and may be at any time is a tour problem with a start and an end: nobody waits,
 * so the least travel is also the earliest finish. The tour solver proves such days at once, which the search among windows
 * does not. Null where anything depends on the hour or on the position, and where somebody would be late in spite of it.
 */
export function solveFree(model: WindowModel, stop: Stop): FreeAnswer | null {
  const { n, size, cost } = model;
  if (n < 2 || !isFree(model)) return null;
  // an end that may be anywhere costs nothing from anywhere: left out, the tour solver knows it as an open end
  const leads = (from: number, to: number): boolean => cost[from * size + to]! > 0;
  const stops = Array.from({ length: n }, (_, v) => v);
  const hasStart = stops.some((v) => leads(n, v));
  const hasEnd = stops.some((v) => leads(v, n + 1));
  const nodes = [...stops, ...(hasStart ? [n] : []), ...(hasEnd ? [n + 1] : [])];
  const m = nodes.length;
  const between = Float64Array.from({ length: m * m }, (_, k) => {
    const [from, to] = [nodes[Math.floor(k / m)]!, nodes[k % m]!];
    if (from === to) return 0;
    const leg = to === n ? cost[n * size + from]! : from === n + 1 ? cost[to * size + n + 1]! : cost[from * size + to]!; // never driven: as the way there, so that a symmetric town stays one
    return leg >= NO_WAY_S ? Infinity : leg;
  });
  if (between.some((leg) => leg === Infinity)) return null; // who cannot be reached is said by the search among windows
  const symmetric = stops.every((i) => stops.every((j) => between[i * m + j] === between[j * m + i]));
  const tour = solve(
    {
      n: m,
      cost: { kind: 'matrix', cost: between, symmetric },
      shape: { kind: 'open', ...(hasStart && { start: n }), ...(hasEnd && { end: m - 1 }) },
    },
    { seed: 1, stop },
  );
  const judged = judgeOrder(
    model,
    [...tour.order].map((k) => nodes[k]!).filter((v) => v < n),
  );
  if (judged.lateS > EPSILON_S || judged.cost > tour.length + EPSILON_S) return null;
  return {
    ...judged,
    provedOptimal: tour.provedOptimal,
    lowerBound: Math.min(judged.cost, tour.lowerBound),
    iterations: tour.iterations,
  };
}

function isFree({ n, firstWindow, fromS, toS, skipWeight, pinnedAt, finishWeight }: WindowModel): boolean {
  if (finishWeight !== 0) return false;
  for (let v = 0; v < n; v++) {
    const at = firstWindow[v]!;
    if (
      firstWindow[v + 1]! - at !== 1 ||
      fromS[at] !== -Infinity ||
      toS[at] !== Infinity ||
      skipWeight[v]! < MUST ||
      pinnedAt[v]! >= 0
    )
      return false;
  }
  return true;
}
