// Pure: which parts of a graph hang together.

/** The connected piece of each vertex of a graph, 0 … count−1; the neighbours of vertex v are `to[start[v]]` up to `to[start[v + 1]]`. */
export function pieces(graph: { start: Int32Array; to: Int32Array }): { piece: Int32Array; count: number } {
  const n = graph.start.length - 1;
  const piece = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  let count = 0;
  for (let root = 0; root < n; root++) {
    if (piece[root] !== -1) continue;
    piece[root] = count;
    queue[0] = root;
    for (let head = 0, tail = 1; head < tail; head++) {
      for (let e = graph.start[queue[head]!]!; e < graph.start[queue[head]! + 1]!; e++) {
        const u = graph.to[e]!;
        if (piece[u] !== -1) continue;
        piece[u] = count;
        queue[tail++] = u;
      }
    }
    count++;
  }
  return { piece, count };
}
