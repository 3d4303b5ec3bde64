import type { Random } from '../../../../shared/random.ts';
import { AbCycles } from './abCycles.ts';
import type { Core } from './core.ts';
import { Links } from './links.ts';
import type { Neighbours } from './neighbours.ts';

/** Children tried of each pair of parents. */
const CHILDREN = 30;
/** Neighbours of a subtour's node at which it may be joined. */
const REACH = 6;

/** What a child is worth, from what it saves and the edges it changes; the best above 0 is born. */
export type Worth = (saved: number, changed: { gone: Int32Array; come: Int32Array; count: number }) => number;

/**
 * Edge assembly crossover, single strategy (Nagata and Kobayashi 2013): one circle of alternating edges is
 * applied to tour A, and the subtours that result are joined, smallest first, by the best pair of edges near
 * it. A child costs time by what it changes, not by n.
 */
export class Crossover {
  private readonly core: Core;
  private readonly near: Neighbours;
  private readonly random: Random;
  private readonly cycles: AbCycles;
  private order: Int32Array;
  private readonly place: Int32Array;
  private readonly a: Links;
  private readonly b: Links;
  // edges gone and come of the child at hand, two nodes each
  private readonly changed: { gone: Int32Array; come: Int32Array; count: number };
  private readonly best: { gone: Int32Array; come: Int32Array; count: number };
  // runs of A between the cuts: cut r lies after place cuts[r], run r from there to the next cut
  private cuts: Float64Array;
  private readonly partner: Int32Array;
  private readonly part: Int32Array;
  private readonly sizes: Int32Array;
  // the subtour being joined: its nodes, and the same as stamps
  private readonly inside: Int32Array;
  private readonly stamp: Int32Array;
  private stamped = 0;

  constructor(core: Core, near: Neighbours, random: Random) {
    const { n } = core;
    this.core = core;
    this.near = near;
    this.random = random;
    this.cycles = new AbCycles(n);
    this.order = new Int32Array(n);
    this.place = new Int32Array(n);
    this.a = new Links(n);
    this.b = new Links(n);
    this.changed = { gone: new Int32Array(8 * n), come: new Int32Array(8 * n), count: 0 };
    this.best = { gone: new Int32Array(8 * n), come: new Int32Array(8 * n), count: 0 };
    this.cuts = new Float64Array(0);
    this.partner = new Int32Array(2 * n + 2);
    this.part = new Int32Array(n + 1);
    this.sizes = new Int32Array(n + 1);
    this.inside = new Int32Array(n);
    this.stamp = new Int32Array(n);
  }

  /** Replaces `a` by its best child with `b`, if one is worth anything; answers what that saved, or −1 for none. */
  cross(a: Int32Array, b: Int32Array, worth: Worth): number {
    const { cycles, place } = this;
    this.order = a;
    for (let k = 0; k < a.length; k++) place[a[k]!] = k;
    this.a.load(a);
    this.b.load(b);
    cycles.find(this.a.of, this.b.of, this.random);
    let most = 0;
    let saved = -1;
    const children = Math.min(CHILDREN, cycles.count);
    const from = cycles.count > 0 ? this.random.int(cycles.count) : 0;
    for (let k = 0; k < children; k++) {
      const gain = this.child((from + k) % cycles.count);
      const value = gain > 0 ? worth(gain, this.changed) : 0;
      if (value > most) {
        most = value;
        saved = gain;
        this.remember();
      }
      this.a.undo();
    }
    if (saved >= 0) this.a.make(a);
    return saved;
  }

  /** The edges of the child that was born last, for who counts them. */
  get born(): { gone: Int32Array; come: Int32Array; count: number } {
    return this.best;
  }

  private remember(): void {
    const { changed, best } = this;
    best.count = changed.count;
    for (let k = 0; k < 2 * changed.count; k++) {
      best.gone[k] = changed.gone[k]!;
      best.come[k] = changed.come[k]!;
    }
    this.a.remember();
  }

  /** Applies one circle to A and joins the subtours; answers what it saves. The links' `undo` takes it back. */
  private child(c: number): number {
    const { cycles, core, changed } = this;
    const { nodes } = cycles;
    const from = cycles.start[c]!;
    const to = cycles.start[c + 1]!;
    changed.count = 0;
    let gain = 0;
    for (let k = from; k < to; k += 2) {
      const [u, v, w] = [nodes[k]!, nodes[k + 1]!, nodes[k + 2 === to ? from : k + 2]!];
      gain += core.costs.between(u, v) - core.costs.between(v, w);
      this.note(u, v, v, w);
    }
    for (let k = from; k < to; k += 2) {
      this.a.swap(nodes[k]!, nodes[k + 1]!, -1);
      this.a.swap(nodes[k + 1]!, nodes[k]!, -1);
    }
    for (let k = from; k < to; k += 2) {
      const w = nodes[k + 2 === to ? from : k + 2]!;
      this.a.swap(nodes[k + 1]!, -1, w);
      this.a.swap(w, -1, nodes[k + 1]!);
    }
    const parts = this.trace(from, to);
    for (let left = parts; left > 1; left--) {
      const joined = this.joinSmallest(parts);
      if (joined === -Infinity) return 0;
      gain += joined;
    }
    return gain;
  }

  private note(u: number, v: number, w: number, x: number): void {
    const { changed } = this;
    const at = 2 * changed.count++;
    changed.gone[at] = u;
    changed.gone[at + 1] = v;
    changed.come[at] = w;
    changed.come[at + 1] = x;
  }

  /** Cuts A into runs, follows the new edges from run to run and numbers the subtours; answers how many. */
  private trace(from: number, to: number): number {
    const { place, partner, part, sizes } = this;
    const { nodes } = this.cycles;
    const m = (to - from) >> 1;
    const n = this.core.n;
    this.cuts = new Float64Array(m);
    for (let k = 0; k < m; k++) this.cuts[k] = this.cutOf(nodes[from + 2 * k]!, nodes[from + 2 * k + 1]!);
    this.cuts.sort();
    // stub 2r: the node before cut r, stub 2r + 1: the node after it
    let before = -1;
    let first = -1;
    for (let k = 0; k < m; k++) {
      const u = nodes[from + 2 * k]!;
      const p = this.cutOf(u, nodes[from + 2 * k + 1]!);
      const r = this.runOf(p);
      const rank = this.cuts[r] === p ? r : (r + 1) % m;
      const own = 2 * rank + (place[u] === p ? 0 : 1);
      if (before >= 0) {
        partner[before] = own;
        partner[own] = before;
      } else first = own;
      before = own ^ 1;
    }
    partner[before] = first;
    partner[first] = before;
    part.fill(-1, 0, m);
    let parts = 0;
    for (let run = 0; run < m; run++) {
      if (part[run]! >= 0) continue;
      sizes[parts] = 0;
      let stub = 2 * run + 1;
      do {
        const isForward = (stub & 1) === 1;
        const r = isForward ? stub >> 1 : ((stub >> 1) + m - 1) % m;
        part[r] = parts;
        sizes[parts]! += ((this.cuts[(r + 1) % m]! - this.cuts[r]! + n - 1) % n) + 1;
        stub = partner[isForward ? 2 * ((r + 1) % m) : 2 * r + 1]!;
      } while (stub !== 2 * run + 1);
      parts++;
    }
    return parts;
  }

  /** The place after which A goes from one of two neighbours to the other. */
  private cutOf(u: number, v: number): number {
    const after = this.place[u]! + 1;
    return this.place[v] === (after === this.core.n ? 0 : after) ? after - 1 : this.place[v]!;
  }

  /** The run a place lies in: the last cut before it. A cut's own place belongs to the run before. */
  private runOf(p: number): number {
    const { cuts } = this;
    let lo = 0;
    let hi = cuts.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (cuts[mid]! < p) lo = mid + 1;
      else hi = mid;
    }
    return lo === 0 ? cuts.length - 1 : lo - 1;
  }

  /** Joins the smallest subtour to another by the best exchange of one edge of each; answers what that saves. */
  private joinSmallest(parts: number): number {
    const { part, sizes, near, core, inside } = this;
    const a = this.a.of;
    const { costs, mate } = core;
    let small = -1;
    for (let p = 0; p < parts; p++) if (sizes[p]! > 0 && (small < 0 || sizes[p]! < sizes[small]!)) small = p;
    const size = this.collect(small);
    const wide = Math.min(near.k, REACH);
    let best = -Infinity;
    let [u, v, w, x] = [-1, -1, -1, -1];
    for (let k = 0; k < size; k++) {
      const node = inside[k]!;
      for (let side = 0; side < 2; side++) {
        const next = a[2 * node + side]!;
        if (mate[node] === next) continue;
        const price = costs.between(node, next);
        for (let s = node * near.k, end = s + wide; s < end; s++) {
          const other = near.list[s]!;
          if (this.stamp[other] === this.stamped) continue;
          for (let j = 2 * other; j < 2 * other + 2; j++) {
            const beyond = a[j]!;
            const saved = price - near.cost[s]! + costs.between(other, beyond) - costs.between(next, beyond);
            if (saved <= best || mate[other] === beyond) continue;
            best = saved;
            u = node;
            v = next;
            w = other;
            x = beyond;
          }
        }
      }
    }
    if (u < 0) return -Infinity;
    this.a.swap(u, v, w);
    this.a.swap(w, x, u);
    this.a.swap(v, u, x);
    this.a.swap(x, w, v);
    this.note(u, v, u, w);
    this.note(w, x, v, x);
    const into = part[this.runOf(this.place[w]!)]!;
    for (let run = 0; run < this.cuts.length; run++) if (part[run] === small) part[run] = into;
    sizes[into]! += sizes[small]!;
    sizes[small] = 0;
    return best;
  }

  /** Lists and stamps the nodes of a subtour. */
  private collect(wanted: number): number {
    const { part, cuts, order, inside } = this;
    const { n } = this.core;
    const m = cuts.length;
    let size = 0;
    this.stamped++;
    for (let run = 0; run < m; run++) {
      if (part[run] !== wanted) continue;
      const end = cuts[run + 1 === m ? 0 : run + 1]!;
      for (let k = cuts[run]!; k !== end;) {
        if (++k === n) k = 0;
        this.stamp[order[k]!] = this.stamped;
        inside[size++] = order[k]!;
      }
    }
    return size;
  }
}
