import type { Random } from '../../../../shared/random.ts';
import type { Core } from './core.ts';
import { ANYWHERE, kdTree, Nearest, nearest } from './kdTree.ts';
import type { Neighbours } from './neighbours.ts';

/** Fragments fewer than this are joined over all pairs of their ends. */
const FEW_ENDS = 400;
/** More than this, of a matrix, only with ends of near numbers: all pairs of 10,000 do not fit. */
const MANY_ENDS = 3_000;

/**
 * Greedy edge (Bentley 1992): the cheapest edges that close no circle and give no node a third, first among
 * neighbours, then among the ends of what stands. 14–18 % above the bound, the best known start for a local
 * search. With `noise` above 0 each cost is stretched by up to that share, for a different tour each time.
 */
export function greedyEdge(core: Core, near: Neighbours, random: Random, noise = 0): Int32Array {
  const fragments = new Fragments(core.n);
  for (let i = 0; i < core.n; i++) if (core.mate[i]! > i) fragments.join(i, core.mate[i]!);
  // else a thousand stops at one place, all with the same ten neighbours, would be joined ten at a time
  for (let k = 0; k < core.twins.length; k += 2) fragments.join(core.twins[k]!, core.twins[k + 1]!);
  const pairs: number[] = [];
  const prices: number[] = [];
  for (let i = 0; i < core.n; i++) {
    for (let a = 0; a < near.k; a++) {
      const j = near.list[i * near.k + a]!;
      if (j < i && isListed(near, j, i)) continue;
      pairs.push(i, j);
      prices.push(near.cost[i * near.k + a]! * (noise > 0 ? 1 + noise * random.next() : 1));
    }
  }
  joinCheapest(fragments, pairs, prices);
  while (fragments.count > 1) {
    const before = fragments.count;
    joinEnds(core, fragments);
    if (fragments.count === before) throw new Error('greedy edge made no progress'); // cannot happen: any two ends may join
  }
  return fragments.tour();
}

function isListed(near: Neighbours, i: number, j: number): boolean {
  for (let a = i * near.k; a < (i + 1) * near.k; a++) if (near.list[a] === j) return true;
  return false;
}

/** Sorts by 32 bits of the price and 21 of the index in one float each: native sort, no comparator. */
function joinCheapest(fragments: Fragments, pairs: number[], prices: number[]): void {
  let most = 0;
  for (const p of prices) if (p > most) most = p;
  const scale = most > 0 ? 2 ** 31 / most : 0;
  const shift = 2 ** Math.ceil(Math.log2(prices.length + 1));
  const keys = Float64Array.from(prices, (p, k) => Math.floor(p * scale) * shift + k).sort();
  for (const key of keys) {
    const k = key % shift;
    fragments.join(pairs[2 * k]!, pairs[2 * k + 1]!);
  }
}

function joinEnds(core: Core, fragments: Fragments): void {
  const ends = fragments.ends();
  const pairs: number[] = [];
  const prices: number[] = [];
  const offer = (a: number, b: number) => {
    pairs.push(a, b);
    prices.push(core.costs.between(a, b));
  };
  if (core.tree === null || ends.length <= FEW_ENDS) {
    const window = ends.length > MANY_ENDS ? FEW_ENDS : ends.length;
    for (let a = 0; a < ends.length; a++) for (let b = Math.max(0, a - window); b < a; b++) offer(ends[a]!, ends[b]!);
  } else {
    const { x, y } = core.tree;
    const tree = kdTree(
      x,
      y,
      ends.filter((end) => end !== core.free),
    );
    const found = new Nearest(6);
    for (const end of ends) {
      if (end === core.free) continue;
      nearest(tree, x[end]!, y[end]!, end, fragments.farEnd(end), ANYWHERE, found);
      for (let a = 0; a < found.count; a++) offer(end, found.ids[a]!);
    }
  }
  joinCheapest(fragments, pairs, prices);
}

/** Paths that grow together: two links a node and, at each end, the other end. */
class Fragments {
  count: number;
  private readonly link: Int32Array;
  private readonly far: Int32Array;

  constructor(n: number) {
    this.count = n;
    this.link = new Int32Array(2 * n).fill(-1);
    this.far = Int32Array.from({ length: n }, (_, i) => i);
  }

  /** Joins two ends of two fragments; anything else is left as it is. */
  join(a: number, b: number): void {
    const { link, far } = this;
    if (link[2 * a + 1]! >= 0 || link[2 * b + 1]! >= 0 || far[a] === b || a === b) return;
    link[link[2 * a]! < 0 ? 2 * a : 2 * a + 1] = b;
    link[link[2 * b]! < 0 ? 2 * b : 2 * b + 1] = a;
    const [p, q] = [far[a]!, far[b]!];
    far[p] = q;
    far[q] = p;
    this.count--;
  }

  ends(): Int32Array {
    const ends: number[] = [];
    for (let i = 0; i < this.far.length; i++) if (this.link[2 * i + 1]! < 0) ends.push(i);
    return Int32Array.from(ends);
  }

  farEnd(end: number): number {
    return this.far[end]!;
  }

  /** The nodes in order, once a single path is left. */
  tour(): Int32Array {
    const n = this.far.length;
    const tour = new Int32Array(n);
    let before = -1;
    let at = n === 1 ? 0 : this.ends()[0]!;
    for (let k = 0; k < n; k++) {
      tour[k] = at;
      const [one, other] = [this.link[2 * at]!, this.link[2 * at + 1]!];
      const next = one !== before && one >= 0 ? one : other;
      before = at;
      at = next;
    }
    return tour;
  }
}
