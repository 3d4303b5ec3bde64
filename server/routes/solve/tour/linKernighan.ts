import { BasisMove, NONE, TWO_OPT } from './basisMove.ts';
import type { Core } from './core.ts';
import type { Neighbours } from './neighbours.ts';
import type { Tour } from './tour.ts';

/** Moves chained before giving up; each is a whole 3-opt move. */
const LEVELS = 3;

/**
 * Lin–Kernighan with a 3-opt basis (Lin and Kernighan 1973): from t1 and the edge t1–t2 the best basis move. Closed at a
 * profit it is taken; else the best open one is made and the chain goes on from t6.
 */
export class LinKernighan {
  readonly tour: Tour;
  private readonly core: Core;
  private readonly move: BasisMove;
  private readonly queue: Int32Array;
  private readonly isQueued: Uint8Array;
  private head = 0;
  private waiting = 0;
  private readonly touched = new Int32Array(6 * LEVELS);
  private touches = 0;

  constructor(core: Core, near: Neighbours, tour: Tour) {
    this.core = core;
    this.tour = tour;
    this.move = new BasisMove(core, near, tour, rounding(core, near));
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
    const { tour, move } = this;
    const { mate, costs } = this.core;
    for (let side = 0; side < 2; side++) {
      let t2 = side === 0 ? tour.next(t1) : tour.previous(t1);
      if (mate[t1] === t2) continue;
      const mark = tour.mark();
      let open = costs.between(t1, t2);
      for (let level = 1; level <= LEVELS; level++) {
        const isProfit = move.find(t1, t2, open, level === LEVELS);
        if (move.kind === NONE) break;
        move.apply(t1, t2);
        this.touch(t1, t2);
        if (isProfit) {
          while (this.touches > 0) this.push(this.touched[--this.touches]!);
          return move.gain;
        }
        t2 = move.t6;
        open = move.gain;
      }
      tour.undo(mark);
      this.touches = 0;
    }
    return 0;
  }

  /** Remembers the ends of what was made, to be queued if the chain pays. */
  private touch(t1: number, t2: number): void {
    const { touched, move } = this;
    touched[this.touches++] = t1;
    touched[this.touches++] = t2;
    touched[this.touches++] = move.t3;
    touched[this.touches++] = move.t4;
    if (move.kind === TWO_OPT) return;
    touched[this.touches++] = move.t5;
    touched[this.touches++] = move.t6;
  }
}

/** A gain of less is none: what sums of such costs are exact to. */
function rounding({ n, never, isIntegral }: Core, near: Neighbours): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const dear = near.cost[(i + 1) * near.k - 1]!;
    if (dear < never) sum += dear;
  }
  return isIntegral ? 1e-7 : 1e-9 * (sum / n) + 1e-300;
}
