import type { Parameters } from './problems/problems.ts';
import type { searchProblems } from './problems/search.ts';
import type { ScenarioDesign } from './scenarioSettings.ts';
import type { ScenarioUnits } from './scenarios.ts';
import type { SolveStart } from './solveReport.ts';

/** Why a search would have no meaning. */
export type SolveProblem = {
  [C in keyof typeof searchProblems]: { code: C } & Parameters<C>;
}[keyof typeof searchProblems];

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
  const some = (where: readonly number[]) => ({
    count: where.length,
    examples: where.slice(0, EXAMPLES).map((i) => units.code[i]!),
  });
  const n = units.code.length;
  const all = Array.from({ length: n }, (_, i) => i);
  if (n === 0) found.push({ code: 'NO_RETAILERS' });
  if (territories.length === 0) found.push({ code: 'NO_TERRITORIES' });
  if (n > 0 && territories.length > n) found.push({ code: 'MORE_TERRITORIES', count: territories.length });
  const balanced = settings.measures.filter((m) => m.isBalanced).map((m) => m.measure);
  if (balanced.length === 0) found.push({ code: 'NO_MEASURE' });
  for (const measure of n > 0 ? balanced : []) {
    const values = units.measures[measure];
    const unknown = all.filter((i) => values[i] === null);
    if (unknown.length > 0 && (settings.unknown === 'refuse' || unknown.length === n))
      found.push({ code: 'MEASURE_UNKNOWN', measure, ...some(unknown) });
    else if (values.every((value) => (value ?? 0) === 0)) found.push({ code: 'MEASURE_ZERO', measure });
  }
  const far = farAway(units);
  if (far.length > 0) found.push({ code: 'FAR_AWAY', ...some(far) });
  const isLockedTerritory = new Set(territories.filter((t) => t.isLocked).map((t) => t.no));
  const nowhere = all.filter((i) => units.locked[i] === 1 && units.no[i] === 0);
  if (nowhere.length > 0) found.push({ code: 'LOCKED_NOWHERE', ...some(nowhere) });
  const singly = all.filter((i) => units.locked[i] === 1 && units.no[i] !== 0 && !isLockedTerritory.has(units.no[i]!));
  if (from === 'nothing' && singly.length > 0) found.push({ code: 'LOCKED_SINGLY', ...some(singly) });
  if (territories.length > 0 && territories.every((t) => t.isLocked)) found.push({ code: 'ALL_LOCKED' });
  if (from === 'today' && n > 0 && units.todayNo.every((no) => no === 0)) found.push({ code: 'NO_TODAY' });
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
