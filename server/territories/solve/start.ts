import type { Random } from '../../../shared/random.ts';
import { groupsOf } from './islands.ts';
import { powerDiagram } from './powerDiagram.ts';
import { repair } from './repair.ts';
import { seedCentres } from './seed.ts';
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
