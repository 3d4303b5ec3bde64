import type { Costs } from './costs.ts';
import type { Tour } from './tour.ts';
import { applyTwoOpt } from './twoOpt.ts';

/**
 * Change of length of any sequential 3-opt move: the edges t1–t2, t3–t4, t5–t6 go, t2–t3, t4–t5, t6–t1 come.
 * Or-opt is one of them; the two below turn runs round.
 */
export function threeOptDelta(
  costs: Costs,
  t1: number,
  t2: number,
  t3: number,
  t4: number,
  t5: number,
  t6: number,
): number {
  return (
    costs.between(t2, t3) +
    costs.between(t4, t5) +
    costs.between(t6, t1) -
    costs.between(t1, t2) -
    costs.between(t3, t4) -
    costs.between(t5, t6)
  );
}

/** t1→t2…t4→t3: a 2-opt move that leaves the edge t4–t1, and a second one that takes it away again. */
export function applyTwoTurns(tour: Tour, t1: number, t2: number, t4: number, t6: number): void {
  applyTwoOpt(tour, t1, t2, t4);
  applyTwoOpt(tour, t1, t4, t6);
}

/** t1→t2…t6→t5…t3→t4: two neighbouring runs t2…t6 and t5…t3 are each turned where they stand. */
export function applyBothTurned(tour: Tour, t1: number, t2: number, t3: number, t5: number, t6: number): void {
  applyTwoOpt(tour, t1, t2, t6);
  applyTwoOpt(tour, t2, t5, t3);
}
