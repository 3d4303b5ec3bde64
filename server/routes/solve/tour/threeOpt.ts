import type { Tour } from './tour.ts';
import { applyTwoOpt } from './twoOpt.ts';

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
