import type { RouteProblem } from '../problem.ts';

/** "No way" as a finite number: dearer than any tour without it, small enough to add up exactly. */
export function scan(n: number, cost: Float64Array): { never: number; isIntegral: boolean } {
  let most = 1;
  let isIntegral = true;
  for (let k = 0; k < cost.length; k++) {
    const c = cost[k]!;
    if (c === Infinity || k % (n + 1) === 0) continue;
    if (c > most) most = c;
    if (isIntegral && !Number.isInteger(c)) isIntegral = false;
  }
  return { never: 2 ** Math.ceil(Math.log2(most * (n + 1))), isIntegral };
}

/** A closed directed problem and the way back: free ends are zero rows and columns, one more city if both are. */
export interface Closure {
  m: number;
  /** Row-major m × m. */
  matrix: Float64Array;
  never: number;
  isIntegral: boolean;
  /** A round of the m cities, begun anywhere, as the stops in driving order. */
  open: (cities: number[]) => Int32Array;
}

export function closeDirected({ n, shape }: RouteProblem, given: Float64Array): Closure {
  const { never, isIntegral } = scan(n, given);
  const start = shape.kind === 'open' ? (shape.start ?? -1) : -1;
  const end = shape.kind === 'open' ? (shape.end ?? -1) : -1;
  const m = shape.kind === 'open' && start < 0 && end < 0 ? n + 1 : n;
  const isPinned = start >= 0 && end >= 0;
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const isHome = i === end || j === start; // a leg nobody drives
      matrix[i * m + j] = !isHome
        ? Math.min(never, given[i * n + j]!)
        : isPinned && !(i === end && j === start)
          ? never
          : 0;
    }
  }
  const open = (cities: number[]): Int32Array => {
    // a round read from its first city on; one read from its last city has the last brought to the end
    const first = m > n ? n : start >= 0 ? start : end >= 0 ? end : 0;
    const from = cities.indexOf(first);
    const round = [...cities.slice(from), ...cities.slice(0, from)];
    if (m > n) round.shift();
    else if (start < 0 && end >= 0) round.push(round.shift()!);
    return Int32Array.from(round);
  };
  return { m, matrix, never, isIntegral, open };
}
