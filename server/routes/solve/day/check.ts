import type { DayProblem } from './problem.ts';
import { RouteError } from '../problem.ts';

/** A day is one person's: 400 stops are more than anybody visits. */
export const MAX_DAY_STOPS = 400;

/** Throws a RouteError that names what is wrong with the day, if anything is. Windows too tight to meet are not an error. */
export function checkDay(day: DayProblem, mostStops = MAX_DAY_STOPS): void {
  const n = day.stops.length;
  if (n > mostStops) fail(`${n} stops are too many for one day: at most ${mostStops}`);
  if (!Number.isInteger(day.locations) || day.locations < n)
    fail(`${n} stops need at least as many locations, got ${day.locations}`);
  checkMatrix('travelS', day.travelS, day.locations);
  if (day.travelM) checkMatrix('travelM', day.travelM, day.locations);
  for (const [name, at] of [
    ['startAt', day.startAt],
    ['endAt', day.endAt],
  ] as const) {
    if (at !== null && !isIndex(at, day.locations))
      fail(`${name} must be a location from 0 to ${day.locations - 1} or null, got ${at}`);
  }
  checkSpan('the shift', day.shift.startS, day.shift.endS);
  if (day.lunch) {
    checkSpan('lunch', day.lunch.earliestS, day.lunch.latestS);
    checkDuration('lunch', day.lunch.durationS);
  }
  if (day.finishWeight !== undefined) checkDuration('finishWeight', day.finishWeight);
  day.stops.forEach((stop, i) => {
    checkDuration(`the service at stop ${i}`, stop.serviceS);
    checkDuration(`the priority of stop ${i}`, stop.priority);
    if (stop.priority > 1e6) fail(`the priority of stop ${i} must be at most 1000000, got ${stop.priority}`);
    for (const { fromS, toS } of stop.windows) checkSpan(`a window of stop ${i}`, fromS, toS);
  });
  checkPrefix(day);
  checkPins(day);
}

function checkPrefix({ prefix, nowS, stops }: DayProblem): void {
  const seen = new Set<number>();
  for (const stop of prefix) {
    if (!isIndex(stop, stops.length)) fail(`the prefix names stop ${stop}, but stops are 0 to ${stops.length - 1}`);
    if (seen.has(stop)) fail(`the prefix names stop ${stop} twice`);
    seen.add(stop);
  }
  if (prefix.length > 0 && nowS === undefined)
    fail('a prefix needs nowS: when is the rep free to leave its last stop?');
  if (nowS !== undefined && !Number.isFinite(nowS)) fail(`nowS must be a number of seconds, got ${nowS}`);
}

function checkPins({ prefix, stops }: DayProblem): void {
  const at = new Map<number, number>();
  stops.forEach(({ pinnedAt }, stop) => {
    if (pinnedAt === undefined) return;
    if (!isIndex(pinnedAt, stops.length)) {
      fail(`stop ${stop} is pinned to position ${pinnedAt}, but positions are 0 to ${stops.length - 1}`);
    }
    const other = at.get(pinnedAt);
    if (other !== undefined) fail(`stops ${other} and ${stop} are both pinned to position ${pinnedAt}`);
    at.set(pinnedAt, stop);
    const driven = prefix.indexOf(stop);
    if (driven >= 0 && driven !== pinnedAt)
      fail(`stop ${stop} is pinned to position ${pinnedAt} but was driven at ${driven}`);
    if (driven < 0 && pinnedAt < prefix.length) {
      fail(`stop ${stop} is pinned to position ${pinnedAt}, which stop ${prefix[pinnedAt]} of the prefix has taken`);
    }
  });
}

function checkMatrix(name: string, matrix: Float64Array, locations: number): void {
  if (matrix.length !== locations * locations) {
    fail(`${name} is not square: ${locations} locations need ${locations * locations} values, got ${matrix.length}`);
  }
  matrix.forEach((value, k) => {
    const i = Math.floor(k / locations);
    const j = k % locations;
    if (i === j) return;
    if (Number.isNaN(value)) fail(`${name} from ${i} to ${j} is missing (NaN)`);
    if (value < 0) fail(`${name} from ${i} to ${j} is negative: ${value}`);
    if (value !== Infinity && value > MOST_S)
      fail(`${name} from ${i} to ${j} is ${value}: give Infinity where there is no way`);
  });
}

/** 1e9 s are 30 years; beyond it sums would lose the tenth of a second. */
const MOST_S = 1e9;

function checkSpan(what: string, fromS: number, toS: number): void {
  for (const value of [fromS, toS]) {
    if (!(Math.abs(value) <= MOST_S)) fail(`${what} has a time that is not a number of seconds: ${value}`);
  }
  if (fromS > toS) fail(`${what} begins at ${fromS}, after it ends at ${toS}`);
}

function checkDuration(what: string, value: number): void {
  if (!(value >= 0 && value <= MOST_S)) fail(`${what} must be a number from 0 to ${MOST_S}, got ${value}`);
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}

function fail(message: string): never {
  throw new RouteError(message);
}
