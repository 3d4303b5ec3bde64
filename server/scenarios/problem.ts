// Pure: a scenario as the solver's problem, and the solver's answer as the scenario's.
import type { LngLat } from '../../shared/geo.ts';
import type { ScenarioDesign, ScenarioTerritory, TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import type { ScenarioUnits } from '../../shared/scenarios.ts';
import type { SolveStart } from '../../shared/solveReport.ts';
import { flatLines, tangentDisc, toTangentDisc } from '../territories/solve/plane.ts';
import type { TerritoryProblem } from '../territories/solve/problem.ts';

export interface Posed {
  problem: TerritoryProblem;
  /** Which columns of the scenario are the problem's units, and which territories its parts. */
  units: number[];
  parts: ScenarioTerritory[];
  measures: TerritoryMeasure[];
}

/**
 * From today's map or as it stands here, everything is in the problem and locks bind. A design from nothing leaves locked
 * territories out with all they have, and shares the rest among the others. Nothing is joined across the barriers.
 */
export function pose(
  columns: ScenarioUnits,
  { settings, territories }: ScenarioDesign,
  from: SolveStart,
  barriers: readonly (readonly LngLat[])[] = [],
): Posed {
  const isLocked = new Set(territories.filter((t) => t.isLocked).map((t) => t.no));
  const isFresh = from === 'nothing';
  const parts = isFresh ? territories.filter((t) => !t.isLocked) : territories;
  const units = columns.no.flatMap((no, i) => (isFresh && isLocked.has(no) ? [] : [i]));
  const partOf = new Map(parts.map((t, j) => [t.no, j]));
  // What is locked stays where the scenario has it, wherever it is today.
  const stays = (i: number) => columns.locked[i] === 1 || isLocked.has(columns.no[i]!);
  const homeNo = (i: number) => {
    const no = from === 'here' || stays(i) ? columns.no[i]! : columns.todayNo[i]!;
    return isLocked.has(no) && !stays(i) ? 0 : no; // today in a territory that is closed here
  };
  const balanced = settings.measures.filter((m) => m.isBalanced);
  const measures = balanced.map(({ measure, tolerance }) => ({
    name: measure,
    tolerance,
    values: known(columns.measures[measure], units),
  }));
  const basesAt = parts.map((t) => t.base);
  const points = [
    ...units.map((i): LngLat => ({ lng: columns.lng[i]!, lat: columns.lat[i]! })),
    ...basesAt.filter((b) => b !== null),
  ];
  const disc = tangentDisc(points);
  const plane = toTangentDisc(points, disc);
  const capped = balanced.map(({ measure }) =>
    parts.some((t) => t.capacity[measure] !== undefined)
      ? Float64Array.from(parts, (t) => t.capacity[measure] ?? Infinity)
      : undefined,
  );
  const problem: TerritoryProblem = {
    n: units.length,
    parts: parts.length,
    measures,
    xM: plane.xM.slice(0, units.length),
    yM: plane.yM.slice(0, units.length),
    ...(barriers.length > 0 && { barriers: flatLines(barriers, disc) }),
    ...(parts.some((t) => t.share !== 1) && { targets: measures.map(({ values }) => targetsOf(values, parts)) }),
    ...(!isFresh && {
      current: Int32Array.from(units, (i) => partOf.get(homeNo(i)) ?? -1),
      locked: Uint8Array.from(units, (i) => columns.locked[i]!),
      lockedParts: Uint8Array.from(parts, (t) => (t.isLocked ? 1 : 0)),
      ...(settings.maxMovesPerTerritory !== null && { maxSwitchesPerPart: settings.maxMovesPerTerritory }),
    }),
    ...(capped.some((row) => row !== undefined) && { capacity: capped }),
    ...(basesAt.some((b) => b !== null) && { bases: basesOf(basesAt, plane, units.length) }),
  };
  return { problem, units, parts, measures: balanced.map((m) => m.measure) };
}

/** Unknown figures count as the median of those known; where that may not be, solveProblems has refused before. */
function known(column: readonly (number | null)[], units: readonly number[]): Float64Array {
  const sorted = column.filter((value) => value !== null).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  return Float64Array.from(units, (i) => column[i] ?? median);
}

/** Shares of the measure's total, which they must add up to. */
function targetsOf(values: Float64Array, parts: readonly ScenarioTerritory[]): Float64Array {
  const total = values.reduce((a, b) => a + b, 0);
  const shares = parts.reduce((sum, t) => sum + t.share, 0);
  return Float64Array.from(parts, (t) => (total * t.share) / shares);
}

function basesOf(
  basesAt: readonly (LngLat | null)[],
  plane: { xM: Float64Array; yM: Float64Array },
  after: number,
): { xM: Float64Array; yM: Float64Array } {
  let next = after;
  const at = basesAt.map((base) => (base === null ? -1 : next++));
  return {
    xM: Float64Array.from(at, (k) => (k < 0 ? NaN : plane.xM[k]!)),
    yM: Float64Array.from(at, (k) => (k < 0 ? NaN : plane.yM[k]!)),
  };
}

/**
 * Numbers of territories for the parts of a new design: equal parts take the number of the territory of today they have most
 * retailers of, the largest overlap first, so that a new design hands over as few as its outlines allow.
 */
export function namedParts(
  { parts, units }: Pick<Posed, 'parts' | 'units'>,
  assignment: Int32Array,
  todayNo: readonly number[],
): ScenarioTerritory[] {
  if (parts.some((t) => t.share !== 1 || t.base !== null || Object.keys(t.capacity).length > 0)) return [...parts];
  const indexOf = new Map(parts.map((t, j) => [t.no, j]));
  const overlap = new Map<number, number>();
  units.forEach((i, u) => {
    const today = indexOf.get(todayNo[i]!);
    if (today !== undefined)
      overlap.set(assignment[u]! * parts.length + today, (overlap.get(assignment[u]! * parts.length + today) ?? 0) + 1);
  });
  const named: (ScenarioTerritory | undefined)[] = parts.map(() => undefined);
  const taken = new Set<number>();
  for (const [pair] of [...overlap].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const [part, today] = [Math.floor(pair / parts.length), pair % parts.length];
    if (named[part] !== undefined || taken.has(today)) continue;
    named[part] = parts[today]!;
    taken.add(today);
  }
  const free = parts.filter((_, j) => !taken.has(j));
  return named.map((t) => t ?? free.shift()!);
}
