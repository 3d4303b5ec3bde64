import type { Random } from '../../../../shared/random.ts';
import type { Core } from './core.ts';
import { applyDoubleBridge, doubleBridgeDelta } from './doubleBridge.ts';
import { LinKernighan } from './linKernighan.ts';
import type { Neighbours } from './neighbours.ts';
import { Tour } from './tour.ts';

/** Longest of the three runs a kick exchanges; 10 is too few, 100 no better (measured). */
const KICK_RUN = 50;
/** The first temperature in mean edges; without it pcb442 and pr1002 stall. */
const FIRST_TEMPERATURE = 0.15;
/** Kicks between two looks at the clock. */
const CHUNK = 100;

/**
 * Chained Lin–Kernighan: a local double bridge, a local repair, and the change is kept or taken back in time
 * that does not depend on n (Applegate, Cook and Rohe 2003), under an acceptance that cools to zero.
 */
export class IteratedSearch {
  readonly core: Core;
  readonly tour: Tour;
  length: number;
  private readonly local: LinKernighan;
  private readonly random: Random;
  private readonly best: Int32Array;
  private bestLength: number;

  constructor(core: Core, near: Neighbours, random: Random, start: ArrayLike<number>) {
    this.core = core;
    this.random = random;
    this.tour = new Tour(core.n);
    this.local = new LinKernighan(core, near, this.tour);
    this.best = new Int32Array(core.n);
    this.length = 0;
    this.bestLength = Infinity;
    this.restart(start);
  }

  /** Begins again from another tour, brought to a local optimum. */
  restart(start: ArrayLike<number>): void {
    const { tour, core } = this;
    tour.load(start);
    for (let k = 0; k < core.n; k++) this.local.push(tour.order[k]!);
    this.local.run();
    tour.keep();
    this.settle();
  }

  private settle(): void {
    this.length = this.tour.length((a, b) => this.core.costs.between(a, b));
    this.bestLength = this.length;
    this.best.set(this.tour.order);
  }

  /**
   * Kicks until `spent` (asked every hundred kicks with how many were made) reaches 1; it is also the cooling.
   * Leaves the tour at the best that was seen and answers the number of kicks.
   */
  run(spent: (kicks: number) => number, onBest?: (length: number) => void): number {
    const { core, tour } = this;
    const heat = (FIRST_TEMPERATURE * this.length) / core.n;
    let kicks = 0;
    let since = 0;
    for (let share = spent(0); share < 1; share = spent(kicks)) {
      const temperature = heat * (1 - share);
      for (let k = 0; k < CHUNK; k++) this.kick(temperature);
      kicks += CHUNK;
      since += CHUNK;
      if (this.length < this.bestLength && since * 4 >= core.n) {
        since = 0;
        this.bestLength = this.length;
        this.best.set(tour.order);
        onBest?.(this.bestLength);
      }
    }
    if (this.length > this.bestLength) tour.load(this.best);
    this.settle();
    return kicks;
  }

  private kick(temperature: number): void {
    const { tour, local, random } = this;
    const { costs, mate, n } = this.core;
    const { order } = tour;
    const longest = Math.min(KICK_RUN, Math.floor((n - 2) / 3));
    let at = random.int(n);
    const cut = (run: number): number => {
      at = (at + run) % n;
      if (mate[order[at]!] === order[at + 1 === n ? 0 : at + 1]) at = at + 1 === n ? 0 : at + 1;
      return at;
    };
    const after = (k: number): number => order[k + 1 === n ? 0 : k + 1]!;
    const pa = cut(0);
    const pc = cut(1 + random.int(longest));
    const pe = cut(1 + random.int(longest));
    const pg = cut(1 + random.int(longest));
    if ((pg - pa + n) % n < 3 || (pc - pa + n) % n > (pe - pa + n) % n || (pe - pa + n) % n > (pg - pa + n) % n) return;
    const [a, b, c, d] = [order[pa]!, after(pa), order[pc]!, after(pc)];
    const [e, f, g, h] = [order[pe]!, after(pe), order[pg]!, after(pg)];
    const mark = tour.mark();
    let change = doubleBridgeDelta(costs, a, b, c, d, e, f, g, h);
    applyDoubleBridge(tour, a, b, c, d, e, f, g);
    local.push(a);
    local.push(b);
    local.push(c);
    local.push(d);
    local.push(e);
    local.push(f);
    local.push(g);
    local.push(h);
    change += local.run();
    if (change <= 0 || change < -temperature * Math.log(1 - random.next())) {
      this.length += change;
      tour.keep();
    } else tour.undo(mark);
  }
}
