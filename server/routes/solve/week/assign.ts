import type { Random } from '../../../../shared/random.ts';
import { createRandom } from '../../../../shared/random.ts';
import { lateIfServed } from '../day/explain.ts';
import { solveDay } from '../day/solve.ts';
import type { Stop } from '../../../../shared/stop.ts';
import { annealWeek } from './anneal.ts';
import { checkWeek, mayServe, tourDay, tourModel } from './model.ts';
import type { WeekPlan, WeekRoute } from './plan.ts';
import { emptyWeekRoute } from './plan.ts';
import type { WeekAnswer, WeekProblem } from './problem.ts';
import { MUST } from '../window/model.ts';

export interface WeekOptions {
  seed: number;
  stop: Stop;
  /** Ruins and recreates while spreading the stops; default 60 a stop, at least 3,000. */
  iterations?: number;
  /** Iterations for each tour's own order; default 400. */
  iterationsPerTour?: number;
  onProgress?: (best: { left: number; cost: number }) => void;
}

/**
 * Spreads stops over tours, then orders each tour. Least weight left out first, then travel plus unevenness of work; a must
 * stop that fits nowhere without lateness goes where it is least late. Throws a RouteError that names what is wrong.
 */
export function assignDays(week: WeekProblem, options: WeekOptions): WeekAnswer {
  checkWeek(week);
  const random = createRandom(options.seed);
  let iterations = 0;
  const plan: WeekPlan = {
    tours: week.tours.map((_, t) => emptyWeekRoute(tourModel(week, t))),
    tourOf: new Int32Array(week.stops.length).fill(-1),
    targetS: 0,
    balanceWeight: week.balanceWeight ?? 4,
  };
  const weightOf = Float64Array.from(week.stops, (stop) => (stop.must ? MUST : 1 + stop.priority));
  annealWeek(plan, weightOf, {
    random,
    iterations: options.iterations ?? Math.max(3_000, 60 * week.stops.length),
    isDone: () => (++iterations & 7) === 0 && options.stop.done(iterations),
    onBest: options.onProgress,
  });
  const orders = plan.tours.map((tour) => ordered(tour));
  const skipped: WeekAnswer['skipped'] = placeTheRest(week, plan, orders);
  return answerOf(week, orders, skipped, random, options, iterations);
}

function ordered({ route, stopOf }: WeekRoute): number[] {
  return [...route.order.subarray(1, route.length - 1)].map((v) => stopOf[v]!);
}

/** Puts must stops that are in no tour where they make the least late; returns what stays out, with the reason. */
function placeTheRest(week: WeekProblem, plan: WeekPlan, orders: number[][]): WeekAnswer['skipped'] {
  const skipped: WeekAnswer['skipped'] = [];
  week.stops.forEach((stop, i) => {
    if (plan.tourOf[i]! >= 0) return;
    let best = -1;
    let least = Infinity;
    plan.tours.forEach(({ model, nodeOf }, t) => {
      if (nodeOf[i]! < 0) return;
      const lateS = lateIfServed(
        model,
        orders[t]!.map((k) => nodeOf[k]!),
        nodeOf[i]!,
      );
      if (lateS < least) [best, least] = [t, lateS];
    });
    if (best >= 0 && stop.must) orders[best]!.push(i);
    else if (best >= 0) skipped.push({ stop: i, reason: 'noTime' });
    else skipped.push({ stop: i, reason: week.tours.some((_, t) => mayServe(week, t, i)) ? 'beyondReach' : 'noTour' });
  });
  return skipped;
}

function answerOf(
  week: WeekProblem,
  orders: number[][],
  skipped: WeekAnswer['skipped'],
  random: Random,
  options: WeekOptions,
  spent: number,
): WeekAnswer {
  let iterations = spent;
  const tours = orders.map((stops, t) => {
    const until = options.iterationsPerTour ?? 400;
    const before = iterations;
    const day = solveDay(tourDay(week, t, stops), {
      seed: random.int(2 ** 31),
      stop: { ...options.stop, done: (i) => i >= until || options.stop.done(before + i) },
    });
    iterations += day.iterations;
    skipped.push(...day.skipped.map(({ stop, reason }) => ({ stop: stops[stop]!, reason })));
    const order = day.order.map((k) => stops[k]!);
    const workS = day.travelS + order.reduce((sum, i) => sum + week.stops[i]!.serviceS, 0);
    return { order, day: inWeekNumbers(day, stops), workS };
  });
  const works = tours.map((tour) => tour.workS);
  const mean = works.reduce((a, b) => a + b, 0) / works.length;
  return {
    tours,
    skipped: skipped.sort((a, b) => a.stop - b.stop),
    latenessS: tours.reduce((sum, tour) => sum + tour.day.latenessS, 0),
    travelS: tours.reduce((sum, tour) => sum + tour.day.travelS, 0),
    spread: mean > 0 ? (Math.max(...works) - Math.min(...works)) / mean : 0,
    iterations,
  };
}

/** The day's answer with every stop under its number in the week. */
function inWeekNumbers(day: ReturnType<typeof solveDay>, stops: readonly number[]): ReturnType<typeof solveDay> {
  return {
    ...day,
    order: day.order.map((k) => stops[k]!),
    arrivals: day.arrivals.map((row) => ({ ...row, stop: stops[row.stop]! })),
    skipped: day.skipped.map((row) => ({ ...row, stop: stops[row.stop]! })),
    explanations: day.explanations.map((row) => ({
      ...row,
      stop: typeof row.stop === 'number' ? stops[row.stop]! : row.stop,
      fixes: row.fixes.map((fix) => ('stop' in fix ? { ...fix, stop: stops[fix.stop]! } : fix)),
    })),
  };
}
