import type { Random } from '../../../shared/random.ts';
import { pieces } from './neighbours.ts';
import { powerDiagram } from './powerDiagram.ts';
import { repair } from './repair.ts';
import { blend, seedCentres } from './seed.ts';
import type { Group } from './seed.ts';
import type { Town } from './town.ts';

/** A first assignment without a map of today: bisected, balanced on the blend of the measures, contiguous. */
export function freshStart(town: Town, random: Random): Int32Array {
  const label = new Int32Array(town.n).fill(-1);
  const x = new Float64Array(town.parts);
  const y = new Float64Array(town.parts);
  for (const group of groupsOf(town)) {
    seedCentres(town, group, random, x, y);
    for (const j of group.parts) {
      if (Number.isNaN(town.baseX[j]!)) continue;
      x[j] = town.baseX[j]!;
      y[j] = town.baseY[j]!;
    }
    powerDiagram(town, group, x, y, label);
  }
  return repair(town, label);
}

/**
 * Several islands get whole numbers of parts when that keeps every measure of each island within the widest
 * tolerance; otherwise some part must span two of them and the town is shared out as one.
 */
function groupsOf(town: Town): Group[] {
  const everything: Group = { vertices: Int32Array.from({ length: town.n }, (_, v) => v), parts: Array.from({ length: town.parts }, (_, j) => j) };
  if (town.pieceCount === 1 || town.pieceCount > town.parts) return [everything];
  const { piece } = pieces(town.graph);
  const share = new Float64Array(town.pieceCount);
  for (let v = 0; v < town.n; v++) share[piece[v]!]! += blend(town, v);
  const widest = Math.max(...town.high, 0);
  const counts = Array.from(share, (s) => Math.round(s));
  const fits = counts.every((k, c) => k >= 1 && Math.abs(share[c]! / k - 1) <= widest);
  const based = !town.baseX.every((b) => Number.isNaN(b));
  if (!fits || based || counts.reduce((a, b) => a + b, 0) !== town.parts) return [everything];
  let next = 0;
  return counts.map((k, c) => ({
    vertices: everything.vertices.filter((v) => piece[v] === c),
    parts: everything.parts.slice(next, (next += k)),
  }));
}
