import { graphFromPairs } from './neighbours.ts';
import type { Graph } from './neighbours.ts';
import type { Town } from './town.ts';

/** A smaller town whose vertices stand for one or two of the finer one's, and which: of[v] in the smaller town. */
export interface Coarse {
  town: Town;
  of: Int32Array;
}

/**
 * The town with neighbours merged in pairs, for designs from nothing (no locks, no map of today). A pair stands at its
 * middle, so the inertia of an assignment of pairs differs from that of their vertices by the same amount for every
 * assignment (Huygens–Steiner): what the search gains here it gains there. Where nearly nothing merges, null.
 */
export function coarsen(town: Town): Coarse | null {
  const { of, count } = pairUp(town);
  if (count > 0.75 * town.n) return null;
  const M = town.measures;
  const [x, y, units, value] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count * M),
  ];
  for (let v = 0; v < town.n; v++) {
    const c = of[v]!;
    const q = town.units[v]!;
    units[c]! += q;
    x[c]! += q * town.x[v]!;
    y[c]! += q * town.y[v]!;
    for (let m = 0; m < M; m++) value[c * M + m]! += town.value[v * M + m]!;
  }
  for (let c = 0; c < count; c++) {
    x[c]! /= units[c]!;
    y[c]! /= units[c]!;
  }
  const graph = mergedGraph(town.graph, of, count);
  const walk = town.walk === town.graph ? graph : mergedGraph(town.walk, of, count);
  const none = {
    fixed: new Uint8Array(count),
    home: new Int32Array(count).fill(-1),
    switchCost: new Float64Array(count),
  };
  return { town: { ...town, ...none, n: count, x, y, units, value, graph, walk }, of };
}

/** Each vertex with the free neighbour that adds least inertia (Ward 1963), in the order of their numbers. */
function pairUp({ n, x, y, units, graph: { start, to } }: Town): { of: Int32Array; count: number } {
  const of = new Int32Array(n).fill(-1);
  let count = 0;
  for (let v = 0; v < n; v++) {
    if (of[v] !== -1) continue;
    let mate = v;
    let least = Infinity;
    for (let e = start[v]!; e < start[v + 1]!; e++) {
      const u = to[e]!;
      if (of[u] !== -1) continue;
      const added = ((units[v]! * units[u]!) / (units[v]! + units[u]!)) * ((x[u]! - x[v]!) ** 2 + (y[u]! - y[v]!) ** 2);
      if (added < least) [least, mate] = [added, u];
    }
    of[v] = of[mate] = count++;
  }
  return { of, count };
}

function mergedGraph({ start, to }: Graph, of: Int32Array, count: number): Graph {
  const a: number[] = [];
  const b: number[] = [];
  for (let v = 0; v < of.length; v++) {
    for (let e = start[v]!; e < start[v + 1]!; e++) {
      if (v > to[e]!) continue;
      a.push(of[v]!);
      b.push(of[to[e]!]!);
    }
  }
  return graphFromPairs(count, a, b);
}
