import { createRandom } from '../../shared/random.ts';
import type { Graph } from '../../server/territories/solve/neighbours.ts';
import type { TerritoryProblem } from '../../server/territories/solve/problem.ts';

/** A seeded town: some streets' worth of clusters on open land, volume skewed as shops are, work between the two. */
export function randomTown(n: number, parts: number, seed: number, tolerance = 0.1): TerritoryProblem {
  const random = createRandom(seed);
  const clusters = Array.from({ length: 1 + Math.ceil(n / 100) }, () => ({
    x: 20_000 * random.next(),
    y: 20_000 * random.next(),
    spread: 300 + 1500 * random.next(),
  }));
  const xM = new Float64Array(n);
  const yM = new Float64Array(n);
  const volume = new Float64Array(n);
  const work = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const c =
      random.next() < 0.5
        ? clusters[random.int(clusters.length)]!
        : { x: 20_000 * random.next(), y: 20_000 * random.next(), spread: 0 };
    xM[i] = c.x + c.spread * random.normal();
    yM[i] = c.y + c.spread * random.normal();
    volume[i] = 10 * Math.exp(0.6 * random.normal());
    work[i] = 10 + volume[i]! * random.next();
  }
  const measures = [
    ['shops', new Float64Array(n).fill(1)],
    ['volume', volume],
    ['work', work],
  ] as const;
  return { n, xM, yM, parts, measures: measures.map(([name, values]) => ({ name, values, tolerance })) };
}

/** Pieces beyond the first of every part, by a plain flood fill of its own. */
export function extraPiecesByFlood(graph: Graph, label: ArrayLike<number>): number {
  const seen = new Set<number>();
  const parts = new Set<number>();
  let found = 0;
  for (let root = 0; root < label.length; root++) {
    parts.add(label[root]!);
    if (seen.has(root)) continue;
    found++;
    const stack = [root];
    seen.add(root);
    while (stack.length > 0) {
      const v = stack.pop()!;
      for (const u of graph.to.slice(graph.start[v], graph.start[v + 1])) {
        if (seen.has(u) || label[u] !== label[v]) continue;
        seen.add(u);
        stack.push(u);
      }
    }
  }
  return found - parts.size;
}
