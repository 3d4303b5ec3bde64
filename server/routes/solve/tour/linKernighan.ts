import type { Core } from './core.ts';
import type { Neighbours } from './neighbours.ts';
import { applyOrOpt } from './orOpt.ts';
import { applyBothTurned, applyTwoTurns } from './threeOpt.ts';
import type { Tour } from './tour.ts';
import { applyTwoOpt } from './twoOpt.ts';

const NONE = 0;
const TWO_OPT = 1;
const TWO_TURNS = 2;
const OR_OPT = 3;
const BOTH_TURNED = 4;

/** Moves chained before giving up; each is a whole 3-opt move, evaluated before any run is turned. */
const LEVELS = 3;
/** Neighbours tried for the third new edge. */
const BREADTH_3 = 5;

/**
 * Lin–Kernighan with a 3-opt basis (Lin and Kernighan 1973; Helsgaun 2000 calls it a sequential 3-opt basis
 * move): from t1 and the edge t1–t2, the best of all t3…t6 that keep the partial gain positive. Closed at a
 * profit it is taken; else the best open one is made and the chain goes on from t6.
 */
export class LinKernighan {
  private readonly core: Core;
  private readonly near: Neighbours;
  readonly tour: Tour;
  /** Smaller gains are rounding. */
  private readonly eps: number;
  private readonly queue: Int32Array;
  private readonly isQueued: Uint8Array;
  private head = 0;
  private waiting = 0;
  private readonly touched = new Int32Array(6 * LEVELS);
  private touches = 0;
  // the move found by `look`
  private kind = NONE;
  private gain = 0;
  private t3 = 0;
  private t4 = 0;
  private t5 = 0;
  private t6 = 0;

  constructor(core: Core, near: Neighbours, tour: Tour) {
    this.core = core;
    this.near = near;
    this.tour = tour;
    let sum = 0;
    for (let i = 0; i < core.n; i++) {
      const dear = near.cost[(i + 1) * near.k - 1]!;
      if (dear < core.never) sum += dear;
    }
    this.eps = core.isIntegral ? 1e-7 : 1e-9 * (sum / core.n) + 1e-300;
    this.queue = new Int32Array(core.n);
    this.isQueued = new Uint8Array(core.n);
  }

  /** Asks for another look at a node: something near it has changed. */
  push(node: number): void {
    if (this.isQueued[node] === 1) return;
    this.isQueued[node] = 1;
    let at = this.head + this.waiting++;
    if (at >= this.core.n) at -= this.core.n;
    this.queue[at] = node;
  }

  /** Improves until no queued node has anything to gain; answers the change of length, ≤ 0. */
  run(): number {
    let change = 0;
    while (this.waiting > 0) {
      const node = this.queue[this.head]!;
      if (++this.head === this.core.n) this.head = 0;
      this.waiting--;
      this.isQueued[node] = 0;
      for (let gain = this.improve(node); gain > 0; gain = this.improve(node)) change -= gain;
    }
    return change;
  }

  /** One chain of moves from t1; answers what it saved, 0 when the tour is as it was. */
  private improve(t1: number): number {
    const { tour } = this;
    const { mate, costs } = this.core;
    for (let side = 0; side < 2; side++) {
      let t2 = side === 0 ? tour.next(t1) : tour.previous(t1);
      if (mate[t1] === t2) continue;
      const mark = tour.mark();
      let open = costs.between(t1, t2);
      for (let level = 1; level <= LEVELS; level++) {
        const isProfit = this.look(t1, t2, open, level === LEVELS);
        if (this.kind === NONE) break;
        this.make(t1, t2);
        this.touch(t1, t2);
        if (isProfit) {
          while (this.touches > 0) this.push(this.touched[--this.touches]!);
          return this.gain;
        }
        t2 = this.t6;
        open = this.gain;
      }
      tour.undo(mark);
      this.touches = 0;
    }
    return 0;
  }

  private make(t1: number, t2: number): void {
    const { tour, t3, t4, t5, t6 } = this;
    if (this.kind === TWO_OPT) applyTwoOpt(tour, t1, t2, t4);
    else if (this.kind === TWO_TURNS) applyTwoTurns(tour, t1, t2, t4, t6);
    else if (this.kind === OR_OPT) applyOrOpt(tour, t1, t2, t5, t6, t3, t4);
    else applyBothTurned(tour, t1, t2, t3, t5, t6);
  }

  /** Remembers the ends of what was made, to be queued if the chain pays. */
  private touch(t1: number, t2: number): void {
    const { touched } = this;
    touched[this.touches++] = t1;
    touched[this.touches++] = t2;
    touched[this.touches++] = this.t3;
    touched[this.touches++] = this.t4;
    if (this.kind === TWO_OPT) return;
    touched[this.touches++] = this.t5;
    touched[this.touches++] = this.t6;
  }

  /**
   * Looks along the path t2…t1 (places counted from t2 are `r`) for the best closed move, or else the open
   * one with the most in hand; true when closed at a profit.
   */
  private look(t1: number, t2: number, open: number, isLast: boolean): boolean {
    const { order, place, n } = this.tour;
    const { costs, mate } = this.core;
    const { list, cost, k } = this.near;
    const eps = this.eps;
    const from = place[t2]!;
    const ahead = (from === 0 ? n - 1 : from - 1) === place[t1]! ? 1 : -1;
    let bestClosed = eps;
    let bestOpen = eps;
    this.kind = NONE;
    let isProfit = false;
    const wide = k < BREADTH_3 ? k : BREADTH_3;
    for (let a = t2 * k, aEnd = a + k; a < aEnd; a++) {
      const t3 = list[a]!;
      const g1 = open - cost[a]!;
      if (g1 <= eps) break;
      let r3 = (place[t3]! - from) * ahead;
      if (r3 < 0) r3 += n;
      if (r3 < 2 || r3 === n - 1) continue;
      for (let side = 0; side < 2; side++) {
        // side 0: t4 before t3, which closes to a tour; side 1: after it, which leaves t2…t3 as a circle to open
        let p4 = place[t3]! + (side === 0 ? -ahead : ahead);
        if (p4 < 0) p4 += n;
        else if (p4 >= n) p4 -= n;
        const t4 = order[p4]!;
        if (mate[t3] === t4) continue;
        const g2 = g1 + costs.between(t3, t4);
        if (side === 0) {
          const closed = g2 - costs.between(t4, t1);
          if (closed > bestClosed) {
            bestClosed = closed;
            isProfit = true;
            this.kind = TWO_OPT;
            this.gain = closed;
            this.t3 = t3;
            this.t4 = t4;
          }
        }
        for (let b = t4 * k, bEnd = b + wide; b < bEnd; b++) {
          const g3 = g2 - cost[b]!;
          if (g3 <= eps) break;
          const t5 = list[b]!;
          let r5 = (place[t5]! - from) * ahead;
          if (r5 < 0) r5 += n;
          if (r5 === r3 || (side === 1 && r5 > r3) || (side === 0 && t5 === t1)) continue;
          // the side of t5 on which its edge may be cut: one where the order is given, both on the circle
          for (let way = 0; way < (side === 0 ? 1 : 2); way++) {
            const step = side === 0 ? (r5 > r3 ? -1 : 1) : way === 0 ? 1 : -1;
            if (side === 1 && step < 0 && r5 === 0) continue;
            let p6 = place[t5]! + step * ahead;
            if (p6 < 0) p6 += n;
            else if (p6 >= n) p6 -= n;
            const t6 = order[p6]!;
            if (t6 === t4 || mate[t5] === t6) continue;
            const g4 = g3 + costs.between(t5, t6);
            const closed = g4 - costs.between(t6, t1);
            if (closed > bestClosed) {
              bestClosed = closed;
              isProfit = true;
            } else if (isProfit || isLast || g4 <= bestOpen) continue;
            else bestOpen = g4;
            this.kind = side === 0 ? TWO_TURNS : step > 0 ? OR_OPT : BOTH_TURNED;
            this.gain = isProfit ? closed : g4;
            this.t3 = t3;
            this.t4 = t4;
            this.t5 = t5;
            this.t6 = t6;
          }
        }
      }
    }
    return isProfit;
  }
}
