import { flipDelta, withinHandOvers } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Terms } from './score.ts';
import type { Town } from './town.ts';

/**
 * Change of the score when v goes to u's part and u to v's: the exact sum of two flips, the second seen after the
 * first. The plan is as before when this returns. It is how composition is mended (a big shop for two small ones),
 * which no single flip can do when both territories are full.
 */
export function swapDelta(town: Town, plan: Plan, terms: Terms, v: number, u: number): number {
  const a = plan.label[v]!;
  const b = plan.label[u]!;
  const first = flipDelta(town, plan, terms, v, b);
  moveTo(town, plan, v, b);
  const second = flipDelta(town, plan, terms, u, a);
  moveTo(town, plan, v, a);
  return first + second;
}

export function swapAllowed(town: Town, plan: Plan, v: number, u: number): boolean {
  const a = plan.label[v]!;
  const b = plan.label[u]!;
  if (a === b || town.fixed[v] || town.fixed[u] || town.closed[a] || town.closed[b]) return false;
  return town.maxSwitches === Infinity || withinHandOvers(town, plan, [v, u], [b, a]);
}
