import { hilbertOf } from './hilbert.ts';
import type { Graph } from './neighbours.ts';

/**
 * New numbers for vertices, so that what is near on the map is near in memory: rank[v] along a Hilbert curve. The
 * search walks stretches of consecutive vertices; on 100,000 units that halves its time.
 */
export function spatialRank(x: Float64Array, y: Float64Array): Int32Array {
  const n = x.length;
  const [x0, y0] = [least(x), least(y)];
  const cells = 65_535 / (Math.max(span(x, x0), span(y, y0)) || 1);
  const keys = new Float64Array(n);
  for (let v = 0; v < n; v++)
    keys[v] = hilbertOf(Math.floor((x[v]! - x0) * cells), Math.floor((y[v]! - y0) * cells)) * n + v;
  keys.sort();
  const rank = new Int32Array(n);
  for (let r = 0; r < n; r++) rank[keys[r]! % n] = r;
  return rank;
}

/** The graph with vertex v called rank[v]. */
export function renumber(graph: Graph, rank: Int32Array): Graph {
  const n = rank.length;
  const start = new Int32Array(n + 1);
  for (let v = 0; v < n; v++) start[rank[v]! + 1] = graph.start[v + 1]! - graph.start[v]!;
  for (let r = 0; r < n; r++) start[r + 1]! += start[r]!;
  const to = new Int32Array(graph.to.length);
  for (let v = 0; v < n; v++) {
    let at = start[rank[v]!]!;
    for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) to[at++] = rank[graph.to[e]!]!;
  }
  return { start, to };
}

function least(values: Float64Array): number {
  let low = Infinity;
  for (const value of values) low = Math.min(low, value);
  return low;
}

function span(values: Float64Array, low: number): number {
  let widest = 0;
  for (const value of values) widest = Math.max(widest, value - low);
  return widest;
}
