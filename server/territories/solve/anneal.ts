import type { Random } from '../../../shared/random.ts';
import type { Stop } from '../../../shared/stop.ts';
import { reprice } from './balance.ts';
import { canLeave } from './contiguity.ts';
import type { Walker } from './contiguity.ts';
import { flipAllowed, flipDelta } from './flip.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Terms } from './score.ts';
import { swapPartner, trySwap } from './swap.ts';
import type { Town } from './town.ts';

export interface Schedule {
  /** Temperature of the first and the last epoch, in units of score; geometric between. */
  hot: number;
  cold: number;
  epochs: number;
  /** Proposals an epoch; prices follow and the plan is looked at after each. */
  perEpoch: number;
  /** Share of the refused flips that are tried again as a swap. */
  swaps: number;
  /** Factor on the charges over the whole annealing: soft while hot, hard when cold. */
  harden: number;
  /** 1: only what begins or ends at these parts is proposed. */
  focus?: Uint8Array;
}

/** Counted across the phases of a search, so that a stop by iterations is exact. */
export interface Clock {
  iterations: number;
}

/** Consecutive vertices, neighbours on the map, looked at before jumping elsewhere: what one needs the next finds in the cache. */
const STRETCH = 64;
/** Vertices looked at for each proposal asked for, before it is accepted that there are hardly any borders. */
const LOOKS = 20;

/**
 * Annealing over flips of border vertices and swaps across borders; every accepted state keeps what is contiguous so.
 * `afterEpoch` sees the plan between epochs and ends the annealing by returning true.
 */
export function anneal(
  town: Town,
  plan: Plan,
  terms: Terms,
  schedule: Schedule,
  random: Random,
  walker: Walker,
  stop: Stop,
  clock: Clock,
  afterEpoch: (epoch: number) => boolean,
): void {
  const { start, to } = town.walk;
  const cooling = schedule.epochs > 1 ? (schedule.cold / schedule.hot) ** (1 / (schedule.epochs - 1)) : 1;
  const hardening = schedule.harden ** (1 / schedule.epochs);
  const { focus } = schedule;
  let heat = schedule.hot;
  for (let epoch = 0; epoch < schedule.epochs; epoch++, heat *= cooling) {
    let tried = 0;
    for (
      let looked = 0;
      tried < schedule.perEpoch && looked < LOOKS * (schedule.perEpoch + town.n);
      looked += STRETCH
    ) {
      if (stop.done(clock.iterations)) return;
      const from = Math.floor(random.next() * town.n);
      const end = Math.min(from + STRETCH, town.n);
      for (let v = from; v < end; v++) {
        if (plan.foreign[v] === 0) continue;
        const u = to[start[v]! + Math.floor(random.next() * (start[v + 1]! - start[v]!))]!;
        const a = plan.label[v]!;
        const b = plan.label[u]!;
        if (focus && !focus[a] && !focus[b]) continue;
        tried++;
        clock.iterations++;
        if (b === a || !flipAllowed(town, plan, v, b)) continue;
        const allowed = -heat * Math.log(1 - random.next());
        const delta = flipDelta(town, plan, terms, v, b);
        if (delta <= allowed) {
          if (canLeave(town.walk, plan.label, v, walker)) moveTo(town, plan, v, b);
        } else if (random.next() < schedule.swaps) {
          const partner = swapPartner(town, plan, v, b, random);
          if (partner !== -1) trySwap(town, plan, terms, v, partner, delta, allowed, walker);
        }
      }
    }
    for (let m = 0; m < town.measures; m++) terms.charge[m]! *= hardening;
    reprice(town, plan, terms);
    if (afterEpoch(epoch)) return;
  }
}
