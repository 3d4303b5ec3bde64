import type { Plan } from './plan.ts';
import type { Town } from './town.ts';

/**
 * What the search weighs against each other. One unit of score is about what it costs to give a unit on a border
 * to the wrong side of it: squared distances are divided by the mean squared radius of a territory.
 */
export interface Terms {
  /** [part × M + m] deviations inside which nothing is charged: penalising every deviation shreds borders. */
  freeLow: Float64Array;
  freeHigh: Float64Array;
  /** [m]: charge for the square of a deviation beyond the free zone. */
  charge: Float64Array;
  /** [part × M + m]: price of a deviation, learnt during the search (Lagrange multipliers), above 0 where there is too much. */
  price: Float64Array;
  /** Per m² of a unit's squared distance from its territory's middle. */
  inertia: number;
  /** Per link between two territories. */
  cut: number;
  /** Per unit of switch weight that is not where it is today. */
  switched: number;
}

/** Charge and price of part j's row i = j × M + m at deviation d. */
export function balanceCost(terms: Terms, i: number, m: number, d: number): number {
  const high = terms.freeHigh[i]!;
  const low = terms.freeLow[i]!;
  const over = d > high ? d - high : d < low ? d - low : 0;
  return terms.charge[m]! * over * over + terms.price[i]! * d;
}

/** The score from nothing: what the deltas of the moves must agree with. */
export function scoreOf(town: Town, plan: Plan, terms: Terms): number {
  const { measures: M, walk } = town;
  let score = 0;
  for (let j = 0; j < town.parts; j++) {
    for (let m = 0; m < M; m++) {
      const i = j * M + m;
      score += balanceCost(terms, i, m, plan.load[i]! * town.scale[i]! - 1);
    }
  }
  for (let v = 0; v < town.n; v++) {
    const j = plan.label[v]!;
    const based = !Number.isNaN(town.baseX[j]!);
    const dx = town.x[v]! - (based ? town.baseX[j]! : plan.sumX[j]! / plan.units[j]!);
    const dy = town.y[v]! - (based ? town.baseY[j]! : plan.sumY[j]! / plan.units[j]!);
    score += terms.inertia * town.units[v]! * (dx * dx + dy * dy);
    for (let e = walk.start[v]!; e < walk.start[v + 1]!; e++) if (plan.label[walk.to[e]!] !== j) score += terms.cut / 2;
    if (town.home[v]! >= 0 && town.home[v] !== j) score += terms.switched * town.switchCost[v]!;
  }
  return score;
}

export interface Weights {
  /** Charge for one mean vertex too many, the next three per m², link and switch as in Terms but scale-free. */
  charge: number;
  inertia: number;
  cut: number;
  switched: number;
  /** The part of the allowed band that is free. */
  free: number;
}

/** Weights made into terms for this town, scaled by the plan's own radius and the mean vertex. */
export function termsOf(town: Town, plan: Plan, weights: Weights): Terms {
  const { parts, measures: M } = town;
  const terms: Terms = {
    freeLow: new Float64Array(parts * M),
    freeHigh: new Float64Array(parts * M),
    charge: new Float64Array(M),
    price: new Float64Array(parts * M),
    inertia: 1,
    cut: 0,
    switched: 0,
  };
  const meanSquare = scoreOf(town, plan, terms) / plan.units.reduce((a, b) => a + b, 0);
  terms.inertia = meanSquare > 0 ? weights.inertia / meanSquare : 0;
  terms.cut = weights.cut;
  terms.switched = weights.switched;
  setBalance(town, terms, weights);
  return terms;
}

/** Sets charges and free band anew, keeping the prices learnt. */
export function setBalance(town: Town, terms: Terms, weights: Pick<Weights, 'charge' | 'free'>): void {
  terms.charge.fill(weights.charge * (town.n / town.parts) ** 2);
  for (let i = 0; i < town.low.length; i++) {
    const margin = ((1 - weights.free) * (town.high[i]! - town.low[i]!)) / 2;
    terms.freeLow[i] = town.low[i]! + margin;
    terms.freeHigh[i] = town.high[i]! - margin;
  }
}
