import { ROUNDING } from './answer.ts';
import { pieces } from '../../../shared/pieces.ts';
import type { UnmetReason } from '../../../shared/unmet.ts';
import type { TerritoryProblem, Unmet } from './problem.ts';
import type { Town } from './town.ts';

type Proof = Pick<Unmet, 'reason' | 'unit'>;

/**
 * Why part j cannot be inside the limits of measure m in any assignment that keeps the locks, or null if no such
 * argument is known. Each reason is a proof by counting; none of them rests on the search having failed.
 */
export function whyImpossible(
  p: TerritoryProblem,
  town: Town,
  m: number,
  j: number,
  assignment: Int32Array,
): Proof | null {
  const { values } = p.measures[m]!;
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
  if (locked > most + slack) return { reason: { code: 'LOCKED_TOO_MUCH', locked: round(locked), most: round(most) } };
  if (reachable < least - slack)
    return { reason: { code: 'TOO_LITTLE_REACHABLE', reachable: round(reachable), least: round(least) } };
  const limit = largestMost(p, town, m);
  const giant = values.findIndex((w, i) => assignment[i] === j && w > limit + slack);
  if (giant >= 0)
    return { reason: { code: 'ONE_TOO_LARGE', one: round(values[giant]!), most: round(limit) }, unit: giant };
  const reason = wholeMeasure(p, town, m, least - slack, most + slack);
  return reason && { reason };
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
function wholeMeasure(p: TerritoryProblem, town: Town, m: number, least: number, most: number): UnmetReason | null {
  const { values } = p.measures[m]!;
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
  if (room < total * (1 - ROUNDING)) return { code: 'CAPACITIES_TOO_SMALL', room: round(room), total: round(total) };
  const limit = largestMost(p, town, m);
  const wasted = values.reduce((sum, w) => sum + Math.max(0, w - limit), 0);
  if (wasted > 0 && total - wasted < need) return { code: 'GIANTS_LEAVE_TOO_LITTLE', beyond: round(wasted) };
  const step = commonStep(values);
  if (step > 0 && Math.floor(most / step) * step < least)
    return { code: 'STEPS_TOO_LARGE', step: round(step), least: round(least), most: round(most) };
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
export function whyApart(p: TerritoryProblem, town: Town): UnmetReason | null {
  if (town.pieceCount > p.parts) return { code: 'GROUPS_APART', groups: town.pieceCount, territories: p.parts };
  const { piece } = pieces(town.graph);
  const lockedIn = new Map<number, number>();
  for (let v = 0; v < town.n; v++) {
    if (!town.fixed[v]) continue;
    const before = lockedIn.get(town.home[v]!);
    if (before !== undefined && before !== piece[v]) return { code: 'LOCKED_APART' };
    lockedIn.set(town.home[v]!, piece[v]!);
  }
  return null;
}

/** To four digits: as exact as anybody reads it. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
