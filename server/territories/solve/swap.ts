import type { Random } from '../../../shared/random.ts';
import { canLeave } from './contiguity.ts';
import type { Walker } from './contiguity.ts';
import { flipDelta, withinHandOvers } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Terms } from './score.ts';
import type { Town } from './town.ts';

export function swapAllowed(town: Town, plan: Plan, v: number, u: number): boolean {
  const a = plan.label[v]!;
  const b = plan.label[u]!;
  if (a === b || town.fixed[v] || town.fixed[u] || town.closed[a] || town.closed[b]) return false;
  return town.maxSwitches === Infinity || withinHandOvers(town, plan, [v, u], [b, a]);
}

/** A vertex of b near v to come back in exchange: from v a step into b and perhaps one along it, near enough to share the border, varied enough to mend composition. −1 if the step led elsewhere. */
export function swapPartner(
  { walk: { start, to } }: Town,
  { label }: Plan,
  v: number,
  b: number,
  random: Random,
): number {
  let u = to[start[v]! + Math.floor(random.next() * (start[v + 1]! - start[v]!))]!;
  if (label[u] !== b) u = to[start[u]! + Math.floor(random.next() * (start[u + 1]! - start[u]!))]!;
  return label[u] === b ? u : -1;
}

/**
 * Exchanges v and u, which is in another part, if that is allowed and adds no more than `allowed` to the score; `first` is
 * what v's flip alone would add. Exact: u's flip is judged after v's is made, and taken back with it. It is how composition
 * is mended (a big shop for two small ones), which no single flip can do when both territories are full.
 */
export function trySwap(
  town: Town,
  plan: Plan,
  terms: Terms,
  v: number,
  u: number,
  first: number,
  allowed: number,
  walker: Walker,
): boolean {
  const { label } = plan;
  const a = label[v]!;
  const b = label[u]!;
  if (!swapAllowed(town, plan, v, u) || !touches(town, label, u, a, v)) return false;
  if (!canLeave(town.walk, label, v, walker)) return false;
  moveTo(town, plan, v, b);
  const delta = first + flipDelta(town, plan, terms, u, a);
  const isTaken = delta <= allowed && touches(town, label, v, b, u) && canLeave(town.walk, label, u, walker);
  if (isTaken) moveTo(town, plan, u, a);
  else moveTo(town, plan, v, a);
  return isTaken;
}

/** Whether u has a neighbour in the part other than one vertex. */
function touches(town: Town, label: Int32Array, u: number, part: number, but: number): boolean {
  for (let e = town.walk.start[u]!; e < town.walk.start[u + 1]!; e++) {
    const w = town.walk.to[e]!;
    if (w !== but && label[w] === part) return true;
  }
  return false;
}
