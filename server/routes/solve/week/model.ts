import { checkDay } from '../day/check.ts';
import { dayModel } from '../day/model.ts';
import type { DayProblem } from '../day/problem.ts';
import { RouteError } from '../problem.ts';
import type { WeekProblem } from './problem.ts';
import type { WindowModel } from '../window/model.ts';

/** More are a plan for a month or a country: to be cut into teams first. */
export const MAX_WEEK_STOPS = 2_000;
export const MAX_WEEK_TOURS = 200;
/** Each tour holds a matrix of all stops: 50 million costs are 400 MB. */
const MOST_COSTS = 5e7;

/** Throws a RouteError that names what is wrong with the week, if anything is. */
export function checkWeek(week: WeekProblem): void {
  if (week.tours.length === 0) throw new RouteError('a week needs at least one tour');
  if (week.tours.length > MAX_WEEK_TOURS)
    throw new RouteError(`${week.tours.length} tours are too many: at most ${MAX_WEEK_TOURS}`);
  if (week.stops.length > MAX_WEEK_STOPS)
    throw new RouteError(`${week.stops.length} stops are too many: at most ${MAX_WEEK_STOPS}`);
  if (week.stops.length ** 2 * week.tours.length > MOST_COSTS) {
    throw new RouteError(
      `${week.stops.length} stops on ${week.tours.length} tours are too many to hold: divide the team or the stops`,
    );
  }
  if (!(week.balanceWeight === undefined || (week.balanceWeight >= 0 && week.balanceWeight < Infinity))) {
    throw new RouteError(`balanceWeight must be a number of 0 or more, got ${week.balanceWeight}`);
  }
  week.tours.forEach((tour, t) => {
    if (!Number.isInteger(tour.day) || tour.day < 0) throw new RouteError(`tour ${t} has no day: ${tour.day}`);
    try {
      checkDay(
        tourDay(
          week,
          t,
          week.stops.map((_, i) => i),
        ),
        MAX_WEEK_STOPS,
      );
    } catch (error) {
      if (error instanceof RouteError) throw new RouteError(`tour ${t}: ${error.message}`, { cause: error });
      throw error;
    }
  });
}

export function mayServe(week: WeekProblem, t: number, stop: number): boolean {
  const { windows, rep } = week.stops[stop]!;
  return windows[week.tours[t]!.day] !== undefined && (rep === undefined || rep === week.tours[t]!.rep);
}

/** Tour t with these stops of the week, as a day of its own: the day's stop k is the week's stops[k]. */
export function tourDay(week: WeekProblem, t: number, stops: readonly number[]): DayProblem {
  const { startAt, endAt, shift, lunch, day } = week.tours[t]!;
  for (const [name, at] of [
    ['startAt', startAt],
    ['endAt', endAt],
  ] as const) {
    if (at !== null && !(Number.isInteger(at) && at >= 0 && at < week.locations)) {
      throw new RouteError(`tour ${t}: ${name} must be a location from 0 to ${week.locations - 1} or null, got ${at}`);
    }
  }
  const places = [...stops, ...(startAt === null ? [] : [startAt]), ...(endAt === null ? [] : [endAt])];
  const part = (matrix: Float64Array) => {
    const cut = new Float64Array(places.length * places.length);
    places.forEach((from, i) =>
      places.forEach((to, j) => (cut[i * places.length + j] = from === to ? 0 : matrix[from * week.locations + to]!)),
    );
    return cut;
  };
  return {
    stops: stops.map((i) => {
      const { serviceS, must, priority, windows } = week.stops[i]!;
      return { serviceS, must, priority, windows: windows[day] ?? [] };
    }),
    locations: places.length,
    travelS: part(week.travelS),
    ...(week.travelM ? { travelM: part(week.travelM) } : {}),
    startAt: startAt === null ? null : stops.length,
    endAt: endAt === null ? null : places.length - 1,
    shift,
    ...(lunch ? { lunch } : {}),
    prefix: [],
  };
}

/** Tour t over all stops of the week, for the search: nodeOf[stop] is −1 where the tour cannot serve the stop. */
export function tourModel(week: WeekProblem, t: number): { model: WindowModel; nodeOf: Int32Array; stopOf: number[] } {
  const candidates = week.stops.map((_, i) => i).filter((i) => mayServe(week, t, i));
  const { model, stopOf } = dayModel(tourDay(week, t, candidates));
  const nodeOf = new Int32Array(week.stops.length).fill(-1);
  const weekStopOf = stopOf.map((k) => candidates[k]!);
  weekStopOf.forEach((i, v) => (nodeOf[i] = v));
  return { model, nodeOf, stopOf: weekStopOf };
}
