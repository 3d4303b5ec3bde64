// Pure: where in a day's order another stop costs least.
import type { AddedCost } from '../../shared/planDue.ts';

export interface DayPath {
  /** Locations in order, the day's start and end included where it has them. */
  path: readonly number[];
  hasStart: boolean;
  hasEnd: boolean;
  /** How many stops from the first are visited: nothing comes before them. */
  visited: number;
}

/** Travel between n locations: row by row, seconds and metres; Infinity where there is no way. */
export interface Travel {
  n: number;
  travelS: Float64Array;
  travelM: Float64Array;
}

/**
 * The place at which driving by another location adds the least time, and of those the fewest metres, the latest of equals; null
 * where there is no way.
 * Cheapest insertion (Rosenkrantz, Stearns and Lewis 1977).
 */
export function cheapestPlace({ n, travelS, travelM }: Travel, day: DayPath, at: number): AddedCost | null {
  const first = Number(day.hasStart) + day.visited;
  const last = day.path.length - Number(day.hasEnd);
  let best: AddedCost | null = null;
  for (let k = first; k <= last; k++) {
    const lengthM = addedBy(travelM, n, day.path[k - 1], at, day.path[k]);
    const seconds = addedBy(travelS, n, day.path[k - 1], at, day.path[k]);
    if (!Number.isFinite(seconds) || !Number.isFinite(lengthM)) continue;
    const isBetter = !best || seconds < best.travelS || (seconds === best.travelS && lengthM <= best.lengthM);
    if (isBetter) best = { place: k - Number(day.hasStart) + 1, travelS: seconds, lengthM };
  }
  return best;
}

function addedBy(cells: Float64Array, n: number, from: number | undefined, at: number, to: number | undefined): number {
  const between = (a: number | undefined, b: number | undefined): number =>
    a === undefined || b === undefined || a === b ? 0 : cells[a * n + b]!;
  return between(from, at) + between(at, to) - between(from, to);
}
