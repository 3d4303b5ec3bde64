import { Delaunay } from 'd3-delaunay';
import Flatbush from 'flatbush';
import { pieces } from '../../../shared/pieces.ts';

/** Who touches whom, both directions, as compressed rows: the neighbours of v are to[start[v]] … to[start[v+1]−1]. */
export interface Graph {
  start: Int32Array;
  to: Int32Array;
}

/** Rows of a graph from undirected pairs a[i]–b[i]; loops and repeated pairs are dropped. */
export function graphFromPairs(n: number, a: ArrayLike<number>, b: ArrayLike<number>): Graph {
  const count = new Int32Array(n + 1);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    count[a[i]! + 1]!++;
    count[b[i]! + 1]!++;
  }
  for (let v = 0; v < n; v++) count[v + 1]! += count[v]!;
  const next = count.slice(0, n);
  const to = new Int32Array(count[n]!);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    to[next[a[i]!]!++] = b[i]!;
    to[next[b[i]!]!++] = a[i]!;
  }
  return withoutRepeats(n, count, to);
}

function withoutRepeats(n: number, start: Int32Array, to: Int32Array): Graph {
  const kept = new Int32Array(n + 1);
  const seenBy = new Int32Array(n).fill(-1);
  let end = 0;
  for (let v = 0; v < n; v++) {
    for (let e = start[v]!; e < start[v + 1]!; e++) {
      const u = to[e]!;
      if (seenBy[u] === v) continue;
      seenBy[u] = v;
      to[end++] = u;
    }
    kept[v + 1] = end;
  }
  return { start: kept, to: to.slice(0, end) };
}

/** Delaunay pairs of distinct points, less those that cross a barrier line (x0, y0, x1, y1 …, metres). */
export function delaunayPairs(
  x: Float64Array,
  y: Float64Array,
  barriers: Float64Array[] = [],
): { a: number[]; b: number[] } {
  const n = x.length;
  if (n < 2) return { a: [], b: [] };
  const points = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    points[2 * i] = x[i]!;
    points[2 * i + 1] = y[i]!;
  }
  const delaunay = new Delaunay(points);
  const a: number[] = [];
  const b: number[] = [];
  const crosses = barrierTest(barriers);
  const touched = new Uint8Array(n);
  const link = (u: number, v: number): void => {
    touched[u] = touched[v] = 1;
    if (crosses(x[u]!, y[u]!, x[v]!, y[v]!)) return;
    a.push(u);
    b.push(v);
  };
  const { triangles, halfedges } = delaunay;
  for (let e = 0; e < triangles.length; e++) {
    const u = triangles[e]!;
    const v = triangles[e % 3 === 2 ? e - 2 : e + 1]!;
    if (halfedges[e]! < e) link(u, v); // the pair once: from its later half, or from the hull (−1)
  }
  // Points the triangulation leaves out: all of them in a line, or closer than its arithmetic can tell apart.
  for (let v = 0; v < n; v++) {
    if (touched[v]) continue;
    for (const u of delaunay.neighbors(v)) link(v, u);
    if (!touched[v] && n > 1) link(v, nearestOther(x, y, v));
  }
  return { a, b };
}

function nearestOther(x: Float64Array, y: Float64Array, v: number): number {
  let best = -1;
  let bestD = Infinity;
  for (let u = 0; u < x.length; u++) {
    const d = (x[u]! - x[v]!) ** 2 + (y[u]! - y[v]!) ** 2;
    if (u !== v && d < bestD) [best, bestD] = [u, d];
  }
  return best;
}

/** Whether a segment crosses any barrier; an index over the barriers' pieces keeps it quick for long rivers. */
function barrierTest(barriers: Float64Array[]): (x0: number, y0: number, x1: number, y1: number) => boolean {
  const pieces: [number, number, number, number][] = [];
  for (const line of barriers) {
    for (let i = 0; i + 3 < line.length; i += 2) pieces.push([line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!]);
  }
  if (pieces.length === 0) return () => false;
  const index = new Flatbush(pieces.length);
  for (const [x0, y0, x1, y1] of pieces)
    index.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  index.finish();
  return (x0, y0, x1, y1) =>
    index
      .search(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1))
      .some((i) => segmentsMeet(x0, y0, x1, y1, ...pieces[i]!));
}

function segmentsMeet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  );
}

/**
 * The graph with its pieces joined by the shortest links that join them all: Kruskal over the Delaunay pairs,
 * which hold a minimum spanning tree of the plane. Links are for the search only, contiguity is never judged on them.
 */
export function joinPieces(graph: Graph, x: Float64Array, y: Float64Array): Graph {
  const n = x.length;
  const { piece, count } = pieces(graph);
  if (count === 1) return graph;
  const root = Int32Array.from({ length: count }, (_, c) => c);
  const find = (c: number): number => (root[c] === c ? c : (root[c] = find(root[c]!)));
  const { a, b } = delaunayPairs(x, y);
  const length = (i: number): number => (x[a[i]!]! - x[b[i]!]!) ** 2 + (y[a[i]!]! - y[b[i]!]!) ** 2;
  const between = a
    .map((_, i) => i)
    .filter((i) => piece[a[i]!] !== piece[b[i]!])
    .sort((i, j) => length(i) - length(j));
  const us: number[] = [];
  const vs: number[] = [];
  for (let v = 0; v < n; v++) {
    for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) {
      if (v > graph.to[e]!) continue;
      us.push(v);
      vs.push(graph.to[e]!);
    }
  }
  for (const i of between) {
    const p = find(piece[a[i]!]!);
    const q = find(piece[b[i]!]!);
    if (p === q) continue;
    root[p] = q;
    us.push(a[i]!);
    vs.push(b[i]!);
  }
  return graphFromPairs(n, us, vs);
}
