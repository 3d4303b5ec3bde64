/**
 * A rep's day. All times are seconds on one clock, for instance since midnight in the unit's time zone; the solver does
 * not care where it starts. Stop i is location i of the matrices; the start and the end may be further locations.
 */
export interface DayProblem {
  stops: readonly DayStop[];
  /** Number of locations: at least the number of stops. */
  locations: number;
  /** Row-major locations × locations: seconds from i to j. Need not be symmetric. Infinity: no way. */
  travelS: Float64Array;
  /** The same in metres; only reported, never minimised. */
  travelM?: Float64Array;
  /** Location where the day starts; null: at the first stop. */
  startAt: number | null;
  /** Location where the day ends; null: at the last stop. */
  endAt: number | null;
  shift: { startS: number; endS: number };
  /**
   * A break that must begin in [earliestS, latestS], between two stops: on arrival, or before setting out. Not needed if
   * the day is over by latestS. Leave it out when it has been taken.
   */
  lunch?: { durationS: number; earliestS: number; latestS: number };
  /** Stops already driven, in their order: they stay where they are. */
  prefix: readonly number[];
  /** When the rep is free to leave the last stop of the prefix; needed if there is one. */
  nowS?: number;
  /** What a second of the day's length counts against a second of travel; 0 (the default) makes waiting free. */
  finishWeight?: number;
}

export interface DayStop {
  /** Seconds of work at the stop. */
  serviceS: number;
  /** When service may begin; none: at any time. Overlapping ones are taken together. */
  windows: readonly { fromS: number; toS: number }[];
  /** A must stop is visited late rather than not at all; another is left out when it would make the day late. */
  must: boolean;
  /** For stops that may be left out, ≥ 0: the sum of (1 + priority) over stops left out is kept least. */
  priority: number;
  /** 0-based position the stop must have in the whole order, prefix included. A pinned stop is a must. */
  pinnedAt?: number;
}

/** When each thing happens at one stop, seconds on the day's clock. */
export interface DayArrival {
  stop: number;
  arriveS: number;
  /** When service begins. */
  startS: number;
  departS: number;
  /** Between arrival and service, lunch not counted. */
  waitS: number;
  /** How long after its last window's end service begins. */
  lateS: number;
}

export interface SkippedStop {
  stop: number;
  /** 'noTime': an optional stop that would make somebody late, or push out more; 'beyondReach': no way there or from there. */
  reason: 'noTime' | 'beyondReach';
  /** For 'noTime': how late the best day with this stop in it would be, at most. */
  lateIfServedS: number | null;
}

/** One change that would, alone, put right what is late. */
export type DayFix =
  | { kind: 'closeLater'; stop: number; byS: number }
  | { kind: 'startEarlier'; byS: number }
  | { kind: 'endLater'; byS: number }
  | { kind: 'lunchLater'; byS: number }
  | { kind: 'moveToAnotherDay'; stop: number }
  | { kind: 'unpin'; stop: number };

export interface DayExplanation {
  /** The late stop; 'end' for overtime, 'lunch' for a late break. */
  stop: number | 'end' | 'lunch';
  lateS: number;
  fixes: DayFix[];
}

export interface DayAnswer {
  /** The prefix, then the best order of what is left. */
  order: number[];
  /** One row for each stop after the prefix, in order. What has been driven already is not invented again. */
  arrivals: DayArrival[];
  lunchAtS: number | null;
  skipped: SkippedStop[];
  /** Sum over stops, lunch and the end of the day. */
  latenessS: number;
  /** Travel still to come (from the last stop of the prefix). */
  travelS: number;
  distanceM: number | null;
  finishS: number;
  explanations: DayExplanation[];
  /** No order of what is left is better: less late, then leaving out less, then less travel. */
  provedOptimal: boolean;
  /** No order without lateness has less travel than this; null when there is none to compare. */
  lowerBound: number | null;
  iterations: number;
}
