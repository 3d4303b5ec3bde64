// Pure: one rep's request as a problem to solve: nodes, minutes, days.
import type { CalendarRequest, MissReason } from '../../../shared/calendar.ts';
import { secondsOf } from '../../../shared/clock.ts';
import type { LngLat } from '../../../shared/geo.ts';
import { straightLeg } from '../../../shared/straight.ts';
import type { CalendarProblem, Choice, Spacing } from '../solve/problem.ts';
import { canVisit, daysOf, MISS } from './choices.ts';
import { type Horizon, horizonOf } from './horizon.ts';
import { type Gap, gapOf } from './rules.ts';

export interface RepProblem {
  problem: CalendarProblem;
  horizon: Horizon;
  /** retailerOf[node] is its number in the request; node 0 is the base. */
  retailerOf: number[];
  gapOf: (Gap | null)[];
  /** placesOf[node][choice][slot]: where the slot lies by its rule. */
  placesOf: number[][][];
  ways: Ways;
  /** Kilometres between nodes. */
  km: Float64Array;
  /** Who cannot be visited at all, by number in the request. */
  out: { retailer: number; reason: MissReason }[];
  /** Pins that cannot be. */
  clashes: { retailer: number; day: string }[];
}

export function repProblem(request: CalendarRequest): RepProblem {
  const { retailers, settings, published } = request;
  const horizon = horizonOf(request);
  const ways = waysOf(request);
  const out: RepProblem['out'] = [];
  const clashes: RepProblem['clashes'] = [];
  const retailerOf = [-1];
  const gaps: (Gap | null)[] = [null];
  const placesOf: number[][][] = [[]];
  const choices: Choice[][] = [[]];
  const spacing: (Spacing | null)[] = [null];
  retailers.forEach((retailer, k) => {
    if (retailer.frequency === 0) return;
    const reason = reasonOut(request, horizon, ways, k);
    if (reason) return void out.push({ retailer: k, reason });
    const gap = gapOf(retailer.frequency!, horizon, settings.spacingTolerance);
    const own = daysOf(
      retailer,
      horizon,
      gap,
      Object.hasOwn(published, retailer.code) ? published[retailer.code] : undefined,
      settings.changeMinutes,
    );
    for (const day of own.clashes) clashes.push({ retailer: k, day });
    retailerOf.push(k);
    gaps.push(gap);
    choices.push(own.choices);
    placesOf.push(own.places);
    spacing.push(own.spacing);
  });
  const size = retailerOf.length;
  const at = (node: number): number => (node === 0 ? retailers.length : retailerOf[node]!);
  const between = (matrix: Float64Array): Float64Array =>
    Float64Array.from(
      { length: size * size },
      (_, k) => matrix[at(Math.floor(k / size)) * (retailers.length + 1) + at(k % size)]!,
    );
  const frame = frameOf(request, horizon, retailerOf);
  const missCost = Float64Array.from(choices, (list) => MISS * Math.max(1, ...list.map(({ slots }) => slots.length)));
  const problem = { ...frame, travel: between(ways.minutes), choices, spacing, missCost };
  return { horizon, retailerOf, gapOf: gaps, placesOf, ways, km: between(ways.km), out, clashes, problem };
}

/** What days and visits hold, in minutes. */
function frameOf(
  { days, retailers, settings }: CalendarRequest,
  { isPresent }: Horizon,
  retailerOf: readonly number[],
): Omit<CalendarProblem, 'travel' | 'choices' | 'spacing' | 'missCost'> {
  const minuteOf = (time: string): number => secondsOf(time) / 60;
  const present = (value: (d: number) => number): Float64Array =>
    Float64Array.from(days, (_, d) => (isPresent[d] ? value(d) : 0));
  const hours = {
    startMin: Float64Array.from(days, ({ from }) => minuteOf(from)),
    endMin: Float64Array.from(days, ({ to }) => minuteOf(to)),
    open: retailerOf.map((k) =>
      k < 0 ? [] : joined(retailers[k]!.windows.map(({ from, to }) => [minuteOf(from), minuteOf(to)])),
    ),
  };
  return {
    n: retailerOf.length - 1,
    days: days.length,
    vehicles: 1,
    load: new Float64Array(retailerOf.length),
    service: Float64Array.from(retailerOf, (k) => (k < 0 ? 0 : retailers[k]!.minutes)),
    capacity: new Float64Array(days.length).fill(Infinity),
    workLimit: present((d) => minuteOf(days[d]!.to) - minuteOf(days[d]!.from)),
    balance: { share: present((d) => days[d]!.share), tolerance: settings.tolerance },
    hours: hours.open.some((open) => open.length > 0) ? hours : null,
  };
}

export interface Ways {
  minutes: Float64Array;
  km: Float64Array;
}

/** Between all retailers and, last, the base; without one its ways are 0. */
function waysOf({ retailers, base, travel, settings }: CalendarRequest): Ways {
  const size = retailers.length + 1;
  const places: (LngLat | null)[] = [...retailers.map(({ position }) => position), base];
  const minutes = new Float64Array(size * size);
  const km = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const [a, b] = [places[i]!, places[j]!];
      if (i === j || !a || !b) continue;
      const leg = travel ? null : straightLeg(a, b, settings);
      minutes[i * size + j] = leg ? leg.s / 60 : travel!.minutes[i]![j]!;
      km[i * size + j] = leg ? leg.m / 1000 : travel!.km[i]![j]!;
    }
  }
  return { minutes, km };
}

/** Why a retailer cannot be in the calendar at all. */
export function reasonOut(
  { retailers, days }: CalendarRequest,
  horizon: Horizon,
  { minutes }: Ways,
  k: number,
): MissReason | null {
  const retailer = retailers[k]!;
  if (retailer.frequency === null) return 'unknownFrequency';
  if (retailer.frequency > 4 * horizon.weekdays.length) return 'tooOften';
  const open = days.map((_, d) => d).filter((d) => canVisit(horizon, retailer, d));
  if (open.length === 0) return 'noOpenDay';
  const size = retailers.length + 1;
  const there = minutes[(size - 1) * size + k]! + retailer.minutes + minutes[k * size + size - 1]!;
  const isReached = open.some((d) => there <= (secondsOf(days[d]!.to) - secondsOf(days[d]!.from)) / 60);
  return isReached ? null : 'beyondReach';
}

/** Spans rising and apart, as one list. */
function joined(spans: [number, number][]): number[] {
  const list: number[] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    if (list.length > 0 && from <= list[list.length - 1]!) list[list.length - 1] = Math.max(list[list.length - 1]!, to);
    else list.push(from, to);
  }
  return list;
}
