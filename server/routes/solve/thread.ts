import type { SolverLine, Solved } from '../../solvers.ts';
import type { DayAnswer, DayProblem } from './day/problem.ts';
import { solveDay } from './day/solve.ts';
import type { RouteProblem } from './problem.ts';
import { RouteError } from './problem.ts';
import { solve } from './tour/solve.ts';
import { cancelled, deadline, firstOf, type Stop } from '../../../shared/stop.ts';
import type { WeekAnswer, WeekProblem } from './week/problem.ts';
import { assignDays } from './week/assign.ts';

/** What each of these searches, which run in a worker thread, is told beside its problem. */
export interface Search {
  seed: number;
  seconds: number;
}

export interface TourOrder {
  order: number[];
  length: number;
  lowerBound: number;
  provedOptimal: boolean;
}

/** The best order of a tour without times. */
export function orderTour(
  { problem, seed, seconds }: Search & { problem: RouteProblem },
  line: SolverLine,
): Solved<TourOrder> {
  return answered(() => {
    const { order, length, lowerBound, provedOptimal } = solve(problem, {
      seed,
      stop: within(seconds, line),
      onProgress: ({ length: least }) => line.report(least),
    });
    return { order: [...order], length, lowerBound, provedOptimal };
  });
}

/** The best order of a day with times. */
export function orderDay({ day, seed, seconds }: Search & { day: DayProblem }, line: SolverLine): Solved<DayAnswer> {
  return answered(() => solveDay(day, { seed, stop: within(seconds, line) }));
}

/** Stops spread over the days of a week. */
export function orderWeek(
  { week, seed, seconds }: Search & { week: WeekProblem },
  line: SolverLine,
): Solved<WeekAnswer> {
  return answered(() => assignDays(week, { seed, stop: within(seconds, line) }));
}

function within(seconds: number, line: SolverLine): Stop {
  return firstOf(deadline(seconds * 1_000, line.nowMs), cancelled(line.isStopped));
}

function answered<T>(run: () => T): Solved<T> {
  try {
    return { answer: run() };
  } catch (error) {
    if (error instanceof RouteError) return { wrong: error.reason };
    throw error;
  }
}
