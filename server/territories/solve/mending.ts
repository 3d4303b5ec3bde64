import { canLeave } from './contiguity.ts';
import type { Walker } from './contiguity.ts';
import { flipAllowed } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import { swapAllowed } from './swap.ts';
import type { Town } from './town.ts';

/** A flip of v to part `to` (u = −1) or a swap with u, which is in `to`, and what it takes off the summed excess. */
export interface Mending {
  v: number;
  to: number;
  u: number;
  gain: number;
  /** Change of the switch weight. */
  switched: number;
}

/** A gain of less is the rounding of sums. */
const ROUNDING = 1e-12;

/** Every flip and swap across the borders of j that gains more than `least`. */
export function mendings(town: Town, plan: Plan, j: number, least: number, most = Infinity): Mending[] {
  const mine = new Map<number, number[]>();
  const theirs = new Map<number, number[]>();
  for (let v = 0; v < town.n; v++) {
    if (plan.foreign[v] === 0) continue;
    if (plan.label[v] === j) for (const b of partsAt(town, plan, v)) push(mine, b, v);
    else if (reaches(town, plan, v, j, -1)) push(theirs, plan.label[v]!, v);
  }
  const list: Mending[] = [];
  for (const b of new Set([...mine.keys(), ...theirs.keys()]))
    pairsWith(town, plan, j, b, mine.get(b) ?? [], theirs.get(b) ?? [], { least, most }, list);
  return list;
}

/** The other parts v touches. */
function partsAt(town: Town, plan: Plan, v: number): Set<number> {
  const met = new Set<number>();
  for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) met.add(plan.label[town.walk.to[e]!]!);
  met.delete(plan.label[v]!);
  return met;
}

function pairsWith(
  town: Town,
  plan: Plan,
  j: number,
  b: number,
  mine: number[],
  theirs: number[],
  { least, most }: { least: number; most: number },
  list: Mending[],
): void {
  const M = town.measures;
  const before = excessOf(town, plan, j, null, 0) + excessOf(town, plan, b, null, 0);
  const shift = new Float64Array(M);
  const consider = (v: number, to: number, u: number): void => {
    const switched =
      switchDelta(town, v, plan.label[v]!, to) + (u === -1 ? 0 : switchDelta(town, u, to, plan.label[v]!));
    if (switched > most) return;
    const gain = before - excessOf(town, plan, j, shift, -1) - excessOf(town, plan, b, shift, 1);
    if (gain > least + ROUNDING) list.push({ v, to, u, gain, switched });
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

function switchDelta(town: Town, v: number, from: number, to: number): number {
  const h = town.home[v]!;
  return h < 0 ? 0 : town.switchCost[v]! * ((h === to ? 0 : 1) - (h === from ? 0 : 1));
}

/** How far part j would be outside its limits, summed over measures, with sign × shift added to its loads. */
export function excessOf(town: Town, plan: Plan, j: number, shift: Float64Array | null, sign: number): number {
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

export function applyMending(town: Town, plan: Plan, { v, to, u }: Mending, walker: Walker): boolean {
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
