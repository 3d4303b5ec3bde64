import { partPieces } from './contiguity.ts';
import type { Switch, TerritoryProblem } from './problem.ts';
import { sum } from './problem.ts';
import type { Town } from './town.ts';

/** Who moves, from whom to whom, and what for; a unit without a part today is listed as from −1. */
export function whoSwitched(p: TerritoryProblem, town: Town, assignment: Int32Array): Switch[] {
  const { current } = p;
  if (!current) return [];
  const today = deviationsToday(p, current);
  const strayed = straysOf(town);
  const list: Switch[] = [];
  for (let unit = 0; unit < p.n; unit++) {
    const from = current[unit]!;
    const to = assignment[unit]!;
    if (from === to) continue;
    list.push({ unit, from, to, why: why(p, today, unit, from, to, strayed[town.vertexOf[unit]!] === 1) });
  }
  return list;
}

function why(
  p: TerritoryProblem,
  today: Float64Array[],
  unit: number,
  from: number,
  to: number,
  stray: boolean,
): Switch['why'] {
  if (from < 0) return { reason: 'unassigned', measure: null };
  let worst = { by: 0, reason: 'passesOn' as Switch['why']['reason'], measure: null as string | null };
  p.measures.forEach(({ name, tolerance, values }, m) => {
    if (values[unit] === 0) return;
    const over = today[m]![from]! - tolerance;
    const under = -today[m]![to]! - tolerance;
    if (over > worst.by) worst = { by: over, reason: 'relieves', measure: name };
    if (under > worst.by) worst = { by: under, reason: 'supplies', measure: name };
  });
  if (stray) return { reason: 'reconnects', measure: null };
  return { reason: worst.reason, measure: worst.measure };
}

function deviationsToday(p: TerritoryProblem, current: Int32Array): Float64Array[] {
  return p.measures.map(({ values }, m) => {
    const load = new Float64Array(p.parts);
    for (let i = 0; i < p.n; i++) if (current[i]! >= 0) load[current[i]!]! += values[i]!;
    return load.map((w, j) => w / (p.targets?.[m]?.[j] ?? sum(values) / p.parts) - 1);
  });
}

/** 1 for vertices that are, today, apart from the largest piece of their part. */
function straysOf(town: Town): Uint8Array {
  const { piece, partOf } = partPieces(town.walk, town.home);
  const size = new Int32Array(partOf.length);
  for (let v = 0; v < town.n; v++) size[piece[v]!]!++;
  const largest = new Map<number, number>();
  partOf.forEach((part, id) => {
    if (size[id]! > (size[largest.get(part) ?? -1] ?? -1)) largest.set(part, id);
  });
  return Uint8Array.from(town.home, (part, v) => (part >= 0 && largest.get(part) !== piece[v] ? 1 : 0));
}
