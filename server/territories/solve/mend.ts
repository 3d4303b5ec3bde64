import type { Walker } from './contiguity.ts';
import { applyMending, excessOf, mendings } from './mending.ts';
import { moveTo } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Town } from './town.ts';

/** Improvements tried by contiguity for one part before it is left to annealing again. */
const TRIED = 40;
/**
 * Two steps at once are looked for when no more parts than this are out, none by more than a hundredth of its target,
 * after this many first steps: each of them needs a look round of its own.
 */
const FEW = 4;
const NEAR = 0.01;
const FIRSTS = 15;

/**
 * Looks at every flip and swap across the borders of each part that is outside its limits, and makes the one that
 * lowers the summed excess most, until none does; then, if few parts are left out, two steps that together do. Annealing
 * meets the last exact exchange only by luck; here it is looked up: a few hundred candidates a part.
 */
export function mend(town: Town, plan: Plan, walker: Walker): void {
  const isOut = (j: number): boolean => excessOf(town, plan, j, null, 0) > 0;
  for (let again = true; again;) {
    again = false;
    for (let j = 0; j < town.parts; j++) {
      while (isOut(j) && mendPart(town, plan, [j], 0, walker)) again = true;
    }
    if (again) continue;
    const out = Array.from({ length: town.parts }, (_, j) => j).filter(isOut);
    again =
      out.length <= FEW &&
      out.every((j) => excessOf(town, plan, j, null, 0) < NEAR) &&
      out.some((j) => mendByTwo(town, plan, j, walker));
  }
}

/** The best step round these parts that brings more than `least`, if any is contiguous. */
function mendPart(town: Town, plan: Plan, parts: number[], least: number, walker: Walker): boolean {
  const list = parts.flatMap((j) => mendings(town, plan, j, least)).sort((p, q) => q.gain - p.gain);
  for (let k = 0; k < Math.min(TRIED, list.length); k++) if (applyMending(town, plan, list[k]!, walker)) return true;
  return false;
}

/**
 * The best step round part j that lowers the summed excess and adds at most `most` to the switch weight, made if any is
 * contiguous: what it added, and each vertex with the part it was in.
 */
export function mendOnce(
  town: Town,
  plan: Plan,
  j: number,
  most: number,
  walker: Walker,
): { switched: number; steps: { v: number; from: number }[] } | null {
  const list = mendings(town, plan, j, 0, most).sort((p, q) => q.gain - p.gain);
  for (const mending of list.slice(0, TRIED)) {
    const { v, to, u, switched } = mending;
    const from = plan.label[v]!;
    if (applyMending(town, plan, mending, walker))
      return {
        switched,
        steps:
          u === -1
            ? [{ v, from }]
            : [
                { v, from },
                { v: u, from: to },
              ],
      };
  }
  return null;
}

/** A first step that costs least by itself, and a second round the two parts it changed that more than makes up for it. */
function mendByTwo(town: Town, plan: Plan, j: number, walker: Walker): boolean {
  const firsts = mendings(town, plan, j, -Infinity)
    .sort((p, q) => q.gain - p.gain)
    .slice(0, FIRSTS);
  for (const first of firsts) {
    const from = plan.label[first.v]!;
    if (!applyMending(town, plan, first, walker)) continue;
    if (mendPart(town, plan, [from, first.to], -first.gain, walker)) return true;
    moveTo(town, plan, first.v, from);
    if (first.u !== -1) moveTo(town, plan, first.u, first.to);
  }
  return false;
}
