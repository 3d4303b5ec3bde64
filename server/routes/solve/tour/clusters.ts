import type { Graph } from './graph.ts';

/** A group stands alone when the edge that joins it on is this many times the longest within it. */
const APART = 1.5;

/**
 * Groups of nodes that stand apart, groups of those, and so on: `up[k]` is the group that node or group k is
 * in, −1 for none. Nodes are 0…n−1, groups follow, each after all that it holds.
 */
export interface Clusters {
  up: Int32Array;
}

/**
 * Single linkage: Kruskal's tree, keeping the groups that were complete long before they were joined on. The
 * node at no cost from anywhere (or −1) would join all, and is left out.
 */
export function clustersOf({ n, a, b, cost }: Graph, free: number): Clusters {
  const sorted = Uint32Array.from(cost, (_, e) => e).sort((d, e) => cost[d]! - cost[e]! || d - e);
  const root = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (root[i] !== i) i = root[i] = root[root[i]!]!;
    return i;
  };
  const longest = new Float64Array(n);
  /** Of each root: the nodes and groups in it that no kept group holds yet. */
  const loose = Array.from({ length: n }, (_, i) => [i]);
  const up = new Array<number>(n).fill(-1);
  const close = (r: number, edge: number): void => {
    if (loose[r]!.length < 2 || edge <= APART * longest[r]!) return;
    const group = up.length;
    up.push(-1);
    for (const k of loose[r]!) up[k] = group;
    loose[r] = [group];
  };
  for (const e of sorted) {
    if (a[e] === free || b[e] === free) continue;
    let [r, s] = [rootOf(a[e]!), rootOf(b[e]!)];
    if (r === s) continue;
    close(r, cost[e]!);
    close(s, cost[e]!);
    if (loose[r]!.length < loose[s]!.length) [r, s] = [s, r];
    for (const k of loose[s]!) loose[r]!.push(k);
    root[s] = r;
    longest[r] = cost[e]!;
  }
  return { up: Int32Array.from(up) };
}
