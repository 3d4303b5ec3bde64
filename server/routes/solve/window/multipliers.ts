import type { WindowPrices } from './bound.ts';
import type { WindowModel } from './model.ts';
import type { WalkCosts } from './walks.ts';

/** Nothing charged yet; every leg that the prices leave may come at every place. */
export function walkCosts({ n, size }: WindowModel, { reduced }: WindowPrices): WalkCosts {
  const stops = Array.from({ length: n }, (_, v) => v);
  const isLeg = (i: number, j: number) => i !== j && reduced[i * size + j]! < Infinity;
  const rows = (isIn: (i: number, j: number) => boolean) =>
    Array.from({ length: size }, (_, i) => Int32Array.from(stops.filter((j) => isIn(i, j))));
  return {
    reduced: reduced.map((c) => (c < Infinity ? 0 : Infinity)),
    after: rows((i, j) => isLeg(i, j)),
    before: rows((i, j) => isLeg(j, i)),
    legs: new Uint8Array((n + 1) * n * n).fill(1),
    ahead: new Float64Array((n + 1) * n),
    behind: new Float64Array((n + 1) * n),
  };
}

/** Charges the legs with these multipliers; their sum, which every order gets back. */
export function charge({ n, size, cost }: WindowModel, costs: WalkCosts, multipliers: Float64Array): number {
  const { reduced, ahead, behind, after, before, legs } = costs;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const leg = i * size + j;
      if (reduced[leg]! < Infinity) reduced[leg] = cost[leg]! - (j < n ? multipliers[j]! : 0);
    }
  }
  for (let i = 0; i < n; i++) {
    ahead[i] = reduced[i * size + n + 1]!;
    behind[n + i] = reduced[n * size + i]!;
  }
  for (let k = 1; k < n; k++) {
    for (let i = 0; i < n; i++) {
      let least = Infinity;
      for (const j of after[i]!)
        if (legs[((n - k) * n + i) * n + j] === 1)
          least = Math.min(least, reduced[i * size + j]! + ahead[(k - 1) * n + j]!);
      ahead[k * n + i] = least;
      least = Infinity;
      for (const j of before[i]!)
        if (legs[(k * n + j) * n + i] === 1) least = Math.min(least, behind[k * n + j]! + reduced[j * size + i]!);
      behind[(k + 1) * n + i] = least;
    }
  }
  return multipliers.reduce((sum, multiplier) => sum + multiplier, 0);
}

/** A step of the multipliers against how often the walk comes to each stop, a part of the last step kept (Camerini et al. 1975). */
export function follow(
  stops: readonly number[],
  direction: Float64Array,
  multipliers: Float64Array,
  gap: number,
): void {
  const visits = new Int32Array(direction.length);
  for (const v of stops) visits[v]!++;
  let square = 0;
  direction.forEach((before, v) => {
    direction[v] = 0.7 * (1 - visits[v]!) + 0.3 * before;
    square += direction[v]! ** 2;
  });
  if (square > 0) direction.forEach((d, v) => (multipliers[v]! += (gap * d) / square));
}
