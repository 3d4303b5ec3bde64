// Pure: a scenario's columns as the arrays that figures are counted from.
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import type { ScenarioDesign, TerritoryMeasure } from '../../shared/scenarioSettings.ts';

/** A way to tell retailers apart, and which of its values each has. */
export interface Trait {
  values: readonly string[];
  of: Uint16Array;
}

/**
 * What never changes while retailers change hands. Territories are counted by their place in `nos`: 0 is none of them, and the
 * territories of today that the scenario has no more come last.
 */
export interface PlanModel {
  n: number;
  nos: readonly number[];
  indexOf: ReadonlyMap<number, number>;
  measures: readonly TerritoryMeasure[];
  /** [unit × M + m]. */
  values: Float64Array;
  totals: readonly number[];
  /** How many retailers lack the figure. */
  unknown: readonly number[];
  today: Int32Array;
  xKm: Float64Array;
  yKm: Float64Array;
  door: Int32Array;
  doors: number;
  /** Doors that touch, as compressed rows. */
  start: Int32Array;
  to: Int32Array;
  grade: Trait;
  businessType: Trait;
  scale: Trait;
}

export function modelOf(
  units: ScenarioUnits,
  { settings, territories }: Pick<Scenario, keyof ScenarioDesign>,
): PlanModel {
  const n = units.retailerId.length;
  const nos = [0, ...territories.map((t) => t.no), ...units.gone.map((t) => t.no)];
  const indexOf = new Map(nos.map((no, index) => [no, index]));
  const measures = settings.measures.map((m) => m.measure);
  const values = new Float64Array(n * measures.length);
  const unknown = measures.map((measure, m) => {
    const column = units.measures[measure];
    const stand = settings.unknown === 'median' ? medianOf(column) : 0;
    column.forEach((value, i) => (values[i * measures.length + m] = value ?? stand));
    return column.filter((value) => value === null).length;
  });
  const totals = measures.map((_, m) => sumOf(n, (i) => values[i * measures.length + m]!));
  const doors = units.door.reduce((most, door) => Math.max(most, door + 1), 0);
  return {
    n,
    nos,
    indexOf,
    measures,
    values,
    totals,
    unknown,
    doors,
    ...plane(units),
    ...rows(doors, units.edges),
    today: Int32Array.from(units.todayNo, (no) => indexOf.get(no) ?? 0),
    door: Int32Array.from(units.door),
    grade: traitOf(units.grade),
    businessType: traitOf(units.businessType),
    scale: traitOf(units.scale),
  };
}

function medianOf(column: readonly (number | null)[]): number {
  const known = column.filter((value) => value !== null).sort((a, b) => a - b);
  return known[known.length >> 1] ?? 0;
}

function sumOf(n: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += value(i);
  return sum;
}

const KM_PER_DEGREE = 111.195;

/** Kilometres on the plane that touches the middle: for radii of territories, tens of kilometres across. */
function plane({ lng, lat }: Pick<ScenarioUnits, 'lng' | 'lat'>): { xKm: Float64Array; yKm: Float64Array } {
  const middleLat = lat.reduce((sum, one) => sum + one, 0) / Math.max(1, lat.length);
  const firstLng = lng[0] ?? 0;
  const shrink = Math.cos((middleLat * Math.PI) / 180);
  return {
    xKm: Float64Array.from(lng, (one) => (((one - firstLng + 540) % 360) - 180) * shrink * KM_PER_DEGREE),
    yKm: Float64Array.from(lat, (one) => (one - middleLat) * KM_PER_DEGREE),
  };
}

function rows(doors: number, edges: readonly number[]): { start: Int32Array; to: Int32Array } {
  const start = new Int32Array(doors + 1);
  for (const door of edges) start[door + 1]!++;
  for (let d = 0; d < doors; d++) start[d + 1]! += start[d]!;
  const next = start.slice(0, doors);
  const to = new Int32Array(edges.length);
  for (let e = 0; e < edges.length; e += 2) {
    const [a, b] = [edges[e]!, edges[e + 1]!];
    to[next[a]!++] = b;
    to[next[b]!++] = a;
  }
  return { start, to };
}

/** Values by how many have them, at most twelve: the rest is one, named ''. */
function traitOf(column: readonly (string | null)[]): Trait {
  const count = new Map<string, number>();
  for (const value of column) count.set(value ?? '', (count.get(value ?? '') ?? 0) + 1);
  const common = [...count]
    .filter(([value]) => value !== '')
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([value]) => value)
    .sort();
  const values = [...common, ''];
  const at = new Map(values.map((value, k) => [value, k]));
  return { values, of: Uint16Array.from(column, (value) => at.get(value ?? '') ?? common.length) };
}
