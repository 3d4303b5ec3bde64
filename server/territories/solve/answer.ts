import { extraPieces } from './contiguity.ts';
import { whoSwitched } from './handover.ts';
import type { TerritoryAnswer, TerritoryProblem } from './problem.ts';
import { sum } from './problem.ts';
import { cutEdges, diametersM, rmsRadiusM } from './shape.ts';
import type { Town } from './town.ts';

/** A deviation this little beyond a tolerance is the rounding of sums, not a miss. */
export const ROUNDING = 1e-9;

/** Every figure of an assignment, counted from the units themselves and not from what the search kept. */
export function figuresOf(
  p: TerritoryProblem,
  town: Town,
  label: Int32Array,
): Omit<TerritoryAnswer, 'unmet' | 'notes' | 'iterations' | 'switchedLowerBound'> {
  const assignment = Int32Array.from(town.vertexOf, (v) => label[v]!);
  const measures = p.measures.map(({ name, values, tolerance }, m) => {
    const totals = new Float64Array(p.parts);
    for (let i = 0; i < p.n; i++) totals[assignment[i]!]! += values[i]!;
    const mean = sum(values) / p.parts;
    const deviations = totals.map((w, j) => w / (p.targets?.[m]?.[j] ?? mean) - 1);
    const maxDeviation = deviations.reduce((worst, d) => Math.max(worst, Math.abs(d)), 0);
    return { name, totals, deviations, maxDeviation, meetsTolerance: maxDeviation <= tolerance + ROUNDING };
  });
  const switchedWho = whoSwitched(p, town, assignment);
  return {
    assignment,
    measures,
    switchedWho,
    extraComponents: extraPieces(town.graph, label),
    rmsRadiusM: rmsRadiusM(p.xM, p.yM, assignment, p.parts),
    diameterM: Math.max(...diametersM(p.xM, p.yM, assignment, p.parts)),
    cutEdges: cutEdges(town.graph, label),
    switched: switchedWho.filter((s) => s.from >= 0).length,
  };
}
