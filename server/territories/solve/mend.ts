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
  /** Change of the switch weight. */
  switched: number;
}

/** Improvements tried by contiguity for one part before it is left to annealing again. */
const TRIED = 40;
/**
 * Two steps at once are looked for when no more parts than this are out, none by more than a hundredth of its target,
 * after this many first steps: each of them needs a look round of its own.
 */
const FEW = 4;
const NEAR = 0.01;
const FIRSTS = 15;

/**
 * Looks at every flip and swap across the borders of each part that is outside its limits, and makes the one that
 * lowers the summed excess most, until none does; then, if few parts are left out, two steps that together do. Annealing
 * meets the last exact exchange only by luck; here it is looked up: a few hundred candidates a part.
 */
export function mend(town: Town, plan: Plan, walker: Walker): void {
  const isOut = (j: number): boolean => excessOf(town, plan, j, null, 0) > 0;
  for (let again = true; again;) {
    again = false;
    for (let j = 0; j < town.parts; j++) {
      while (isOut(j) && mendPart(town, plan, [j], 0, walker)) again = true;
    }
    if (again) continue;
    const out = Array.from({ length: town.parts }, (_, j) => j).filter(isOut);
    again =
      out.length <= FEW &&
      out.every((j) => excessOf(town, plan, j, null, 0) < NEAR) &&
      out.some((j) => mendByTwo(town, plan, j, walker));
  }
}

/** The best step round these parts that brings more than `least`, if any is contiguous. */
function mendPart(town: Town, plan: Plan, parts: number[], least: number, walker: Walker): boolean {
  const list = parts.flatMap((j) => candidates(town, plan, j, least)).sort((p, q) => q.gain - p.gain);
  for (let k = 0; k < Math.min(TRIED, list.length); k++) if (apply(town, plan, list[k]!, walker)) return true;
  return false;
}

/**
 * The best step round part j that lowers the summed excess and adds at most `most` to the switch weight, made if any is
 * contiguous: what it added, and each vertex with the part it was in.
 */
export function mendOnce(
  town: Town,
  plan: Plan,
  j: number,
  most: number,
  walker: Walker,
): { switched: number; steps: { v: number; from: number }[] } | null {
  const list = candidates(town, plan, j, 0, most).sort((p, q) => q.gain - p.gain);
  for (const mending of list.slice(0, TRIED)) {
    const { v, to, u, switched } = mending;
    const from = plan.label[v]!;
    if (apply(town, plan, mending, walker))
      return {
        switched,
        steps:
          u === -1
            ? [{ v, from }]
            : [
                { v, from },
                { v: u, from: to },
              ],
      };
  }
  return null;
}

/** A first step that costs least by itself, and a second round the two parts it changed that more than makes up for it. */
function mendByTwo(town: Town, plan: Plan, j: number, walker: Walker): boolean {
  const firsts = candidates(town, plan, j, -Infinity)
    .sort((p, q) => q.gain - p.gain)
    .slice(0, FIRSTS);
  for (const first of firsts) {
    const from = plan.label[first.v]!;
    if (!apply(town, plan, first, walker)) continue;
    if (mendPart(town, plan, [from, first.to], -first.gain, walker)) return true;
    moveTo(town, plan, first.v, from);
    if (first.u !== -1) moveTo(town, plan, first.u, first.to);
  }
  return false;
}

/** A gain of less is the rounding of sums. */
const ROUNDING = 1e-12;

/** Every flip and swap across the borders of j that gains more than `least`. */
function candidates(town: Town, plan: Plan, j: number, least: number, most = Infinity): Mending[] {
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
