import { canLeave } from './contiguity.ts';
import type { Walker } from './contiguity.ts';
import { flipAllowed } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import { swapAllowed } from './swap.ts';
import type { Town } from './town.ts';

/** A flip of v to part `to` (u = −1) or a swap with u, which is in `to`, and what it takes off the summed excess. */
interface Mending {
  v: number;
  to: number;
  u: number;
  gain: number;
}

/** Improvements tried by contiguity for one part before it is left to annealing again. */
const TRIED = 40;

/**
 * Looks at every flip and swap across the borders of each part that is outside its limits, and makes the one that
 * lowers the summed excess most, until none does. Annealing meets the last exact exchange only by luck; here it is
 * looked up: a few hundred candidates a part.
 */
export function mend(town: Town, plan: Plan, walker: Walker): void {
  for (let again = true; again; ) {
    again = false;
    for (let j = 0; j < town.parts; j++) {
      while (excessOf(town, plan, j, null, 0) > 0 && mendPart(town, plan, j, walker)) again = true;
    }
  }
}

function mendPart(town: Town, plan: Plan, j: number, walker: Walker): boolean {
  const list = candidates(town, plan, j).sort((p, q) => q.gain - p.gain);
  for (let k = 0; k < Math.min(TRIED, list.length); k++) if (apply(town, plan, list[k]!, walker)) return true;
  return false;
}

/** Border vertices of j and of each neighbour towards j, then every flip and every pair. */
function candidates(town: Town, plan: Plan, j: number): Mending[] {
  const mine = new Map<number, number[]>();
  const theirs = new Map<number, number[]>();
  for (let v = 0; v < town.n; v++) {
    if (plan.foreign[v] === 0) continue;
    const own = plan.label[v] === j;
    const met = new Set<number>();
    for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) met.add(plan.label[town.walk.to[e]!]!);
    if (!own && !met.has(j)) continue;
    if (own) for (const b of met) if (b !== j) push(mine, b, v);
    if (!own) push(theirs, plan.label[v]!, v);
  }
  const list: Mending[] = [];
  for (const b of new Set([...mine.keys(), ...theirs.keys()])) pairsWith(town, plan, j, b, mine.get(b) ?? [], theirs.get(b) ?? [], list);
  return list;
}

function pairsWith(town: Town, plan: Plan, j: number, b: number, mine: number[], theirs: number[], list: Mending[]): void {
  const M = town.measures;
  const before = excessOf(town, plan, j, null, 0) + excessOf(town, plan, b, null, 0);
  const shift = new Float64Array(M);
  const consider = (v: number, to: number, u: number): void => {
    const gain = before - excessOf(town, plan, j, shift, -1) - excessOf(town, plan, b, shift, 1);
    if (gain > 1e-12) list.push({ v, to, u, gain });
  };
  for (const v of mine) {
    for (let m = 0; m < M; m++) shift[m] = town.value[v * M + m]!;
    if (flipAllowed(town, plan, v, b)) consider(v, b, -1);
    for (const u of theirs) {
      for (let m = 0; m < M; m++) shift[m] = town.value[v * M + m]! - town.value[u * M + m]!;
      if (swapAllowed(town, plan, v, u)) consider(v, b, u);
    }
  }
  for (const u of theirs) {
    for (let m = 0; m < M; m++) shift[m] = -town.value[u * M + m]!;
    if (flipAllowed(town, plan, u, j)) consider(u, j, -1);
  }
}

/** How far part j would be outside its limits, summed over measures, with sign × shift added to its loads. */
function excessOf(town: Town, plan: Plan, j: number, shift: Float64Array | null, sign: number): number {
  const M = town.measures;
  let total = 0;
  for (let m = 0; m < M; m++) {
    const i = j * M + m;
    const d = (plan.load[i]! + (shift ? sign * shift[m]! : 0)) * town.scale[i]! - 1;
    if (d > town.high[i]!) total += d - town.high[i]!;
    else if (d < town.low[i]!) total += town.low[i]! - d;
  }
  return total;
}

function apply(town: Town, plan: Plan, { v, to, u }: Mending, walker: Walker): boolean {
  const a = plan.label[v]!;
  if (!canLeave(town.walk, plan.label, v, walker)) return false;
  if (u === -1) {
    moveTo(town, plan, v, to);
    return true;
  }
  moveTo(town, plan, v, to);
  if (reaches(town, plan, u, a, -1) && reaches(town, plan, v, to, u) && canLeave(town.walk, plan.label, u, walker)) {
    moveTo(town, plan, u, a);
    return true;
  }
  moveTo(town, plan, v, a);
  return false;
}

function reaches(town: Town, plan: Plan, v: number, part: number, but: number): boolean {
  for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) {
    const w = town.walk.to[e]!;
    if (w !== but && plan.label[w] === part) return true;
  }
  return false;
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
