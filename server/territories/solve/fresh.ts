import { anneal } from './anneal.ts';
import { coarsen } from './coarse.ts';
import type { Coarse } from './coarse.ts';
import { planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import { consider, inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { setBalance, termsOf } from './score.ts';
import type { Terms } from './score.ts';
import { freshStart } from './start.ts';
import type { Town } from './town.ts';

/** The town is halved as long as its territories keep about this many vertices. */
const SMALLEST = 18;
/** Starts compared on the smallest town: annealing leaves little of their differences, more are no better. */
const STARTS = 6;
/** Vertices × parts beyond which the first start has to do. */
const COMPARED = 5e6;

/** Proposals for each vertex of the whole town; temperatures of the first and the last epoch for a vertex of one unit. */
interface Stage {
  proposals: number;
  hot: number;
  cold: number;
}
/** From the smallest town to the whole one, and where nothing could be merged; all measured, see bench. */
const COARSEST: Stage = { proposals: 80, hot: 2.5, cold: 0.125 };
const BETWEEN: Stage = { proposals: 40, hot: 1, cold: 0.05 };
const WHOLE: Stage = { proposals: 100, hot: 0.5, cold: 0.05 };
const ONLY: Stage = { proposals: 250, hot: 3, cold: 0.02 };
/** The last touch, with charges ten times as high: what is a little outside its limits comes in while the shape still counts. */
const LAST: Stage = { proposals: 50, hot: 0.1, cold: 0.02 };
/** A larger town than this gets half the proposals: a vertex costs more cache. */
const SMALL = 20_000;
const EPOCHS = 60;
const HARDEN = 10;
const WEIGHTS = { charge: 0.1, free: 0.95, inertia: 1, cut: 0.05, switched: 0 };

/** Designed again from another start while something is out and the town is small: luck differs by start. */
const ATTEMPTS = 2;
/** So often when little is missing: excess summed over territories, and the size of such a town. */
const MORE_ATTEMPTS = 6;
const LITTLE = 0.01;
const VERY_SMALL = 5_000;

/**
 * A design from nothing. Neighbours are merged in pairs again and again; on the smallest town the most compact of a few
 * starts is annealed, and the result is carried back and annealed on town after town. Which territory lies where is
 * found where one move shifts eight units, the borders where it shifts one.
 */
export function freshDesign(run: Run): Best {
  const { town } = run;
  const best: Best = { label: new Int32Array(town.n), excess: Infinity, cost: Infinity };
  const levels: Coarse[] = [];
  for (let last = town; last.n >= 2 * SMALLEST * town.parts; last = levels.at(-1)!.town) {
    const next = coarsen(last);
    if (!next) break;
    levels.push(next);
  }
  const attempts = (): number =>
    town.n > SMALL ? 1 : town.n > VERY_SMALL || best.excess > LITTLE ? ATTEMPTS : MORE_ATTEMPTS;
  for (
    let attempt = 0;
    attempt === 0 || (best.excess > 0 && attempt < attempts() && !run.stop.done(run.clock.iterations));
    attempt++
  ) {
    design(run, levels, attempt === 0 ? STARTS : 1, best);
  }
  return best;
}

/** Judged by itself until it is settled: with the best of an earlier design in view it would go back to that. */
function design(run: Run, levels: Coarse[], starts: number, best: Best): void {
  const { town } = run;

  // Which territory lies where: from the smallest town up
  const { plan, prices } = carriedBack(run, levels, bestStart(run, levels.at(-1)?.town ?? town, starts));
  const cost = (p: Plan): number => inertiaOf(town, p);
  const own: Best = { label: plan.label.slice(), excess: Infinity, cost: Infinity };
  const quiet: Run = { ...run, onBest: undefined };
  const look = (): void => {
    consider(quiet, own, plan, cost(plan));
    consider(run, best, plan, cost(plan));
  };
  look();

  // The borders of the whole town
  const terms = termsWith(town, plan, prices);
  const stage = levels.length > 0 ? WHOLE : ONLY;
  annealStage(run, town, plan, terms, stage, 1, look);

  // The last touch: what is a little outside its limits comes in while the shape still counts
  setBalance(town, terms, { charge: 10 * WEIGHTS.charge, free: WEIGHTS.free });
  annealStage(run, town, plan, terms, LAST, 1, look);

  // What is still outside is worked on alone
  const schedule = {
    hot: 0.05,
    cold: 0.02,
    epochs: 10,
    perEpoch: Math.max(2000, perEpoch(town.n, stage)),
    swaps: 0.3,
    harden: HARDEN,
  };
  consider(run, best, settle(quiet, plan, terms, own, cost, schedule), own.cost);
}

/** A plan of the smallest town annealed there and on every larger one but the whole; and the prices learnt on the way, which are true of the whole as well. */
function carriedBack(run: Run, levels: Coarse[], start: Plan): { plan: Plan; prices: Float64Array | null } {
  let plan = start;
  let prices: Float64Array | null = null;
  for (let k = levels.length - 1; k >= 0; k--) {
    const { town, of } = levels[k]!;
    const terms = termsWith(town, plan, prices);
    annealStage(run, town, plan, terms, k === levels.length - 1 ? COARSEST : BETWEEN, 2 ** (k + 1));
    prices = terms.price;
    plan = planOf(
      k > 0 ? levels[k - 1]!.town : run.town,
      of.map((c) => plan.label[c]!),
    );
  }
  return { plan, prices };
}

function bestStart(run: Run, town: Town, starts: number): Plan {
  let plan = planOf(town, freshStart(town, run.random));
  for (let k = 1; k < starts && town.n * town.parts < COMPARED && !run.stop.done(run.clock.iterations); k++) {
    const other = planOf(town, freshStart(town, run.random));
    if (inertiaOf(town, other) < inertiaOf(town, plan)) plan = other;
  }
  return plan;
}

function termsWith(town: Town, plan: Plan, prices: Float64Array | null): Terms {
  const terms = termsOf(town, plan, WEIGHTS);
  if (prices) terms.price.set(prices);
  return terms;
}

/** A vertex of eight units costs eight times as much to misplace: heat is by the unit. */
function annealStage(
  run: Run,
  town: Town,
  plan: Plan,
  terms: Terms,
  stage: Stage,
  units: number,
  look: () => void = () => {},
): void {
  const schedule = {
    hot: stage.hot * units,
    cold: stage.cold * units,
    epochs: EPOCHS,
    perEpoch: Math.max(500, perEpoch(run.town.n, stage)),
    swaps: 0.3,
    harden: HARDEN,
  };
  anneal(town, plan, terms, schedule, run.random, run.walker, run.stop, run.clock, (epoch) => {
    if (epoch % 4 === 3) look();
    return false;
  });
}

function perEpoch(n: number, stage: Stage): number {
  return Math.ceil((stage.proposals * n * (n > SMALL ? 0.5 : 1)) / EPOCHS);
}
