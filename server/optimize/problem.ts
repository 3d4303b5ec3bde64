// Pure: a request for a route turned into what the solvers take.
import { secondsOf } from '../../shared/clock.ts';
import type { LngLat } from '../../shared/geo.ts';
import { MOST_DAY_STOPS, type OptimizeRequest, type Terminal } from '../../shared/optimize.ts';
import type { FieldReason } from '../../shared/problems/problems.ts';
import type { RouteShape } from '../routes/solve/problem.ts';
import type { DayProblem } from '../routes/solve/day/problem.ts';
import type { Place } from '../../shared/straight.ts';

/** A request that fits its schema and makes no sense: where, and why. */
export class AskedWrongly extends Error {
  readonly path: string;
  readonly reason: FieldReason;
  constructor(path: string, reason: FieldReason) {
    super(`${path}: ${reason.code}`);
    this.path = path;
    this.reason = reason;
  }
}

/** Where everything is: location i < stops.length is stop i, then come ends that are elsewhere. */
export interface Layout {
  /** Row of the matrix handed in for each location; null where none was. */
  rows: number[] | null;
  places: Place[];
  /** Locations, or null: at whichever stop is best. */
  startAt: number | null;
  endAt: number | null;
  isClosed: boolean;
  /** Windows, breaks, pins or stops that may be left out: a day, not a tour. */
  isDay: boolean;
}

/** No day ends later than this when nothing else was said: 30 days after its first midnight. */
const NO_END_S = 30 * 86_400;

/** @throws AskedWrongly */
export function layOut(asked: OptimizeRequest): Layout {
  checkStops(asked);
  checkMatrix(asked);
  const { stops, matrix } = asked;
  const rows = matrix ? stops.map((stop) => stop.index!) : null;
  const places = matrix
    ? []
    : stops.map((stop): Place => ({ ...stop.position!, roadCondition: stop.roadCondition ?? null }));
  let next = stops.length;
  const idAt = new Map(stops.map(({ id }, i) => [id, i]));
  const locate = (terminal: Terminal | undefined, name: 'start' | 'end'): number | null => {
    if (!terminal) return null;
    if ('stopId' in terminal) {
      const at = idAt.get(terminal.stopId);
      if (at === undefined) throw new AskedWrongly(`${name}.stopId`, { code: 'NO_SUCH_STOP', id: terminal.stopId });
      return at;
    }
    if ('index' in terminal) {
      if (!matrix || terminal.index >= matrix.durationsS.length)
        throw new AskedWrongly(
          `${name}.index`,
          matrix ? { code: 'ROW_NOT_IN_MATRIX', rows: matrix.durationsS.length } : { code: 'NEEDS_MATRIX' },
        );
      rows!.push(terminal.index);
    } else {
      if (matrix) throw new AskedWrongly(`${name}.position`, { code: 'TERMINAL_NEEDS_ROW' });
      places.push(terminal.position satisfies LngLat);
    }
    return next++;
  };
  const startAt = locate(asked.start, 'start');
  const isSameEnd = asked.end !== undefined && JSON.stringify(asked.end) === JSON.stringify(asked.start);
  if (asked.closed && asked.end && !isSameEnd) throw new AskedWrongly('end', { code: 'CLOSED_WITH_END' });
  const isClosed = asked.closed || (isSameEnd && stops.length > 1);
  const endAt = isClosed ? startAt : isSameEnd ? null : locate(asked.end, 'end');
  const isDay =
    asked.dayEnd !== undefined ||
    asked.lunch !== undefined ||
    stops.some((stop) => stop.windows.length > 0 || !stop.mustVisit || stop.pinnedAt !== undefined);
  if (isDay && isClosed && startAt === null) throw new AskedWrongly('start', { code: 'CLOSED_NEEDS_START' });
  if (isDay && stops.length > MOST_DAY_STOPS)
    throw new AskedWrongly('stops', { code: 'TOO_MANY_DAY_STOPS', stops: stops.length, most: MOST_DAY_STOPS });
  return { rows, places, startAt, endAt, isClosed, isDay };
}

function checkStops({ stops, matrix, dayStart, dayEnd }: OptimizeRequest): void {
  const seen = new Map<string, number>();
  const pinned = new Map<number, number>();
  stops.forEach((stop, i) => {
    const other = seen.get(stop.id);
    if (other !== undefined) throw new AskedWrongly(`stops.${i}.id`, { code: 'STOP_ID_TWICE', id: stop.id, other });
    seen.set(stop.id, i);
    if (matrix && stop.index === undefined) throw new AskedWrongly(`stops.${i}.index`, { code: 'NEEDS_ROW' });
    if (matrix && stop.position) throw new AskedWrongly(`stops.${i}.position`, { code: 'ROW_AND_POSITION' });
    if (!matrix && stop.index !== undefined) throw new AskedWrongly(`stops.${i}.index`, { code: 'NEEDS_MATRIX' });
    if (!matrix && !stop.position) throw new AskedWrongly(`stops.${i}.position`, { code: 'MISSING' });
    if (matrix && stop.index! >= matrix.durationsS.length)
      throw new AskedWrongly(`stops.${i}.index`, { code: 'ROW_NOT_IN_MATRIX', rows: matrix.durationsS.length });
    if (stop.pinnedAt === undefined) return;
    if (stop.pinnedAt > stops.length)
      throw new AskedWrongly(`stops.${i}.pinnedAt`, { code: 'PIN_BEYOND_END', stops: stops.length });
    if (pinned.has(stop.pinnedAt))
      throw new AskedWrongly(`stops.${i}.pinnedAt`, { code: 'PIN_TAKEN', other: pinned.get(stop.pinnedAt)! });
    pinned.set(stop.pinnedAt, i);
  });
  if (dayEnd !== undefined && secondsOf(dayEnd) <= secondsOf(dayStart ?? '00:00'))
    throw new AskedWrongly('dayEnd', { code: 'DAY_ENDS_TOO_EARLY' });
}

function checkMatrix({ matrix }: OptimizeRequest): void {
  if (!matrix) return;
  const n = matrix.durationsS.length;
  for (const [name, rows] of [
    ['durationsS', matrix.durationsS],
    ['distancesM', matrix.distancesM ?? matrix.durationsS],
  ] as const) {
    if (rows.length !== n)
      throw new AskedWrongly(`matrix.${name}`, { code: 'MATRICES_DIFFER', rows: rows.length, wanted: n });
    rows.forEach((row, i) => {
      if (row.length !== n)
        throw new AskedWrongly(`matrix.${name}.${i}`, { code: 'MATRIX_NOT_SQUARE', numbers: row.length, rows: n });
    });
  }
}

/** The locations' part of a matrix handed in, row-major; Infinity where there is no way. */
export function partOf(rows: readonly number[], cells: readonly (readonly (number | null)[])[]): Float64Array {
  const n = rows.length;
  const part = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i !== j && rows[i] !== rows[j]) part[i * n + j] = cells[rows[i]!]![rows[j]!] ?? Infinity;
  return part;
}

/** Where the tour is open, and from which node to which. */
export function shapeOf({ isClosed, startAt, endAt }: Layout): RouteShape {
  if (isClosed) return { kind: 'closed' };
  return { kind: 'open', ...(startAt !== null && { start: startAt }), ...(endAt !== null && { end: endAt }) };
}

/** The request as a day of the window solver. */
export function dayOf(
  asked: OptimizeRequest,
  { startAt, endAt }: Layout,
  locations: number,
  travelS: Float64Array,
  travelM: Float64Array | null,
): DayProblem {
  const { stops, lunch } = asked;
  const last = stops.length - 1;
  // a stop that is an end of the route is pinned to that end
  const pinAt = (i: number): number | undefined => {
    const end = i === startAt ? 0 : i === endAt && endAt !== startAt ? last : undefined;
    const pin = stops[i]!.pinnedAt === undefined ? undefined : stops[i]!.pinnedAt - 1;
    if (end !== undefined && pin !== undefined && pin !== end)
      throw new AskedWrongly(`stops.${i}.pinnedAt`, { code: 'PIN_OF_TERMINAL', end: end === 0 ? 'start' : 'end' });
    return end ?? pin;
  };
  const pins = stops.map((_, i) => pinAt(i));
  const twice = pins.findIndex((pin, i) => pin !== undefined && pins.indexOf(pin) < i);
  if (twice >= 0) throw new AskedWrongly(`stops.${twice}.pinnedAt`, { code: 'PIN_ON_TERMINAL' });
  const startS = secondsOf(asked.dayStart ?? '00:00');
  return {
    stops: stops.map((stop, i) => ({
      serviceS: stop.serviceMinutes * 60,
      windows: stop.windows.map(({ from, to }) => ({ fromS: secondsOf(from), toS: secondsOf(to) })),
      must: stop.mustVisit,
      priority: stop.priority,
      ...(pins[i] !== undefined && { pinnedAt: pins[i] }),
    })),
    locations,
    travelS,
    ...(travelM && { travelM }),
    startAt,
    endAt,
    shift: { startS, endS: asked.dayEnd === undefined ? startS + NO_END_S : secondsOf(asked.dayEnd) },
    ...(lunch && {
      lunch: { durationS: lunch.minutes * 60, earliestS: secondsOf(lunch.from), latestS: secondsOf(lunch.to) },
    }),
    prefix: [],
  };
}
