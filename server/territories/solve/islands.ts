import { pieces } from '../../../shared/pieces.ts';
import type { Group } from './seed.ts';
import type { Town } from './town.ts';

/**
 * How many parts each island (piece of the graph) gets, when whole numbers of parts can keep every measure of each
 * island within its limits; null when there is one island, or when some part must span two of them.
 */
export function partsOfIslands(
  town: Pick<
    Town,
    'n' | 'parts' | 'measures' | 'value' | 'low' | 'high' | 'scale' | 'graph' | 'pieceCount' | 'home' | 'baseX'
  >,
): number[] | null {
  const { measures: M, pieceCount } = town;
  // Bases, targets of their own and today's map tie parts to places: then the parts are not interchangeable.
  const isTied =
    town.home.some((h) => h >= 0) || town.baseX.some((b) => !Number.isNaN(b)) || town.scale.some((s) => s !== 1);
  if (pieceCount === 1 || pieceCount > town.parts || isTied) return null;
  const share = new Float64Array(pieceCount * M);
  const { piece } = pieces(town.graph);
  for (let v = 0; v < town.n; v++) for (let m = 0; m < M; m++) share[piece[v]! * M + m]! += town.value[v * M + m]!;
  const counts = Array.from({ length: pieceCount }, (_, c) =>
    Math.round(share.subarray(c * M, (c + 1) * M).reduce((a, b) => a + b, 0) / M),
  );
  const fits = counts.every(
    (k, c) =>
      k >= 1 &&
      Array.from(share.subarray(c * M, (c + 1) * M)).every(
        (s, m) => s / k - 1 <= town.high[m]! && s / k - 1 >= town.low[m]!,
      ),
  );
  return fits && counts.reduce((a, b) => a + b, 0) === town.parts ? counts : null;
}

/** The islands with their parts, or the whole town as one group. */
export function groupsOf(town: Town): Group[] {
  const all = Int32Array.from({ length: town.n }, (_, v) => v);
  const parts = Array.from({ length: town.parts }, (_, j) => j);
  const counts = partsOfIslands(town);
  if (!counts) return [{ vertices: all, parts }];
  const { piece } = pieces(town.graph);
  let next = 0;
  return counts.map((k, c) => ({ vertices: all.filter((v) => piece[v] === c), parts: parts.slice(next, (next += k)) }));
}
