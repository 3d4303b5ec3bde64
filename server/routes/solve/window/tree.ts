import type { WindowPrices } from './bound.ts';
import type { WindowModel } from './model.ts';

/** Subgradient steps: 300 raise the bound of city days no further (measured). */
const STEPS = 150;

/**
 * The 1-tree bound (Held & Karp 1970) on the legs that windows leave possible, each at the cheaper of its two directions,
 * start and end as one node. Where ways there and back cost about the same the assignment bound pairs neighbours off and is
 * far too low; this one is not. Holds only if every stop is served. `above`: the cost of an order, which scales the steps.
 */
export function treeBound(model: WindowModel, prices: WindowPrices, above: number): number {
  const nodes = model.n + 1;
  if (model.n < 2) return 0;
  const cost = bothWays(model, prices);
  const pi = new Float64Array(nodes);
  const degree = new Int32Array(nodes);
  let best = 0;
  let scale = 2;
  for (let step = 0; step < STEPS; step++, scale *= 0.97) {
    const bound = oneTree(cost, nodes, pi, degree);
    best = Math.max(best, bound);
    let off = 0;
    for (let v = 0; v < nodes; v++) off += (degree[v]! - 2) ** 2;
    if (off === 0 || !(above > bound)) break;
    const length = (scale * (above - bound)) / off;
    for (let v = 0; v < nodes; v++) pi[v]! += length * (degree[v]! - 2);
  }
  return best;
}

/** Symmetric costs of stops 0 … n−1 and node n, which is start and end. */
function bothWays({ n, size, cost }: WindowModel, { reduced }: WindowPrices): Float64Array {
  const nodes = n + 1;
  const least = new Float64Array(nodes * nodes).fill(Infinity);
  const leg = (i: number, j: number) => (reduced[i * size + j]! < Infinity ? cost[i * size + j]! : Infinity);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) least[i * nodes + j] = least[j * nodes + i] = Math.min(leg(i, j), leg(j, i));
    least[i * nodes + n] = least[n * nodes + i] = Math.min(leg(n, i), leg(i, n + 1));
  }
  return least;
}

/** A least spanning tree of the stops (Prim) and the two cheapest legs of the last node, at costs raised by pi; fills degrees. */
function oneTree(cost: Float64Array, nodes: number, pi: Float64Array, degree: Int32Array): number {
  const root = nodes - 1;
  const reach = new Float64Array(nodes).fill(Infinity);
  const from = new Int32Array(nodes).fill(-1);
  const isIn = new Uint8Array(nodes);
  degree.fill(0);
  let sum = 0;
  for (let v = 0, k = 0; k < root; k++) {
    isIn[v] = 1;
    if (from[v]! >= 0) {
      sum += reach[v]!;
      degree[v]!++;
      degree[from[v]!]!++;
    }
    let next = -1;
    for (let w = 0; w < root; w++) {
      if (isIn[w]) continue;
      const c = cost[v * nodes + w]! + pi[v]! + pi[w]!;
      if (c < reach[w]!) {
        reach[w] = c;
        from[w] = v;
      }
      if (next < 0 || reach[w]! < reach[next]!) next = w;
    }
    v = next;
  }
  let [first, second] = [-1, -1];
  const toRoot = (v: number) => cost[root * nodes + v]! + pi[v]! + pi[root]!;
  for (let v = 0; v < root; v++) {
    if (first < 0 || toRoot(v) < toRoot(first)) [first, second] = [v, first];
    else if (second < 0 || toRoot(v) < toRoot(second)) second = v;
  }
  for (const v of [first, second]) {
    sum += toRoot(v);
    degree[v]!++;
    degree[root]!++;
  }
  let twice = 0;
  for (let v = 0; v < nodes; v++) twice += 2 * pi[v]!;
  return sum - twice;
}
