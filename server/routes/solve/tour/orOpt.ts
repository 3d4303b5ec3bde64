import type { Tour } from './tour.ts';
import { applyTwoOpt } from './twoOpt.ts';

/**
 * Or's move in its general form: two neighbouring runs of any length change places and neither is turned round,
 * a [b…c] [d…e] f → a [d…e] [b…c] f, in either direction round the tour. The only 3-opt move that keeps the direction of
 * every edge. The three runs b…c, d…e, f…a are alike (any two may change places), so the two shorter ones do.
 */
export function applyOrOpt(tour: Tour, a: number, b: number, c: number, d: number, e: number, f: number): void {
  const isAhead = tour.next(a) === b;
  const first = isAhead ? runLength(tour, b, c) : runLength(tour, c, b);
  const second = isAhead ? runLength(tour, d, e) : runLength(tour, e, d);
  const third = tour.n - first - second;
  if (first >= second && first >= third) exchange(tour, c, d, e, f, a);
  else if (second >= first && second >= third) exchange(tour, e, f, a, b, c);
  else exchange(tour, a, b, c, d, e);
}

/** Turn both runs as one, then each by itself. */
function exchange(tour: Tour, a: number, b: number, c: number, d: number, e: number): void {
  applyTwoOpt(tour, a, b, e);
  applyTwoOpt(tour, a, e, d);
  applyTwoOpt(tour, e, c, b);
}

/** Nodes from p onwards to q. */
function runLength(tour: Tour, p: number, q: number): number {
  const ahead = tour.place[q]! - tour.place[p]!;
  return (ahead < 0 ? ahead + tour.n : ahead) + 1;
}
