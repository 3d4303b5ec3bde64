import type { Graph } from './neighbours.ts';

/** Scratch of the walks below, one for a search, so that none allocates. */
export interface Walker {
  seen: Int32Array;
  queue: Int32Array;
  mark: number;
}

export function createWalker(n: number): Walker {
  return { seen: new Int32Array(n), queue: new Int32Array(n), mark: 0 };
}

/** Beyond this many vertices a walk gives up and the move is refused: 80 finds nearly every ring round a street block. */
const WALK_LIMIT = 80;

/**
 * Whether v's part stays as connected as it is when v leaves: its neighbours in the part must still reach each
 * other. In a triangulation they mostly touch directly, so the walk ends after a few steps. Unsure means false.
 */
export function canLeave(graph: Graph, label: Int32Array, v: number, walker: Walker, limit = WALK_LIMIT): boolean {
  const { start, to } = graph;
  const { seen, queue } = walker;
  const part = label[v]!;
  const wanted = (walker.mark += 2); // mark: a neighbour to be reached; mark + 1: reached
  let missing = 0;
  let first = -1;
  for (let e = start[v]!; e < start[v + 1]!; e++) {
    const u = to[e]!;
    if (label[u] !== part) continue;
    seen[u] = wanted;
    first = u;
    missing++;
  }
  if (missing <= 1) return true;
  const reached = wanted + 1;
  seen[v] = reached;
  seen[first] = reached;
  missing--;
  queue[0] = first;
  for (let head = 0, tail = 1; head < tail && head < limit; head++) {
    const from = queue[head]!;
    for (let e = start[from]!; e < start[from + 1]!; e++) {
      const u = to[e]!;
      if (label[u] !== part || seen[u] === reached) continue;
      if (seen[u] === wanted && --missing === 0) return true;
      seen[u] = reached;
      queue[tail++] = u;
    }
  }
  return false;
}

/**
 * Whether v's neighbours in its part reach each other without a step beyond them, as they do on most borders: then v can
 * leave. For callers that ask so often that it pays to ask this first; false says nothing.
 */
export function hangTogether({ start, to }: Graph, label: Int32Array, v: number, walker: Walker): boolean {
  const { seen, queue } = walker;
  const part = label[v]!;
  const wanted = (walker.mark += 2);
  let missing = 0;
  for (let e = start[v]!; e < start[v + 1]!; e++) {
    if (label[to[e]!] !== part) continue;
    seen[to[e]!] = wanted;
    queue[0] = to[e]!;
    missing++;
  }
  if (missing <= 1) return true;
  seen[queue[0]!] = wanted + 1;
  missing--;
  for (let head = 0, tail = 1; head < tail; head++) {
    const from = queue[head]!;
    for (let e = start[from]!; e < start[from + 1]!; e++) {
      const u = to[e]!;
      if (seen[u] !== wanted) continue;
      if (--missing === 0) return true;
      seen[u] = wanted + 1;
      queue[tail++] = u;
    }
  }
  return false;
}

/** The pieces of every part: the piece of each vertex, and the part of each piece. */
export function partPieces(graph: Graph, label: Int32Array): { piece: Int32Array; partOf: number[] } {
  const n = label.length;
  const piece = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  const partOf: number[] = [];
  for (let root = 0; root < n; root++) {
    if (piece[root] !== -1) continue;
    const part = label[root]!;
    const id = partOf.push(part) - 1;
    piece[root] = id;
    queue[0] = root;
    for (let head = 0, tail = 1; head < tail; head++) {
      for (let e = graph.start[queue[head]!]!; e < graph.start[queue[head]! + 1]!; e++) {
        const u = graph.to[e]!;
        if (label[u] !== part || piece[u] !== -1) continue;
        piece[u] = id;
        queue[tail++] = u;
      }
    }
  }
  return { piece, partOf };
}

/** Pieces beyond the first of every part. */
export function extraPieces(graph: Graph, label: Int32Array): number {
  const { partOf } = partPieces(graph, label);
  return partOf.length - new Set(partOf).size;
}
