// Pure: takes a retailer and some of its nearest out of all their days.
import type { Random } from '../../../shared/random.ts';
import type { Plan } from './plan.ts';
import type { Undo } from './undo.ts';

const MOST = 18;
/** The chance that a near one goes with it. */
const GOES = 0.8;

export function removeNear(plan: Plan, undo: Undo, near: readonly Int32Array[], random: Random): void {
  const seed = 1 + random.int(plan.problem.n);
  const around = near[seed]!;
  let left = 1 + random.int(MOST);
  if (plan.choice[seed]! >= 0) undo.take(seed);
  for (let k = 0; k < around.length && left > 1; k++) {
    const i = around[k]!;
    if (plan.choice[i]! < 0 || random.next() > GOES) continue;
    undo.take(i);
    left--;
  }
}
