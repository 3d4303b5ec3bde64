// Pure: what a calendar is asked to be, in numbers.

/** One visit of a choice. The regular one has one day; where that day is blocked, there are others, each with its cost. */
export interface Slot {
  days: readonly number[];
  /** What each of these days costs beside travel: away from the rule, changed against what is published. */
  cost: readonly number[];
  /** What it costs to leave this visit out; Infinity where it must be made. */
  skipCost: number;
}

/** A set of days on which a retailer may be visited: one pattern, one weekday and phase. */
export interface Choice {
  slots: readonly Slot[];
  /** What the whole choice costs beside travel: its gap from the last visit, its distance from the published one. */
  cost: number;
}

/** What a gap between two visits costs; days are positions in the horizon. */
export interface Spacing {
  /** Least and most days between two visits that cost nothing. */
  least: number;
  most: number;
  /** Per day outside. */
  cost: number;
}

/** Opening hours of nodes within each day, and the shift: minutes since midnight. */
export interface Hours {
  startMin: Float64Array;
  endMin: Float64Array;
  /** open[node]: [from, to, from, to, …] rising; empty: at any time. */
  open: readonly (readonly number[])[];
}

/** Retailers are nodes 1 to n, the base is node 0; without a base all its ways are 0. Days and vehicles count from 0. */
export interface CalendarProblem {
  n: number;
  days: number;
  vehicles: number;
  /** travel[i * (n + 1) + j], in the unit of `service` and `workLimit`. */
  travel: Float64Array;
  load: Float64Array;
  service: Float64Array;
  /** Per day; Infinity where there is none. Work is service and travel. */
  capacity: Float64Array;
  workLimit: Float64Array;
  /** choices[i] of retailer i; choices[0] is empty. */
  choices: readonly (readonly Choice[])[];
  spacing?: readonly (Spacing | null)[];
  /** What leaving a retailer out altogether costs. */
  missCost: Float64Array;
  /** Days of equal work: each within ± tolerance of its share of the mean. */
  balance: { share: Float64Array; tolerance: number } | null;
  hours: Hours | null;
}

export interface CalendarAnswer {
  /** routes[day][vehicle]: retailers in order. */
  routes: number[][][];
  /** The index of each retailer's choice, −1 where it is left out; [0] is −1. */
  choice: Int32Array;
  length: number;
  /** Loads, work limits and hours all kept, everybody visited. */
  isFeasible: boolean;
  iterations: number;
}
