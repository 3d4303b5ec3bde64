import type { Eased, UnmetReason } from '../../../shared/unmet.ts';
import type { Graph } from './neighbours.ts';

/** One figure every territory should have its share of: retailers, orders, volume, workload minutes … */
export interface Measure {
  name: string;
  /** One value a unit, ≥ 0, any unit of measurement. */
  values: Float64Array;
  /** Allowed |W/T − 1| of every territory, e.g. 0.05. */
  tolerance: number;
}

/** Plain values only, so that it can be posted to a worker thread. Parts are 0 … parts−1. */
export interface TerritoryProblem {
  n: number;
  /** Plane metres. */
  xM: Float64Array;
  yM: Float64Array;
  measures: Measure[];
  parts: number;
  /** By measure: what each part should have; each row must add up to the measure's total. Absent: equal shares. */
  targets?: (Float64Array | undefined)[];
  /** Today's part of each unit, −1 for none. With it, as few units as possible change hands. */
  current?: Int32Array;
  /** 1: the unit stays where it is today. */
  locked?: Uint8Array;
  /** 1: nothing leaves or enters this part. */
  lockedParts?: Uint8Array;
  /** By measure: the most each part can take (Infinity: no limit). */
  capacity?: (Float64Array | undefined)[];
  /** Where each part's rep starts the day; NaN for none. Territories then gather round it. */
  bases?: { xM: Float64Array; yM: Float64Array };
  /** Which units touch. Absent: Delaunay of the units, less what crosses a barrier. */
  neighbours?: Graph;
  /** Lines nobody crosses (rivers, motorways): x0, y0, x1, y1 … in plane metres. */
  barriers?: Float64Array[];
  /** What it costs to hand a unit over; absent 1 each, so that the number of switches is what counts. */
  switchWeights?: Float64Array;
  /** The most units one part may give away and receive together. */
  maxSwitchesPerPart?: number;
}

export interface Switch {
  unit: number;
  from: number;
  to: number;
  /** What the hand-over is for. */
  why: { reason: 'relieves' | 'supplies' | 'passesOn' | 'reconnects' | 'unassigned'; measure: string | null };
}

/** One thing that may be eased, and the worst deviation the measure would then have. */
/** What could be eased, and the worst deviation there would then be. */
export type Relaxation = Eased & { wouldReach: number };

export interface Unmet {
  /** A measure's name, or 'contiguity', or 'switches'. */
  measure: string;
  part: number;
  /** |W/T − 1|; for contiguity the number of extra pieces; for switches the number over the limit. */
  deviation: number;
  tolerance: number;
  /** True: no assignment whatever can meet it, for the reason given. False: none was found. */
  proven: boolean;
  reason: UnmetReason;
  /** The unit that is too large, where it is one. */
  unit?: number;
  relaxations: Relaxation[];
}

export interface TerritoryAnswer {
  assignment: Int32Array;
  measures: {
    name: string;
    totals: Float64Array;
    deviations: Float64Array;
    maxDeviation: number;
    meetsTolerance: boolean;
  }[];
  /** Pieces beyond the first of every part, on the neighbour graph as given or built. */
  extraComponents: number;
  rmsRadiusM: number;
  diameterM: number;
  cutEdges: number;
  /** Units whose part differs from today's (units without one are not counted). */
  switched: number;
  switchedLowerBound: number;
  switchedWho: Switch[];
  unmet: Unmet[];
  /** What the planner should know about the input: several towns not joined, all units at one point … */
  notes: string[];
  iterations: number;
}

/** The input cannot be worked with. Every reason, not the first. */
export class TerritoryProblemError extends Error {
  readonly reasons: string[];
  constructor(reasons: string[]) {
    super(reasons.join('; '));
    this.name = 'TerritoryProblemError';
    this.reasons = reasons;
  }
}

/** Throws TerritoryProblemError when the problem has no meaning; what is merely impossible gets an answer instead. */
export function checkProblem(p: TerritoryProblem): void {
  const wrong: string[] = [];
  if (!Number.isInteger(p.n) || p.n < 1) wrong.push('there are no units');
  if (!Number.isInteger(p.parts) || p.parts < 1)
    wrong.push(`the number of territories must be a whole number from 1, got ${p.parts}`);
  else if (p.parts > p.n) wrong.push(`${p.parts} territories cannot be made of ${p.n} units: each needs at least one`);
  if (p.measures.length === 0) wrong.push('there is no measure to balance');
  const names = new Set(p.measures.map((m) => m.name));
  if (names.size !== p.measures.length) wrong.push('two measures have the same name');
  if (wrong.length === 0) {
    checkUnits(p, wrong);
    p.measures.forEach((measure, m) => checkMeasure(p, measure, m, wrong));
    checkToday(p, wrong);
  }
  if (wrong.length > 0) throw new TerritoryProblemError(wrong);
}

function checkUnits(p: TerritoryProblem, wrong: string[]): void {
  const lengths: [string, { length: number } | undefined, number][] = [
    ['xM', p.xM, p.n],
    ['yM', p.yM, p.n],
    ['current', p.current, p.n],
    ['locked', p.locked, p.n],
    ['switchWeights', p.switchWeights, p.n],
    ['lockedParts', p.lockedParts, p.parts],
    ['bases.xM', p.bases?.xM, p.parts],
    ['bases.yM', p.bases?.yM, p.parts],
  ];
  for (const [name, array, length] of lengths) {
    if (array && array.length !== length) wrong.push(`${name} has ${array.length} values, ${length} expected`);
  }
  const lost = p.xM.findIndex((x, i) => !Number.isFinite(x) || !Number.isFinite(p.yM[i]));
  if (lost >= 0) wrong.push(`unit ${lost} has no position`);
  const cheap = p.switchWeights?.findIndex((w) => !(w >= 0 && w < Infinity)) ?? -1;
  if (cheap >= 0) wrong.push(`the switch weight of unit ${cheap} must be 0 or more`);
  const limit = p.maxSwitchesPerPart;
  if (limit !== undefined && !(limit >= 0))
    wrong.push(`the most switches per territory must be 0 or more, got ${limit}`);
  if (p.neighbours && p.neighbours.start.length !== p.n + 1)
    wrong.push('the neighbour graph is of another number of units');
}

function checkMeasure(p: TerritoryProblem, { name, values, tolerance }: Measure, m: number, wrong: string[]): void {
  if (values.length !== p.n) return void wrong.push(`measure ${name} has ${values.length} values for ${p.n} units`);
  if (!(tolerance >= 0 && tolerance < Infinity))
    wrong.push(`the tolerance of ${name} must be 0 or more, got ${tolerance}`);
  const missing = values.findIndex((v) => !Number.isFinite(v));
  if (missing >= 0) return void wrong.push(`measure ${name} is missing for unit ${missing}`);
  const negative = values.findIndex((v) => v < 0);
  if (negative >= 0) return void wrong.push(`measure ${name} is negative for unit ${negative}`);
  const total = sum(values);
  if (!(total > 0)) return void wrong.push(`measure ${name} is 0 for every unit: there is nothing to balance`);
  if (total === Infinity) return void wrong.push(`measure ${name} adds up to more than a number can hold`);
  const target = p.targets?.[m];
  if (!target) return;
  if (target.length !== p.parts || !target.every((t) => t > 0 && t < Infinity)) {
    wrong.push(`the targets of ${name} must be ${p.parts} values above 0`);
  } else if (Math.abs(sum(target) / total - 1) > 1e-6) {
    wrong.push(`the targets of ${name} add up to ${sum(target)}, the units to ${total}`);
  }
}

function checkToday(p: TerritoryProblem, wrong: string[]): void {
  const outside = p.current?.findIndex((j) => !(j >= -1 && j < p.parts)) ?? -1;
  if (outside >= 0)
    wrong.push(`unit ${outside} is in territory ${p.current![outside]! + 1} today, there are ${p.parts}`);
  const homeless = p.locked?.findIndex((l, i) => l !== 0 && !((p.current?.[i] ?? -1) >= 0)) ?? -1;
  if (homeless >= 0) wrong.push(`unit ${homeless} is locked but has no territory today`);
  if (p.lockedParts?.some((l) => l !== 0) && !p.current)
    wrong.push('a territory is locked but there is no map of today');
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
