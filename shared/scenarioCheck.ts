import { z } from 'zod';
import { TerritoryMeasure, type ScenarioDesign, type ScenarioUnits, type SolveStart } from './scenarios.ts';

/** Why a search would have no meaning: a closed list, with a sentence for each in each language. */
export const SolveProblemCode = z.enum([
  'NO_RETAILERS',
  'NO_TERRITORIES',
  'MORE_TERRITORIES',
  'NO_MEASURE',
  'MEASURE_ZERO',
  'MEASURE_UNKNOWN',
  'FAR_AWAY',
  'LOCKED_NOWHERE',
  'LOCKED_SINGLY',
  'ALL_LOCKED',
  'NO_TODAY',
]);
export type SolveProblemCode = z.infer<typeof SolveProblemCode>;

export interface SolveProblem {
  code: SolveProblemCode;
  measure: TerritoryMeasure | null;
  /** How many retailers or territories it concerns, and the codes of a few. */
  count: number;
  examples: string[];
}

/** A few to go and look at. */
const EXAMPLES = 5;

type Units = Pick<ScenarioUnits, 'code' | 'lng' | 'lat' | 'no' | 'todayNo' | 'locked' | 'measures'>;

/** Everything that stands against a search, not only the first. */
export function solveProblems(
  units: Units,
  { settings, territories }: ScenarioDesign,
  from: SolveStart,
): SolveProblem[] {
  const found: SolveProblem[] = [];
  const add = (
    code: SolveProblemCode,
    where: number[] = [],
    measure: TerritoryMeasure | null = null,
    count = where.length,
  ) => found.push({ code, measure, count, examples: where.slice(0, EXAMPLES).map((i) => units.code[i]!) });
  const n = units.code.length;
  const all = Array.from({ length: n }, (_, i) => i);
  if (n === 0) add('NO_RETAILERS');
  if (territories.length === 0) add('NO_TERRITORIES');
  if (n > 0 && territories.length > n) add('MORE_TERRITORIES', [], null, territories.length);
  const balanced = settings.measures.filter((m) => m.isBalanced).map((m) => m.measure);
  if (balanced.length === 0) add('NO_MEASURE');
  for (const measure of n > 0 ? balanced : []) {
    const values = units.measures[measure];
    const unknown = all.filter((i) => values[i] === null);
    if (unknown.length > 0 && (settings.unknown === 'refuse' || unknown.length === n))
      add('MEASURE_UNKNOWN', unknown, measure);
    else if (values.every((value) => (value ?? 0) === 0)) add('MEASURE_ZERO', [], measure, n);
  }
  const far = farAway(units);
  if (far.length > 0) add('FAR_AWAY', far);
  const isLockedTerritory = new Set(territories.filter((t) => t.isLocked).map((t) => t.no));
  const nowhere = all.filter((i) => units.locked[i] === 1 && units.no[i] === 0);
  if (nowhere.length > 0) add('LOCKED_NOWHERE', nowhere);
  const singly = all.filter((i) => units.locked[i] === 1 && units.no[i] !== 0 && !isLockedTerritory.has(units.no[i]!));
  if (from === 'nothing' && singly.length > 0) add('LOCKED_SINGLY', singly);
  if (territories.length > 0 && territories.every((t) => t.isLocked)) add('ALL_LOCKED', [], null, territories.length);
  if (from === 'today' && n > 0 && units.todayNo.every((no) => no === 0)) add('NO_TODAY');
  return found;
}

const KM_PER_DEGREE = 111.2;

/**
 * Retailers 500 km and twenty times as far from the middle as nine tenths of the others: swapped coordinates, 0/0 or another
 * continent. One such would bend every territory towards it. (The same rule as the command line has for its files.)
 */
function farAway({ lng, lat }: Pick<ScenarioUnits, 'lng' | 'lat'>): number[] {
  if (lng.length === 0) return [];
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  const [mx, my] = [middle(lng), middle(lat)];
  const away = lng.map(
    (x, i) => Math.hypot((((x - mx + 540) % 360) - 180) * Math.cos((my * Math.PI) / 180), lat[i]! - my) * KM_PER_DEGREE,
  );
  const usual = [...away].sort((a, b) => a - b)[Math.floor(0.9 * (away.length - 1))]!;
  return away.flatMap((km, i) => (km > Math.max(500, 20 * usual) ? [i] : []));
}
