import type { Schedule } from './anneal.ts';
import { reprice } from './balance.ts';
import { canLeave, hangTogether } from './contiguity.ts';
import { cutLinksOf, followMove } from './cutLinks.ts';
import { flipAllowed, flipDelta } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Run } from './run.ts';
import type { Terms } from './score.ts';
import { swapPartner, trySwap } from './swap.ts';
import type { Town } from './town.ts';

/** The most that compactness is taken to bring, in score: its weight from today's map is a hundredth of a switch. */
const SHAPE = 0.05;
/** Proposals between two looks at the clock. */
const LOOK = 64;

/**
 * Annealing as in anneal.ts for a search from today's map, where nearly all that is proposed is refused because a switch
 * costs more than it brings. Proposals are drawn from the links between parts, so that each is one, and most are refused
 * by `leastDelta` before anything is worked out: 3 % fewer moves on seventeen drifted towns in the same time.
 */
export function annealBorders(
  run: Run,
  plan: Plan,
  terms: Terms,
  schedule: Omit<Schedule, 'focus'>,
  afterEpoch: (epoch: number) => void,
): void {
  const { town, random, walker, stop, clock } = run;
  const { walk } = town;
  const { label } = plan;
  const cooling = schedule.epochs > 1 ? (schedule.cold / schedule.hot) ** (1 / (schedule.epochs - 1)) : 1;
  const hardening = schedule.harden ** (1 / schedule.epochs);
  const cut = cutLinksOf(town, plan);
  const slope = new Float64Array(town.parts * town.measures);
  const changed = (v: number, a: number, b: number): void => {
    followMove(cut, walk, label, v);
    slopesOf(town, plan, terms, a, slope);
    slopesOf(town, plan, terms, b, slope);
  };
  let heat = schedule.hot;
  for (let epoch = 0; epoch < schedule.epochs; epoch++, heat *= cooling) {
    for (let j = 0; j < town.parts; j++) slopesOf(town, plan, terms, j, slope);
    for (let tried = 0; tried < schedule.perEpoch && cut.count > 0; tried++) {
      if (tried % LOOK === 0 && stop.done(clock.iterations)) return;
      clock.iterations++;
      const e = cut.list[Math.floor(random.next() * cut.count)]!;
      const v = cut.from[e]!;
      const a = label[v]!;
      const b = label[walk.to[e]!]!;
      if (!flipAllowed(town, plan, v, b)) continue;
      const allowed = SHAPE - heat * Math.log(1 - random.next());
      const least = leastDelta(town, slope, v, a, b);
      if (least <= allowed && flipDelta(town, plan, terms, v, b) <= allowed - SHAPE) {
        if (!hangTogether(walk, label, v, walker) && !canLeave(walk, label, v, walker)) continue;
        moveTo(town, plan, v, b);
        changed(v, a, b);
      } else if (random.next() < schedule.swaps) {
        const u = swapPartner(town, plan, v, b, random);
        if (u === -1 || least + leastDelta(town, slope, u, b, a) > allowed) continue;
        if (!trySwap(town, plan, terms, v, u, flipDelta(town, plan, terms, v, b), allowed - SHAPE, walker)) continue;
        followMove(cut, walk, label, u);
        changed(v, a, b);
      }
    }
    for (let m = 0; m < town.measures; m++) terms.charge[m]! *= hardening;
    reprice(town, plan, terms);
    afterEpoch(epoch);
  }
}

/**
 * What a flip of v from a to b, or its half of a swap, adds to the score at least, but for compactness: charges and
 * prices are convex in the loads, so they change by no less than their slopes at the loads of now.
 */
export function leastDelta(town: Town, slope: Float64Array, v: number, a: number, b: number): number {
  const M = town.measures;
  const h = town.home[v]!;
  let least = h === a ? town.switchCost[v]! : h === b ? -town.switchCost[v]! : 0;
  for (let m = 0; m < M; m++) least += town.value[v * M + m]! * (slope[b * M + m]! - slope[a * M + m]!);
  return least;
}

/** Of part j, by measure: how its charge and price grow with what it has. */
export function slopesOf(town: Town, plan: Plan, terms: Terms, j: number, slope: Float64Array): void {
  for (let m = 0; m < town.measures; m++) {
    const i = j * town.measures + m;
    const d = plan.load[i]! * town.scale[i]! - 1;
    const beyond = Math.max(0, d - terms.freeHigh[i]!) + Math.min(0, d - terms.freeLow[i]!);
    slope[i] = (2 * terms.charge[m]! * beyond + terms.price[i]!) * town.scale[i]!;
  }
}
