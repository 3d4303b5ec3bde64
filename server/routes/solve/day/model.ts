import type { DayProblem, DayStop } from './problem.ts';
import type { WindowModel } from '../window/model.ts';
import { MUST, NO_WAY_S } from '../window/model.ts';

/** The part of a day still to be decided, as a model, and which stop each of its nodes is. */
export interface DayModel {
  model: WindowModel;
  /** stopOf[v]: the day's number of the model's stop v. */
  stopOf: number[];
  /** Stops no order can contain. */
  beyondReach: number[];
}

/** Leaves out the prefix, `without` and what is beyond reach; the last stop of the prefix, if any, is the start. The day must be checked. */
export function dayModel(day: DayProblem, without: readonly number[] = []): DayModel {
  const from = day.prefix.length > 0 ? day.prefix[day.prefix.length - 1]! : day.startAt;
  const leg = (i: number | null, j: number | null): number =>
    i === null || j === null || i === j ? 0 : day.travelS[i * day.locations + j]!;
  const driven = new Set(day.prefix);
  const left = day.stops.map((_, i) => i).filter((i) => !driven.has(i));
  const stopOf = reachable(
    left.filter((i) => !without.includes(i)),
    from,
    day.endAt,
    leg,
  );
  const beyondReach = left.filter((i) => !stopOf.includes(i));
  const n = stopOf.length;
  const size = n + 2;
  const locationOf = [...stopOf, from, day.endAt];
  const cost = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) cost[i * size + j] = Math.min(NO_WAY_S, leg(locationOf[i]!, locationOf[j]!));
  const startS = day.prefix.length > 0 ? day.nowS! : Math.max(day.shift.startS, day.nowS ?? -Infinity);
  const windows = [...stopOf.map((i) => joined(day.stops[i]!)), [ALWAYS], [{ fromS: -Infinity, toS: day.shift.endS }]];
  const firstWindow = new Int32Array(size + 1);
  windows.forEach((list, v) => (firstWindow[v + 1] = firstWindow[v]! + list.length));
  const model: WindowModel = {
    n,
    size,
    cost,
    startS,
    firstWindow,
    serviceS: Float64Array.from({ length: size }, (_, v) => (v < n ? day.stops[stopOf[v]!]!.serviceS : 0)),
    fromS: Float64Array.from(windows.flat(), (w) => w.fromS),
    toS: Float64Array.from(windows.flat(), (w) => w.toS),
    lunch: day.lunch ?? null,
    skipWeight: Float64Array.from({ length: size }, (_, v) => (v < n ? weight(day.stops[stopOf[v]!]!) : MUST)),
    pinnedAt: Int32Array.from({ length: size }, (_, v) => {
      const position = v < n ? day.stops[stopOf[v]!]!.pinnedAt : undefined;
      return position === undefined ? -1 : position - day.prefix.length;
    }),
    finishWeight: day.finishWeight ?? 0,
  };
  return { model, stopOf, beyondReach };
}

function weight(stop: DayStop): number {
  return stop.must || stop.pinnedAt !== undefined ? MUST : 1 + stop.priority;
}

const ALWAYS = { fromS: -Infinity, toS: Infinity };

/** Windows rising and apart; a stop without any is open all day. */
function joined(stop: DayStop): { fromS: number; toS: number }[] {
  if (stop.windows.length === 0) return [ALWAYS];
  const rising = stop.windows.map((w) => ({ ...w })).sort((a, b) => a.fromS - b.fromS || a.toS - b.toS);
  const apart = [rising[0]!];
  for (const next of rising.slice(1)) {
    const last = apart[apart.length - 1]!;
    if (next.fromS <= last.toS) last.toS = Math.max(last.toS, next.toS);
    else apart.push(next);
  }
  return apart;
}

type Way = (i: number | null, j: number | null) => number;

/** Stops with a way from the start and a way to the end, over other stops if need be. */
function reachable(stops: number[], from: number | null, to: number | null, leg: Way): number[] {
  const between = betweenThem(stops, from, to, leg);
  if (from !== null || to !== null || between.length < 2) return between;
  // the day begins and ends anywhere: with most of those that have ways to each other, whatever their order
  let most: number[] = [];
  const left = new Set(between);
  while (left.size > most.length) {
    const [first] = left as Set<number>;
    left.delete(first!);
    const group = [first!, ...betweenThem(between, first!, first!, leg).filter((i) => i !== first)];
    for (const i of group) left.delete(i);
    if (group.length > most.length) most = group;
  }
  return between.filter((i) => most.includes(i));
}

/** The stops with a way from here and a way to there, over others of them if need be. */
function betweenThem(stops: readonly number[], from: number | null, to: number | null, leg: Way): number[] {
  const there = spread(stops, from, leg);
  const back = spread(stops, to, (i, j) => leg(j, i));
  return stops.filter((i) => there.has(i) && back.has(i));
}

function spread(stops: readonly number[], start: number | null, way: Way): Set<number> {
  const seen = new Set<number>();
  const todo: (number | null)[] = [start];
  while (todo.length > 0) {
    const i = todo.pop() as number | null;
    for (const j of stops) {
      if (seen.has(j) || way(i, j) === Infinity) continue;
      seen.add(j);
      todo.push(j);
    }
  }
  return seen;
}
