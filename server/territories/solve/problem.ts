import type { Eased, UnmetReason } from '../../../shared/unmet.ts';
import type { InBoth } from '../../../shared/problems/say.ts';
import { linesIn, SaidError } from '../../saidError.ts';
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
  notes: InBoth[];
  iterations: number;
}

/** The input cannot be worked with. Every reason, not the first. */
export class TerritoryProblemError extends SaidError {
  override name = 'TerritoryProblemError';
  constructor(reasons: readonly InBoth[]) {
    super(linesIn(reasons));
  }
}

/** Throws TerritoryProblemError when the problem has no meaning; what is merely impossible gets an answer instead. */
export function checkProblem(p: TerritoryProblem): void {
  const wrong: InBoth[] = [];
  if (!Number.isInteger(p.n) || p.n < 1) wrong.push({ en: 'there are no units', zh: '没有零售户' });
  if (!Number.isInteger(p.parts) || p.parts < 1)
    wrong.push({
      en: `the number of territories must be a whole number from 1, got ${p.parts}`,
      zh: `片区数应为不小于 1 的整数，现为 ${p.parts}`,
    });
  else if (p.parts > p.n)
    wrong.push({
      en: `${p.parts} territories cannot be made of ${p.n} units: each needs at least one`,
      zh: `${p.n} 户无法划成 ${p.parts} 个片区：每个片区至少一户`,
    });
  if (p.measures.length === 0) wrong.push({ en: 'there is no measure to balance', zh: '没有要均衡的指标' });
  const names = new Set(p.measures.map((m) => m.name));
  if (names.size !== p.measures.length) wrong.push({ en: 'two measures have the same name', zh: '有两个指标同名' });
  if (wrong.length === 0) {
    checkUnits(p, wrong);
    p.measures.forEach((measure, m) => checkMeasure(p, measure, m, wrong));
    checkToday(p, wrong);
  }
  if (wrong.length > 0) throw new TerritoryProblemError(wrong);
}

function checkUnits(p: TerritoryProblem, wrong: InBoth[]): void {
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
    if (array && array.length !== length)
      wrong.push({
        en: `${name} has ${array.length} values, ${length} expected`,
        zh: `${name} 有 ${array.length} 个值，应为 ${length} 个`,
      });
  }
  const lost = p.xM.findIndex((x, i) => !Number.isFinite(x) || !Number.isFinite(p.yM[i]));
  if (lost >= 0) wrong.push({ en: `unit ${lost} has no position`, zh: `第 ${lost} 户没有坐标` });
  const cheap = p.switchWeights?.findIndex((w) => !(w >= 0 && w < Infinity)) ?? -1;
  if (cheap >= 0)
    wrong.push({
      en: `the switch weight of unit ${cheap} must be 0 or more`,
      zh: `第 ${cheap} 户的调整权重应不小于 0`,
    });
  const limit = p.maxSwitchesPerPart;
  if (limit !== undefined && !(limit >= 0))
    wrong.push({
      en: `the most switches per territory must be 0 or more, got ${limit}`,
      zh: `每个片区最多调整户数应不小于 0，现为 ${limit}`,
    });
  if (p.neighbours && p.neighbours.start.length !== p.n + 1)
    wrong.push({ en: 'the neighbour graph is of another number of units', zh: '邻接关系与户数不符' });
}

function checkMeasure(p: TerritoryProblem, { name, values, tolerance }: Measure, m: number, wrong: InBoth[]): void {
  if (values.length !== p.n)
    return void wrong.push({
      en: `measure ${name} has ${values.length} values for ${p.n} units`,
      zh: `指标 ${name} 有 ${values.length} 个值，而共有 ${p.n} 户`,
    });
  if (!(tolerance >= 0 && tolerance < Infinity))
    wrong.push({
      en: `the tolerance of ${name} must be 0 or more, got ${tolerance}`,
      zh: `${name} 的允许偏差应不小于 0，现为 ${tolerance}`,
    });
  const missing = values.findIndex((v) => !Number.isFinite(v));
  if (missing >= 0)
    return void wrong.push({
      en: `measure ${name} is missing for unit ${missing}`,
      zh: `第 ${missing} 户缺少指标 ${name}`,
    });
  const negative = values.findIndex((v) => v < 0);
  if (negative >= 0)
    return void wrong.push({
      en: `measure ${name} is negative for unit ${negative}`,
      zh: `第 ${negative} 户的指标 ${name} 为负`,
    });
  const total = sum(values);
  if (!(total > 0))
    return void wrong.push({
      en: `measure ${name} is 0 for every unit: there is nothing to balance`,
      zh: `所有零售户的指标 ${name} 都是 0，无从均衡`,
    });
  if (total === Infinity)
    return void wrong.push({
      en: `measure ${name} adds up to more than a number can hold`,
      zh: `指标 ${name} 的合计过大`,
    });
  const target = p.targets?.[m];
  if (!target) return;
  if (target.length !== p.parts || !target.every((t) => t > 0 && t < Infinity)) {
    wrong.push({
      en: `the targets of ${name} must be ${p.parts} values above 0`,
      zh: `${name} 的目标应为 ${p.parts} 个大于 0 的值`,
    });
  } else if (Math.abs(sum(target) / total - 1) > 1e-6) {
    wrong.push({
      en: `the targets of ${name} add up to ${sum(target)}, the units to ${total}`,
      zh: `${name} 的目标合计 ${sum(target)}，零售户合计 ${total}`,
    });
  }
}

function checkToday(p: TerritoryProblem, wrong: InBoth[]): void {
  const outside = p.current?.findIndex((j) => !(j >= -1 && j < p.parts)) ?? -1;
  if (outside >= 0)
    wrong.push({
      en: `unit ${outside} is in territory ${p.current![outside]! + 1} today, there are ${p.parts}`,
      zh: `第 ${outside} 户现属片区 ${p.current![outside]! + 1}，而只有 ${p.parts} 个片区`,
    });
  const homeless = p.locked?.findIndex((l, i) => l !== 0 && !((p.current?.[i] ?? -1) >= 0)) ?? -1;
  if (homeless >= 0)
    wrong.push({
      en: `unit ${homeless} is locked but has no territory today`,
      zh: `第 ${homeless} 户已锁定，但现在不属于任何片区`,
    });
  if (p.lockedParts?.some((l) => l !== 0) && !p.current)
    wrong.push({ en: 'a territory is locked but there is no map of today', zh: '锁定了片区，但没有现有片区图' });
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
