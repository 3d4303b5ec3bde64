import type { Core } from './core.ts';
import type { Neighbours } from './neighbours.ts';

export const OPEN = 0;
export const FORCED = 1;
export const BANNED = 2;

/** The edges a tour may use, each once, and the arcs of each node to find them. */
export interface Graph {
  n: number;
  /** Edge e joins a[e] and b[e]. */
  a: Int32Array;
  b: Int32Array;
  cost: Float64Array;
  /** OPEN, FORCED (in every tree and tour) or BANNED, one an edge. */
  state: Uint8Array;
  /** The arcs of node i are first[i] … first[i + 1] − 1. */
  first: Int32Array;
  to: Int32Array;
  edge: Int32Array;
}

/** `pairs` holds two nodes an edge; an edge given twice is taken once. */
export function graphOf(core: Core, pairs: ArrayLike<number>): Graph {
  const { n, mate, costs } = core;
  const keys = new Float64Array(pairs.length / 2);
  for (let k = 0; k < keys.length; k++) {
    const [p, q] = [pairs[2 * k]!, pairs[2 * k + 1]!];
    keys[k] = p < q ? p * n + q : q * n + p;
  }
  const distinct = keys.sort().filter((key, k) => k === 0 || key !== keys[k - 1]);
  const m = distinct.length;
  const a = Int32Array.from(distinct, (key) => Math.floor(key / n));
  const b = Int32Array.from(distinct, (key) => key % n);
  const cost = Float64Array.from(a, (p, e) => costs.between(p, b[e]!));
  const state = Uint8Array.from(a, (p, e) => (mate[p] === b[e] ? FORCED : OPEN));
  const first = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    first[a[e]! + 1]!++;
    first[b[e]! + 1]!++;
  }
  for (let i = 0; i < n; i++) first[i + 1]! += first[i]!;
  const [at, to, edge] = [first.slice(), new Int32Array(2 * m), new Int32Array(2 * m)];
  for (let e = 0; e < m; e++) {
    for (const [p, q] of [
      [a[e]!, b[e]!],
      [b[e]!, a[e]!],
    ] as const) {
      to[at[p]!] = q;
      edge[at[p]!++] = e;
    }
  }
  return { n, a, b, cost, state, first, to, edge };
}

/** Pairs of neighbours, of one tour (so that the graph is connected) and of edges that are always in. */
export function candidatePairs(core: Core, near: Neighbours, tour: ArrayLike<number>): number[] {
  const pairs: number[] = [];
  for (let i = 0; i < core.n; i++) {
    for (let k = 0; k < near.k; k++) pairs.push(i, near.list[i * near.k + k]!);
    if (core.mate[i]! >= 0) pairs.push(i, core.mate[i]!);
    pairs.push(tour[i]!, tour[i + 1 === core.n ? 0 : i + 1]!);
  }
  return pairs;
}
