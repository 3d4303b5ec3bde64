import type { Core } from './core.ts';
import { ANYWHERE, Nearest, nearest } from './kdTree.ts';

/** Up to this many nodes every pair may be looked at (0.1 s at 5,000, 1 s at 15,000). */
export const DENSE_MAX = 15_000;
/** Sums of n doubles are good to n / 2 epsilons of their absolute size (Higham 2002, section 4.2); eight times that. */
const rounding = (n: number) => 4 * n * Number.EPSILON;

/** A minimum spanning tree over all pairs under prices π, with what a proof needs of it. */
export interface DenseTree {
  /** The 1-tree bound, rounding taken off, not rounded up. */
  bound: number;
  /** Parent of each node, −1 for the root; `sequence` has parents before children. */
  parent: Int32Array;
  sequence: Int32Array;
  /** The leaf that got a second edge, and the price of that edge. */
  leaf: number;
  second: number;
}

/** Costs come from the whole problem, not from a sparse graph: the bound holds for every tour. O(n²). */
export function denseTree(core: Core, pi: Float64Array): DenseTree {
  const { n, costs, mate } = core;
  const key = new Float64Array(n).fill(Infinity);
  const parent = new Int32Array(n).fill(-1);
  const sequence = new Int32Array(n);
  const degree = new Int32Array(n);
  const rest = Int32Array.from({ length: n - 1 }, (_, i) => i + 1);
  let size = 0;
  let sum = 0;
  for (let left = n - 1, node = 0; ; left--) {
    sequence[n - 1 - left] = node;
    if (left === 0) break;
    let least = Infinity;
    let at = -1;
    const price = pi[node]!;
    const wife = mate[node]!;
    for (let k = 0; k < left; k++) {
      const j = rest[k]!;
      const w = j === wife ? -Infinity : costs.between(node, j) + price + pi[j]!;
      if (w < key[j]!) {
        key[j] = w;
        parent[j] = node;
      }
      if (key[j]! < least) [least, at] = [key[j]!, k];
    }
    node = rest[at]!;
    rest[at] = rest[left - 1]!;
    const w = costs.between(node, parent[node]!) + pi[node]! + pi[parent[node]!]!;
    sum += w;
    size += Math.abs(w) + 2 * Math.abs(pi[node]!);
    degree[node]!++;
    degree[parent[node]!]!++;
  }
  const { leaf, second } = dearestSecond(core, pi, parent, degree);
  let prices = 0;
  for (const p of pi) prices += p;
  return {
    bound: sum + second - 2 * prices - rounding(n) * (size + Math.abs(second) + 2 * Math.abs(pi[0]!)),
    parent,
    sequence,
    leaf,
    second,
  };
}

function dearestSecond(
  core: Core,
  pi: Float64Array,
  parent: Int32Array,
  degree: Int32Array,
): { leaf: number; second: number } {
  let [leaf, second] = [-1, -Infinity];
  for (let i = 0; i < core.n; i++) {
    if (degree[i] !== 1) continue;
    let least = Infinity;
    for (let j = 0; j < core.n && least > second; j++) {
      if (j === i || parent[i] === j || parent[j] === i) continue;
      const w = core.costs.between(i, j) + pi[i]! + pi[j]!;
      if (w < least) least = w;
    }
    if (least > second) [leaf, second] = [i, least];
  }
  return { leaf, second };
}

/**
 * Pairs that can be in a tour shorter than `upper`: an edge is out when the 1-tree that must contain it is
 * already too long, i.e. bound + its price − the dearest edge on its tree path ≥ upper; at the leaf it may
 * take the place of the second edge instead. Null when they are more than `most`.
 */
export function usefulPairs(
  core: Core,
  pi: Float64Array,
  tree: DenseTree,
  upper: number,
  most: number,
): number[] | null {
  const { n, costs, mate } = core;
  const pairs: number[] = [];
  const dearest = new Float64Array(n * n);
  for (let k = 1; k < n; k++) {
    const i = tree.sequence[k]!;
    const p = tree.parent[i]!;
    const w = mate[i] === p ? -Infinity : costs.between(i, p) + pi[i]! + pi[p]!;
    for (let h = 0; h < k; h++) {
      const j = tree.sequence[h]!;
      const path = j === p ? w : Math.max(w, dearest[p * n + j]!);
      dearest[i * n + j] = dearest[j * n + i] = path;
      const spared = i === tree.leaf || j === tree.leaf ? Math.max(path, tree.second) : path;
      const isIn = j === p || tree.bound + costs.between(i, j) + pi[i]! + pi[j]! - spared < upper;
      if (isIn && pairs.push(i, j) > 2 * most) return null;
    }
  }
  return pairs;
}

/** Nearest of each node that are looked at one by one in a large problem. */
const LOOKED_AT = 12;

/**
 * The same bound without looking at all pairs. A pair (u, v) not among the nearest of either costs at least
 * max(r_u, r_v) ≥ (r_u + r_v) / 2, r being the cost at the radius looked at. Relax every such pair to
 * h_u + h_v with h = r / 2 + π: the cheapest of those form a star round the least h, so one spanning tree over
 * the near pairs and the star bounds all trees. One more edge makes it a bound on tours. O(n log n).
 */
export function starBound(core: Core, atLeast: (radius: number) => number, pi: Float64Array): number {
  const { n, mate, costs, tree } = core;
  const found = new Nearest(LOOKED_AT);
  const pairs: number[] = [];
  const h = new Float64Array(n);
  for (let i = 0; i < tree!.x.length; i++) {
    nearest(tree!, tree!.x[i]!, tree!.y[i]!, i, i, ANYWHERE, found);
    for (let a = 0; a < found.count; a++) pairs.push(i, found.ids[a]!);
    h[i] = atLeast(Math.sqrt(found.squared[found.count - 1]!)) / 2 + pi[i]!;
  }
  if (core.free >= 0) h[core.free] = pi[core.free]!; // no cost from anywhere: all its edges are in the star
  let hub = 0;
  for (let i = 1; i < n; i++) if (h[i]! < h[hub]!) hub = i;
  for (let i = 0; i < n; i++) if (mate[i]! > i) pairs.push(i, mate[i]!);
  for (let i = 0; i < n; i++) pairs.push(i, hub);
  const m = pairs.length / 2;
  const price = new Float64Array(m);
  for (let e = 0; e < m; e++) {
    const [i, j] = [pairs[2 * e]!, pairs[2 * e + 1]!];
    price[e] = e >= m - n ? h[i]! + h[hub]! : costs.between(i, j) + pi[i]! + pi[j]!;
  }
  let [prices, size] = [0, 0];
  for (const p of pi) {
    prices += p;
    size += Math.abs(p);
  }
  const chosen = spanningTree(n, mate, pairs, price);
  for (const e of chosen) size += Math.abs(price[e]!);
  return chosen.reduce((sum, e) => sum + price[e]!, 0) - 2 * prices - rounding(n) * size;
}

/** Kruskal's edges, those that are always in first, and the cheapest edge of all once more to close the tour. */
function spanningTree(n: number, mate: Int32Array, pairs: number[], price: Float64Array): number[] {
  const isFixed = (e: number) => mate[pairs[2 * e]!] === pairs[2 * e + 1];
  const sorted = Uint32Array.from(price, (_, e) => e).sort((d, e) => price[d]! - price[e]!);
  const root = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (root[i] !== i) i = root[i] = root[root[i]!]!;
    return i;
  };
  const chosen = [sorted[0]!];
  for (const wanted of [true, false]) {
    for (const e of sorted) {
      if (isFixed(e) !== wanted) continue;
      const [i, j] = [rootOf(pairs[2 * e]!), rootOf(pairs[2 * e + 1]!)];
      if (i === j) continue;
      root[i] = j;
      chosen.push(e);
    }
  }
  return chosen;
}
