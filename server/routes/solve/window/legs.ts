import type { WindowModel } from './model.ts';
import { EPSILON_S, MUST, serviceStart } from './model.ts';

/** Which legs an order without lateness can contain, and within which times its services can begin. */
export interface WindowLegs {
  /** cost[i * size + j], Infinity for a leg in no order without lateness. */
  cost: Float64Array;
  /** Latest start of service at each node from which some leg still goes on in time. */
  latestS: Float64Array;
}

/** Beyond this many nodes the cubic tests would take longer than they save. */
const CUBIC_NODES = 300;
/** Each pass is sound by itself: ending early only leaves the windows a little wider. */
const PASSES = 6;

/**
 * Rules of Desrosiers et al. (1995) and Ascheuer, Fischetti & Grötschel (2001, section 3): windows shrink to when a stop can
 * be reached and left; a leg i → j falls if it is too late, if j must come before i, or if a stop fits neither before i nor
 * after j. Optional stops forbid nothing. `isUseful` false: the leg i * size + j is known to be in no order that is wanted.
 */
export function possibleLegs(model: WindowModel, isUseful: (leg: number) => boolean): WindowLegs {
  const { n, size } = model;
  const cost = model.cost.map((c, leg) => (isUseful(leg) ? c : Infinity));
  for (let v = 0; v < size; v++) {
    cost[v * size + v] = cost[(n + 1) * size + v] = cost[v * size + n] = Infinity;
  }
  const earliestS = Float64Array.from({ length: size }, (_, v) =>
    v === n ? model.startS : serviceStart(model, v, model.startS),
  );
  const latestS = Float64Array.from({ length: size }, (_, v) => model.toS[model.firstWindow[v + 1]! - 1]!);
  tighten(model, cost, earliestS, latestS);
  if (size <= CUBIC_NODES) {
    dropSqueezed(model, cost, earliestS, latestS);
    tighten(model, cost, earliestS, latestS);
  }
  return { cost, latestS };
}

function tighten(model: WindowModel, cost: Float64Array, earliestS: Float64Array, latestS: Float64Array): void {
  const { n, size, serviceS } = model;
  for (let pass = 0, isChanged = true; pass < PASSES && isChanged; pass++) {
    isChanged = false;
    const reached = new Float64Array(size).fill(Infinity);
    const left = new Float64Array(size).fill(-Infinity);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const legS = serviceS[i]! + cost[i * size + j]!;
        if (legS === Infinity) continue;
        if (earliestS[i]! + legS > latestS[j]! + EPSILON_S) {
          cost[i * size + j] = Infinity;
          isChanged = true;
          continue;
        }
        reached[j] = Math.min(reached[j]!, earliestS[i]! + legS);
        left[i] = Math.max(left[i]!, latestS[j]! - legS);
      }
    }
    for (let v = 0; v < size; v++) {
      const startS = v === n ? model.startS : serviceStart(model, v, reached[v]!);
      if (startS > earliestS[v]!) {
        earliestS[v] = startS;
        isChanged = true;
      }
      if (v !== n + 1 && left[v]! < latestS[v]!) {
        latestS[v] = left[v]!;
        isChanged = true;
      }
    }
  }
}

/** Drops each leg i → j that leaves some must stop no place: neither on a way to i nor on a way from j. */
function dropSqueezed(model: WindowModel, cost: Float64Array, earliestS: Float64Array, latestS: Float64Array): void {
  const { n, size, serviceS } = model;
  const ways = fastest(model, cost);
  for (let k = 0; k < n; k++) {
    if (model.skipWeight[k]! < MUST) continue;
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const atI = earliestS[k]! + ways[k * size + i]!;
      const isBefore = atI <= latestS[i]! + EPSILON_S;
      const leaveI = Math.max(atI, earliestS[i]!) + serviceS[i]!;
      for (let j = 0; j < size; j++) {
        const legS = cost[i * size + j]!;
        if (legS === Infinity || j === k) continue;
        if (isBefore && leaveI + legS <= latestS[j]! + EPSILON_S) continue;
        const atJ = Math.max(earliestS[i]! + serviceS[i]! + legS, earliestS[j]!);
        if (atJ + ways[j * size + k]! > latestS[k]! + EPSILON_S) cost[i * size + j] = Infinity;
      }
    }
  }
}

/** Shortest time from the start of service at i to arrival at j over legs that are left (Floyd & Warshall). */
function fastest({ size, serviceS }: WindowModel, cost: Float64Array): Float64Array {
  const ways = cost.map((c, k) => c + serviceS[Math.floor(k / size)]!);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) {
      const toK = ways[i * size + k]!;
      if (toK === Infinity) continue;
      for (let j = 0; j < size; j++) {
        const over = toK + ways[k * size + j]!;
        if (over < ways[i * size + j]!) ways[i * size + j] = over;
      }
    }
  }
  return ways;
}
