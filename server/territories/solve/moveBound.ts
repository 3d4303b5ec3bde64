import { cutBound } from './cutBound.ts';
import type { Town } from './town.ts';

/** Rounds of the subgradient method, and the work (vertices × parts × measures × rounds) beyond which rounds are saved. */
const ROUNDS = 120;
const WORK = 3e7;

/**
 * The best of three lower bounds on the switch weight of a contiguous assignment within the limits. Two leave
 * contiguity out, which can only make them lower; the third counts what has to cross each border.
 */
export function moveBound(town: Town): number {
  const counted = Math.max(countBound(town), cutBound(town));
  return counted > 0 && town.n * town.parts * town.measures > PRICED ? counted : Math.max(counted, priceBound(town));
}

/** Beyond this many vertices × parts × measures prices are asked only if counting gave nothing: 0.15 s, never the best of eleven towns. */
const PRICED = 200_000;

/**
 * A lower bound by counting. Every switch leaves one part and enters one. A part above a limit must lose at least
 * its excess, and no fewer units do that than its heaviest (for their switch weight); one below must gain likewise,
 * at best the heaviest there are elsewhere. A part that is out in several measures needs the most of these. The sum
 * over parts of what leaves is a bound, so is the sum of what enters. With whole weights each term rounds up.
 */
function countBound(town: Town): number {
  const { n, parts, measures: M, value, scale, home, switchCost } = town;
  const load = new Float64Array(parts * M);
  for (let v = 0; v < n; v++)
    if (home[v]! >= 0) for (let m = 0; m < M; m++) load[home[v]! * M + m]! += value[v * M + m]!;
  const isWhole = switchCost.every((cost) => Number.isInteger(cost));
  const leaves = new Float64Array(parts);
  const enters = new Float64Array(parts);
  for (let m = 0; m < M; m++) {
    const worth = (v: number): number => (home[v]! < 0 ? Infinity : value[v * M + m]! / switchCost[v]!);
    const movable = Array.from({ length: n }, (_, v) => v).filter((v) => !town.fixed[v] && value[v * M + m]! > 0);
    const order = movable.sort((u, v) => (worth(u) === worth(v) ? 0 : worth(v) - worth(u)));
    for (let j = 0; j < parts; j++) {
      const i = j * M + m;
      const over = load[i]! - (1 + town.high[i]!) / scale[i]!;
      const under = (1 + town.low[i]!) / scale[i]! - load[i]!;
      if (over > ROUNDING)
        leaves[j] = Math.max(
          leaves[j]!,
          leastWeight(town, m, order, over, (v) => home[v] === j),
        );
      if (under > ROUNDING)
        enters[j] = Math.max(
          enters[j]!,
          leastWeight(town, m, order, under, (v) => home[v] !== j),
        );
    }
  }
  const total = (weights: Float64Array): number =>
    weights.reduce((sum, w) => sum + (isWhole ? Math.ceil(w - ROUNDING) : w), 0);
  return Math.max(total(leaves), total(enters));
}

const ROUNDING = 1e-9;

/** Least switch weight that carries an amount of measure m: the linear knapsack, the last unit in part. */
function leastWeight(town: Town, m: number, order: number[], amount: number, counts: (v: number) => boolean): number {
  let weight = 0;
  for (const v of order) {
    if (!counts(v)) continue;
    const w = town.value[v * town.measures + m]!;
    const cost = town.home[v]! >= 0 ? town.switchCost[v]! : 0;
    if (w >= amount) return weight + cost * (amount / w);
    amount -= w;
    weight += cost;
  }
  return weight; // there is not enough: the limits cannot be met, and any weight would be a bound
}

/**
 * A lower bound on the switch weight of any assignment within the limits.
 *
 * Argument: let z_vj say that v goes to part j. Any assignment within the limits has, for every part and measure,
 * low ≤ share_jm(z) − 1 ≤ high. For any prices p_jm the sum
 *   Σ_v cost_v(z) + Σ_jm p_jm·(share_jm(z) − 1) − Σ_jm max(p_jm·high_jm, p_jm·low_jm)
 * is at most the switch cost of such an assignment, because each term p·(share − 1) ≤ max(p·high, p·low) there.
 * The z that minimises it takes, vertex by vertex, the cheapest part: so the minimum is found exactly, and for
 * every p it is a lower bound (Lagrange relaxation). The subgradient method only looks for good prices. Fixed
 * vertices and closed parts keep their rules.
 */
function priceBound(town: Town): number {
  const { n, parts, measures: M, value, scale } = town;
  const price = new Float64Array(parts * M);
  const load = new Float64Array(parts * M);
  const rowPrice = new Float64Array(parts * M);
  const rounds = Math.max(8, Math.min(ROUNDS, Math.floor(WORK / (n * parts * M))));
  let best = 0;
  let stepLength = 1.2;
  let sinceBetter = 0;
  let goal = 0;
  for (let v = 0; v < n; v++) if (town.home[v]! >= 0) goal += town.switchCost[v]!;
  goal *= 0.02;
  for (let round = 0; round < rounds; round++) {
    let dual = 0;
    load.fill(0);
    for (let i = 0; i < parts * M; i++) {
      rowPrice[i] = price[i]! * scale[i]!;
      dual -= price[i]! + Math.max(price[i]! * town.high[i]!, price[i]! * town.low[i]!);
    }
    for (let v = 0; v < n; v++) {
      const j = cheapest(town, rowPrice, v);
      const h = town.home[v]!;
      if (h >= 0 && h !== j) dual += town.switchCost[v]!;
      for (let m = 0; m < M; m++) {
        dual += rowPrice[j * M + m]! * value[v * M + m]!;
        load[j * M + m]! += value[v * M + m]!;
      }
    }
    if (dual > best + 1e-9) {
      best = dual;
      sinceBetter = 0;
    } else if (++sinceBetter >= 6) {
      stepLength *= 0.6;
      sinceBetter = 0;
    }
    // Polyak's step towards a goal a little above the best bound so far.
    let norm = 0;
    const slope = (i: number): number => {
      const d = load[i]! * scale[i]! - 1;
      return d > town.high[i]! && price[i]! >= 0
        ? d - town.high[i]!
        : d < town.low[i]! && price[i]! <= 0
          ? d - town.low[i]!
          : price[i]! > 0
            ? d - town.high[i]!
            : price[i]! < 0
              ? d - town.low[i]!
              : 0;
    };
    for (let i = 0; i < parts * M; i++) norm += slope(i) ** 2;
    if (norm < 1e-18) break;
    const step = (stepLength * (Math.max(goal, best * 1.1) - dual)) / norm;
    for (let i = 0; i < parts * M; i++) {
      const next = price[i]! + step * slope(i);
      // A price never jumps over 0: on the other side another limit is the one that counts.
      price[i] = next * price[i]! < 0 ? 0 : next;
    }
  }
  return best;
}

function cheapest(town: Town, rowPrice: Float64Array, v: number): number {
  const { parts, measures: M, value } = town;
  const h = town.home[v]!;
  if (town.fixed[v]) return h;
  let best = h;
  let least = Infinity;
  for (let j = 0; j < parts; j++) {
    if (town.closed[j] && j !== h) continue;
    let c = h >= 0 && h !== j ? town.switchCost[v]! : 0;
    for (let m = 0; m < M; m++) c += rowPrice[j * M + m]! * value[v * M + m]!;
    if (c < least) {
      least = c;
      best = j;
    }
  }
  return best;
}
