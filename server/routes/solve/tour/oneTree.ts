import { BANNED, FORCED, type Graph } from './graph.ts';

/** Puts edges that must be in before all others; only compared, never added up. */
const FIRST = 1e15;

/**
 * The minimum 1-tree of a graph under node prices π (Held and Karp 1970): a minimum spanning tree, and for one
 * leaf its second cheapest edge. Every tour is a 1-tree, so its length less 2 Σπ bounds every tour; any leaf
 * will do, so the one with the dearest second edge is taken (Helsgaun 2000).
 */
export class OneTree {
  readonly graph: Graph;
  readonly degree: Int32Array;
  /** The tree edge that brought each node in, −1 for the root; `extra` is the leaf's second edge. */
  readonly parent: Int32Array;
  extra = -1;
  private readonly key: Float64Array;
  private readonly heap: Int32Array;
  private readonly slot: Int32Array;
  private size = 0;

  constructor(graph: Graph) {
    this.graph = graph;
    this.degree = new Int32Array(graph.n);
    this.parent = new Int32Array(graph.n);
    this.key = new Float64Array(graph.n);
    this.heap = new Int32Array(graph.n);
    this.slot = new Int32Array(graph.n);
  }

  /** The bound under π, Infinity when the edges left do not connect the nodes. */
  solve(pi: Float64Array): number {
    const { graph, degree, parent, key, slot } = this;
    const { n, a, b, cost, state, first, to, edge } = graph;
    degree.fill(0);
    parent.fill(-1);
    key.fill(Infinity);
    slot.fill(-1); // −1 not seen, −2 in the tree, else its place in the heap
    this.size = 0;
    let sum = 0;
    let reached = 0;
    for (let node = 0; node >= 0; node = this.pop()) {
      slot[node] = -2;
      reached++;
      const via = parent[node]!;
      if (via >= 0) {
        sum += cost[via]! + pi[a[via]!]! + pi[b[via]!]!;
        degree[a[via]!]!++;
        degree[b[via]!]!++;
      }
      for (let arc = first[node]!, end = first[node + 1]!; arc < end; arc++) {
        const other = to[arc]!;
        const e = edge[arc]!;
        if (slot[other] === -2 || state[e] === BANNED) continue;
        let w = cost[e]! + pi[node]! + pi[other]!;
        if (state[e] === FORCED) w -= FIRST;
        if (w < key[other]!) {
          key[other] = w;
          parent[other] = e;
          this.rise(other);
        }
      }
    }
    if (reached < n) return Infinity;
    sum += this.closeLeaf(pi);
    let prices = 0;
    for (let i = 0; i < n; i++) prices += pi[i]!;
    return sum - 2 * prices;
  }

  /** Adds the dearest of the leaves' second edges; answers its price. */
  private closeLeaf(pi: Float64Array): number {
    const { n, state, first, to, edge } = this.graph;
    let dearest = -Infinity;
    this.extra = -1;
    for (let leaf = 0; leaf < n; leaf++) {
      if (this.degree[leaf] !== 1) continue;
      let least = Infinity;
      let second = -1;
      for (let arc = first[leaf]!, end = first[leaf + 1]!; arc < end; arc++) {
        const e = edge[arc]!;
        if (state[e] === BANNED || e === this.parent[leaf] || e === this.parent[to[arc]!]) continue;
        const w = this.graph.cost[e]! + pi[leaf]! + pi[to[arc]!]!;
        if (w < least) [least, second] = [w, e];
      }
      if (least > dearest) [dearest, this.extra] = [least, second];
      if (second < 0) return Infinity; // a node with one usable edge: no tour
    }
    this.degree[this.graph.a[this.extra]!]!++;
    this.degree[this.graph.b[this.extra]!]!++;
    return dearest;
  }

  private rise(node: number): void {
    const { heap, slot, key } = this;
    let at = slot[node]! >= 0 ? slot[node]! : this.size++;
    const k = key[node]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = heap[up]!;
      if (key[above]! <= k) break;
      heap[at] = above;
      slot[above] = at;
      at = up;
    }
    heap[at] = node;
    slot[node] = at;
  }

  private pop(): number {
    const { heap, slot, key } = this;
    if (this.size === 0) return -1;
    const top = heap[0]!;
    const node = heap[--this.size]!;
    const k = key[node]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && key[heap[down + 1]!]! < key[heap[down]!]!) down++;
      if (key[heap[down]!]! >= k) break;
      heap[at] = heap[down]!;
      slot[heap[at]!] = at;
      at = down;
    }
    heap[at] = node;
    slot[node] = at;
    return top;
  }
}
