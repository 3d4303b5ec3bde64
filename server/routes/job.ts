import type { SolverLine } from '../solvers.ts';
import type { DayAnswer, DayProblem } from './solve/day/problem.ts';
import { solveDay } from './solve/day/solve.ts';
import type { RouteProblem } from './solve/problem.ts';
import { RouteError } from './solve/problem.ts';
import { solve } from './solve/tour/solve.ts';
import { cancelled, deadline, firstOf, type Stop } from '../../shared/stop.ts';
import type { WeekAnswer, WeekProblem } from './solve/week/problem.ts';
import { assignDays } from './solve/week/assign.ts';

/** These run in a worker thread. A problem that is wrong comes back as its message: errors lose their class on the way between threads. */
export type Solved<T> = { answer: T } | { wrong: string };

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
  return told(() => {
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
  return told(() => solveDay(day, { seed, stop: within(seconds, line) }));
}

/** Stops spread over the days of a week. */
export function orderWeek(
  { week, seed, seconds }: Search & { week: WeekProblem },
  line: SolverLine,
): Solved<WeekAnswer> {
  return told(() => assignDays(week, { seed, stop: within(seconds, line) }));
}

function within(seconds: number, line: SolverLine): Stop {
  return firstOf(
    deadline(seconds * 1_000, () => performance.now()),
    cancelled(() => line.isStopped()),
  );
}

function told<T>(run: () => T): Solved<T> {
  try {
    return { answer: run() };
  } catch (error) {
    if (error instanceof RouteError) return { wrong: error.message };
    throw error;
  }
}
