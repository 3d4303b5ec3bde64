import { canLeave } from './contiguity.ts';
import type { Walker } from './contiguity.ts';
import { flipAllowed } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Town } from './town.ts';

/**
 * Gives switched vertices back to their part of today wherever no part gets (further) outside its limits by it and
 * both stay whole, until nothing more can go back. A vertex goes back only if its part of today touches it.
 */
export function undo(town: Town, plan: Plan, walker: Walker): number {
  let given = 0;
  for (let again = true; again;) {
    again = false;
    for (let v = 0; v < town.n; v++) {
      const h = town.home[v]!;
      if (h < 0 || h === plan.label[v] || !flipAllowed(town, plan, v, h)) continue;
      if (
        !touches(town, plan.label, v, h) ||
        !fits(town, plan, v, h) ||
        !canLeave(town.walk, plan.label, v, walker, town.n)
      )
        continue;
      moveTo(town, plan, v, h);
      given++;
      again = true;
    }
  }
  return given;
}

function touches(town: Town, label: Int32Array, v: number, part: number): boolean {
  for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) if (label[town.walk.to[e]!] === part) return true;
  return false;
}

/** Whether the move leaves both parts inside their limits, or no farther outside than they are. */
function fits(town: Town, plan: Plan, v: number, b: number): boolean {
  const M = town.measures;
  const a = plan.label[v]!;
  for (let m = 0; m < M; m++) {
    const w = town.value[v * M + m]!;
    const i = a * M + m;
    const k = b * M + m;
    const left = (plan.load[i]! - w) * town.scale[i]! - 1;
    const joined = (plan.load[k]! + w) * town.scale[k]! - 1;
    if (w > 0 && (left < town.low[i]! || joined > town.high[k]!)) return false;
  }
  return true;
}
