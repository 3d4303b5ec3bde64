import { horizonOf } from '../../server/calendar/rep/horizon.ts';
import { repProblem, type RepProblem } from '../../server/calendar/rep/repProblem.ts';
import { shortestOrder } from '../../server/calendar/rep/shortestOrder.ts';
import { dueness } from '../../shared/due.ts';
import { assignDays } from '../../server/routes/solve/week/assign.ts';
import type { CalendarRequest } from '../../shared/calendar.ts';
import { createRandom } from '../../shared/random.ts';
import { neverStop } from '../../shared/stop.ts';

export interface Measures {
  visits: number;
  km: number;
  worstDayOverMean: number;
  /** Gaps more than 20 % off. */
  gapsOut: number;
  gaps: number;
  /** Visits on another weekday than the one before, where the frequency has whole weeks. */
  otherWeekday: number;
}

/** What days of codes come to, by the words of the request, whoever made them. */
export function measure(request: CalendarRequest, routes: readonly (readonly string[])[]): Measures {
  const { km, problem, retailerOf } = repProblem(request);
  const nodeOf = new Map(request.retailers.map(({ code }, k) => [code, retailerOf.indexOf(k)]));
  const size = problem.n + 1;
  const sum = (matrix: Float64Array, nodes: readonly number[]): number =>
    nodes.length === 0
      ? 0
      : [...nodes, 0].reduce((total, i, k) => total + matrix[(k === 0 ? 0 : nodes[k - 1]!) * size + i]!, 0);
  const days = routes.map((codes) => codes.map((code) => nodeOf.get(code)!));
  const work = days.map(
    (nodes) => sum(problem.travel, nodes) + nodes.reduce((total, i) => total + problem.service[i]!, 0),
  );
  const mean = work.reduce((a, b) => a + b, 0) / work.length;
  const { weekday } = horizonOf(request);
  let [gaps, gapsOut, otherWeekday] = [0, 0, 0];
  request.retailers.forEach(({ code, frequency }) => {
    const on = routes.flatMap((codes, day) => (codes.includes(code) ? [day] : []));
    on.slice(1).forEach((day, k) => {
      gaps++;
      if (Math.abs((day - on[k]!) / (20 / frequency!) - 1) > 0.2 + 1e-9) gapsOut++;
      if (weekday[day] !== weekday[on[k]!]) otherWeekday++;
    });
  });
  return {
    visits: routes.flat().length,
    km: days.reduce((total, nodes) => total + sum(km, nodes), 0),
    worstDayOverMean: Math.max(...work) / mean - 1,
    gaps,
    gapsOut,
    otherWeekday,
  };
}

/** Weekday sectors by balanced k-means, weeks nested in them by bisection, best tours: what a careful planner draws. */
export function sectors(request: CalendarRequest, seed: number): string[][] {
  const rep = repProblem(request);
  const { retailers } = request;
  const work = retailers.map(({ frequency, minutes }) => frequency! * (minutes + 8));
  const x = retailers.map(({ position }) => position.lng * 91.5);
  const y = retailers.map(({ position }) => position.lat * 111);
  const days: string[][] = request.days.map(() => []);
  balanced(x, y, work, 5, seed).forEach((sector, weekday) => {
    const weeks = nested(sector, x, y, work, 8);
    weeks.forEach((part, week) =>
      part.forEach((k) => {
        const every = 4 / retailers[k]!.frequency!;
        for (let w = week % every; w < 8; w += every) days[5 * w + weekday]!.push(retailers[k]!.code);
      }),
    );
  });
  return days.map((codes, day) => inOrder(rep, request, codes, day));
}

function inOrder({ problem, retailerOf }: RepProblem, request: CalendarRequest, codes: readonly string[], day: number) {
  const nodes = codes.map((code) => retailerOf.indexOf(request.retailers.findIndex((one) => one.code === code)));
  return shortestOrder(problem, day, nodes, 1).map((node) => request.retailers[retailerOf[node]!]!.code);
}

/** Lloyd's rounds in which a part takes no more than its share; the nearest pairs first. */
function balanced(
  x: readonly number[],
  y: readonly number[],
  work: readonly number[],
  parts: number,
  seed: number,
): number[][] {
  const random = createRandom(seed);
  const n = x.length;
  const most = (1.03 * work.reduce((a, b) => a + b, 0)) / parts;
  let middles = Array.from({ length: parts }, () => random.int(n)).map((k) => [x[k]!, y[k]!] as const);
  let sets: number[][] = [];
  for (let round = 0; round < 40; round++) {
    const pairs = Array.from({ length: n * parts }, (_, k) => {
      const [i, p] = [Math.floor(k / parts), k % parts];
      return { i, p, d: (x[i]! - middles[p]![0]) ** 2 + (y[i]! - middles[p]![1]) ** 2 };
    }).sort((a, b) => a.d - b.d);
    const load = new Float64Array(parts);
    const isTaken = new Uint8Array(n);
    sets = Array.from({ length: parts }, () => []);
    const take = (i: number, p: number): void => {
      isTaken[i] = 1;
      load[p]! += work[i]!;
      sets[p]!.push(i);
    };
    for (const { i, p } of pairs) if (!isTaken[i] && load[p]! + work[i]! <= most) take(i, p);
    for (let i = 0; i < n; i++) if (!isTaken[i]) take(i, load.indexOf(Math.min(...load)));
    const mean = (set: readonly number[], of: readonly number[]): number =>
      set.reduce((sum, i) => sum + of[i]!, 0) / Math.max(1, set.length);
    middles = sets.map((set) => [mean(set, x), mean(set, y)] as const);
  }
  return sets;
}

/** Eight parts in the order of weeks, so that each half is one fortnight's, each quarter one month's. */
function nested(
  set: readonly number[],
  x: readonly number[],
  y: readonly number[],
  work: readonly number[],
  parts: number,
): number[][] {
  if (parts === 1) return [[...set]];
  const width = (of: readonly number[]): number =>
    set.length === 0 ? 0 : Math.max(...set.map((i) => of[i]!)) - Math.min(...set.map((i) => of[i]!));
  const along = width(x) > width(y) ? x : y;
  const sorted = [...set].sort((a, b) => along[a]! - along[b]!);
  const half = sorted.reduce((sum, i) => sum + work[i]!, 0) / 2;
  let sum = 0;
  let cut = 0;
  while (cut < sorted.length && sum < half) sum += work[sorted[cut++]!]!;
  const even = nested(sorted.slice(0, cut), x, y, work, parts / 2);
  const odd = nested(sorted.slice(cut), x, y, work, parts / 2);
  return Array.from({ length: parts }, (_, week) => (week % 2 === 0 ? even : odd)[week >> 1]!);
}

/** Rounds' weekly plan, made each Monday of who is due: eight weeks to settle, then eight that count. */
export function weeklyPlans(request: CalendarRequest, seed: number): string[][] {
  const { problem, retailerOf } = repProblem(request);
  const { retailers } = request;
  const size = problem.n + 1;
  const last = retailers.map((): number | null => null);
  const days: string[][] = [];
  for (let week = 0; week < 16; week++) {
    const monday = 7 * week;
    const due = retailers
      .map(({ frequency }, k) => {
        const daysSince = last[k] === null ? null : monday + 4 - last[k]!;
        const asked = { grade: null, visitsPerMonth: frequency, daysSince };
        return { k, priority: dueness(asked, { visitsAMonth: 1, byGrade: {} }) - 1 };
      })
      .filter(({ priority }) => priority >= 0);
    const nodes = due.map(({ k }) => retailerOf.indexOf(k));
    const at = [...nodes, 0];
    const travelS = Float64Array.from(
      { length: at.length ** 2 },
      (_, k) => 60 * problem.travel[at[Math.floor(k / at.length)]! * size + at[k % at.length]!]!,
    );
    const base = nodes.length;
    const answer = assignDays(
      {
        stops: due.map(({ priority }, k) => ({
          ...{ serviceS: 60 * problem.service[nodes[k]!]!, windows: [[], [], [], [], []], must: false, priority },
        })),
        locations: at.length,
        travelS,
        tours: [0, 1, 2, 3, 4].map((day) => ({
          ...{ day, rep: 0, startAt: base, endAt: base, shift: { startS: 7 * 3600, endS: 19 * 3600 } },
        })),
      },
      { seed: seed + week, stop: neverStop },
    );
    answer.tours.forEach(({ order }, weekday) => {
      for (const stop of order) last[due[stop]!.k] = monday + weekday;
      days.push(order.map((stop) => retailers[due[stop]!.k]!.code));
    });
  }
  return days.slice(40);
}
