/**
 * One day's visiting problem as plain numbers, the form every window solver works on. Nodes 0 … n−1 are stops, node n is
 * where the day starts, node n+1 where it ends. Times are seconds on one clock (which one is the caller's business),
 * costs are seconds of travel; NO_WAY_S where there is none.
 */
export interface WindowModel {
  /** Number of stops. */
  readonly n: number;
  /** n + 2: the row length of `cost`. */
  readonly size: number;
  /** cost[i * size + j]: travel from node i to node j, seconds; need not be symmetric nor keep the triangle inequality. */
  readonly cost: Float64Array;
  readonly serviceS: Float64Array;
  /** Node v's windows are fromS/toS[firstWindow[v] … firstWindow[v+1]−1], apart from each other and rising. */
  readonly firstWindow: Int32Array;
  readonly fromS: Float64Array;
  readonly toS: Float64Array;
  /** Earliest departure from the start. The end's closing time is its window. */
  readonly startS: number;
  /** A break that must begin in [earliestS, latestS], unless the day has ended by latestS. */
  readonly lunch: Lunch | null;
  /** What leaving a stop out costs, in its own currency above travel; MUST for stops that may not be left out. */
  readonly skipWeight: Float64Array;
  /** Position 0 … n−1 the stop must have, or −1. */
  readonly pinnedAt: Int32Array;
  /** What a second of the day's length costs against a second of travel; 0 makes waiting free. */
  readonly finishWeight: number;
}

export interface Lunch {
  durationS: number;
  earliestS: number;
  latestS: number;
}

/** The skip weight of a stop that must be visited: above any sum of optional weights. */
export const MUST = 1e9;

/** Stands for 'no way': three years, so that an order that needs it is later than any other, and sums stay numbers. */
export const NO_WAY_S = 1e8;

/** Seconds below which lateness is rounding: sums of a day's doubles are good to about 1e-10 s. */
export const EPSILON_S = 1e-6;

/** When service at v begins if the rep arrives at `arriveS`: at once, at the next opening, or Infinity after the last closing. */
export function serviceStart(model: WindowModel, v: number, arriveS: number): number {
  const last = model.firstWindow[v + 1]!;
  for (let k = model.firstWindow[v]!; k < last; k++) {
    if (arriveS <= model.toS[k]! + EPSILON_S) return arriveS > model.fromS[k]! ? arriveS : model.fromS[k]!;
  }
  return Infinity;
}

/** The latest arrival at v from which its service can begin in a window and be done by `doneByS`; −Infinity if there is none. */
export function latestArrival(model: WindowModel, v: number, doneByS: number): number {
  const beginBy = doneByS - model.serviceS[v]!;
  for (let k = model.firstWindow[v + 1]! - 1; k >= model.firstWindow[v]!; k--) {
    if (model.fromS[k]! <= beginBy) return Math.min(beginBy, model.toS[k]!);
  }
  return -Infinity;
}

/**
 * Arrival after a leg of `legS` begun at `departS` on which lunch is eaten: at the far end if that is early enough (it is
 * never later than eating first, and may use up waiting time there), otherwise before setting out.
 */
export function lunchLeg(lunch: Lunch, departS: number, legS: number): number {
  const arriveS = departS + legS;
  if (arriveS <= lunch.latestS) return Math.max(arriveS, lunch.earliestS) + lunch.durationS;
  if (departS <= lunch.latestS) return Math.max(departS, lunch.earliestS) + lunch.durationS + legS;
  return Infinity;
}

/** The latest departure for a leg with lunch that still arrives by `arriveByS`: the inverse of lunchLeg. */
export function lunchLegLatest(lunch: Lunch, arriveByS: number, legS: number): number {
  if (lunch.earliestS + lunch.durationS <= arriveByS) {
    const atFarEnd = Math.min(lunch.latestS, arriveByS - lunch.durationS) - legS;
    const first =
      lunch.earliestS + lunch.durationS + legS <= arriveByS
        ? Math.min(lunch.latestS, arriveByS - lunch.durationS - legS)
        : -Infinity;
    return Math.max(atFarEnd, first);
  }
  return -Infinity;
}
