import type { DayAnswer } from '../day/problem.ts';

/**
 * Stops to be spread over tours: the days of one rep's week, or the days of every rep of a team that shares a territory.
 * Stop i is location i of the matrices. All times are seconds on each day's own clock.
 */
export interface WeekProblem {
  stops: readonly WeekStop[];
  locations: number;
  /** Row-major locations × locations: seconds from i to j; Infinity: no way. */
  travelS: Float64Array;
  travelM?: Float64Array;
  tours: readonly WeekTour[];
  /** How much even workloads count against travel (default 4): 0 asks for the least travel alone. */
  balanceWeight?: number;
}

export interface WeekTour {
  /** Which of a stop's window lists holds: 0 for the first day of the week, and so on. */
  day: number;
  /** Who drives it; any number, only compared. */
  rep: number;
  startAt: number | null;
  endAt: number | null;
  shift: { startS: number; endS: number };
  lunch?: { durationS: number; earliestS: number; latestS: number };
}

export interface WeekStop {
  serviceS: number;
  /** windows[day]: when service may begin on that day; an empty list: at any time; a missing list: not on that day. */
  windows: readonly (readonly { fromS: number; toS: number }[] | undefined)[];
  must: boolean;
  priority: number;
  /** The only rep who may visit it; undefined: any. */
  rep?: number;
}

export interface WeekAnswer {
  /** One for each tour, in the order given, with the week's stop numbers. */
  tours: { order: number[]; day: DayAnswer; workS: number }[];
  /** Stops in no tour: optional ones for which there is no time, and those that may be visited on no tour's day. */
  skipped: { stop: number; reason: 'noTime' | 'noTour' | 'beyondReach' }[];
  latenessS: number;
  travelS: number;
  /** Longest over shortest work (travel, service and waiting left out): (most − least) / mean; 0 is perfectly even. */
  spread: number;
  iterations: number;
}
