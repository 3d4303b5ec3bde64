import { ROUNDING } from './answer.ts';
import { pieces } from '../../../shared/pieces.ts';
import type { TerritoryProblem } from './problem.ts';
import type { Town } from './town.ts';

/**
 * Why part j cannot be inside the limits of measure m in any assignment that keeps the locks, or null if no such
 * argument is known. Each sentence is a proof by counting; none of them rests on the search having failed.
 */
export function whyImpossible(
  p: TerritoryProblem,
  town: Town,
  m: number,
  j: number,
  assignment: Int32Array,
): string | null {
  const { name, values } = p.measures[m]!;
  const M = town.measures;
  const target = values.reduce((a, b) => a + b, 0) / p.parts / town.scale[j * M + m]!;
  const most = target * (1 + town.high[j * M + m]!);
  const least = target * (1 + town.low[j * M + m]!);
  const slack = ROUNDING * target;
  let locked = 0;
  let reachable = 0;
  for (let i = 0; i < p.n; i++) {
    const v = town.vertexOf[i]!;
    const stays = town.fixed[v] === 1;
    if (stays && town.home[v] === j) locked += values[i]!;
    if (stays ? town.home[v] === j : !town.closed[j]) reachable += values[i]!;
  }
  if (locked > most + slack)
    return `what is locked in the territory has ${round(locked)} of ${name}, more than the ${round(most)} it may have`;
  if (reachable < least - slack)
    return `all that could be given to the territory has ${round(reachable)} of ${name}, less than the ${round(least)} it needs`;
  const giant = values.findIndex((w, i) => assignment[i] === j && w > largestMost(p, town, m) + slack);
  if (giant >= 0)
    return `unit ${giant} alone has ${round(values[giant]!)} of ${name}, more than any territory may have (${round(largestMost(p, town, m))})`;
  return wholeMeasure(p, town, m, target, least - slack, most + slack);
}

function largestMost(p: TerritoryProblem, town: Town, m: number): number {
  const mean = p.measures[m]!.values.reduce((a, b) => a + b, 0) / p.parts;
  let most = 0;
  for (let j = 0; j < p.parts; j++) {
    const i = j * town.measures + m;
    if (!town.closed[j]) most = Math.max(most, (mean / town.scale[i]!) * (1 + town.high[i]!));
  }
  return most;
}

/** Arguments about a measure as a whole: capacities, giants that starve the rest, indivisible steps. */
function wholeMeasure(
  p: TerritoryProblem,
  town: Town,
  m: number,
  target: number,
  least: number,
  most: number,
): string | null {
  const { name, values } = p.measures[m]!;
  const mean = values.reduce((a, b) => a + b, 0) / p.parts;
  const M = town.measures;
  let room = 0;
  let need = 0;
  for (let j = 0; j < p.parts; j++) {
    const i = j * M + m;
    room += (mean / town.scale[i]!) * (1 + town.high[i]!);
    need += (mean / town.scale[i]!) * (1 + town.low[i]!);
  }
  const total = mean * p.parts;
  if (room < total * (1 - ROUNDING))
    return `all territories together may have ${round(room)} of ${name}, there are ${round(total)}`;
  const limit = largestMost(p, town, m);
  const wasted = values.reduce((sum, w) => sum + Math.max(0, w - limit), 0);
  if (wasted > 0 && total - wasted < need)
    return `units larger than a territory may be hold ${round(wasted)} of ${name} beyond it, so that too little is left for the others`;
  const step = commonStep(values);
  if (step > 0 && Math.floor(most / step) * step < least) {
    return `${name} comes in steps of ${round(step)}: no multiple of it lies between ${round(least)} and ${round(most)} (target ${round(target)})`;
  }
  return null;
}

/** The largest whole number every value is a multiple of; 0 if some value is not whole. */
function commonStep(values: Float64Array): number {
  let step = 0;
  for (const value of values) {
    if (!Number.isInteger(value)) return 0;
    for (let a = value, b = step; ; [a, b] = [b, a % b]) {
      if (b === 0) {
        step = a;
        break;
      }
    }
  }
  return step;
}

/** Why contiguity cannot be had, or null. */
export function whyApart(p: TerritoryProblem, town: Town): string | null {
  if (town.pieceCount > p.parts)
    return `the units fall into ${town.pieceCount} groups that do not touch, more than the ${p.parts} territories`;
  const { piece } = pieces(town.graph);
  const lockedIn = new Map<number, number>();
  for (let v = 0; v < town.n; v++) {
    if (!town.fixed[v]) continue;
    const before = lockedIn.get(town.home[v]!);
    if (before !== undefined && before !== piece[v])
      return `units locked in territory ${town.home[v]! + 1} lie in groups that do not touch`;
    lockedIn.set(town.home[v]!, piece[v]!);
  }
  return null;
}

export function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}
