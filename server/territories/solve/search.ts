import type { InBoth } from '../../../shared/problems/say.ts';
import { createRandom } from '../../../shared/random.ts';
import type { Stop } from '../../../shared/stop.ts';
import { figuresOf } from './answer.ts';
import { createWalker } from './contiguity.ts';
import { shorten } from './diameter.ts';
import { explain } from './explain.ts';
import { freshDesign } from './fresh.ts';
import { moveBound } from './moveBound.ts';
import { checkProblem } from './problem.ts';
import type { TerritoryAnswer, TerritoryProblem } from './problem.ts';
import type { Progress, Run } from './run.ts';
import { townOf } from './town.ts';
import type { Town } from './town.ts';
import { rebalance } from './warm.ts';

export interface SearchOptions {
  seed: number;
  stop: Stop;
  /** True: goes on after the tolerances are met, until stopped: a new design makes its longest territories shorter, today's map looks for fewer moves. */
  thorough?: boolean;
  /** Called whenever a better plan is found. */
  onBest?: (progress: Progress) => void;
}

/**
 * Contiguous, compact territories within every tolerance, or as near as was found with the reasons. With a map of
 * today as few units as possible change hands; without one the design is new. The same problem, seed and iterations
 * give the same answer. Throws TerritoryProblemError if the input has no meaning.
 */
export function search(problem: TerritoryProblem, options: SearchOptions): TerritoryAnswer {
  checkProblem(problem);
  const town = townOf(problem);
  const run: Run = {
    town,
    random: createRandom(options.seed),
    walker: createWalker(town.n),
    stop: options.stop,
    clock: { iterations: 0 },
    onBest: options.onBest,
  };

  // From today's map with as few switches as possible, or a new design
  const hasToday = problem.current?.some((j) => j >= 0) ?? false;
  const best = hasToday ? rebalance(run, options.thorough) : freshDesign(run);

  // The longest territories, where there is time
  if (options.thorough && !hasToday) shorten(run, best);

  // What was reached, what bounds it, and what cannot be met
  const figures = figuresOf(problem, town, best.label);
  return {
    ...figures,
    switchedLowerBound: hasToday ? Math.min(moveBound(town), figures.switched) : 0,
    unmet: explain(problem, run, best.label, figures),
    notes: notesOn(problem, town),
    iterations: run.clock.iterations,
  };
}

function notesOn(p: TerritoryProblem, town: Town): InBoth[] {
  const notes: InBoth[] = [];
  const spread = (values: Float64Array): boolean => values.some((value) => value !== values[0]);
  if (p.n > 1 && !spread(p.xM) && !spread(p.yM))
    notes.push({
      en: 'all units are at one point: they can be shared out, but no territory has a shape',
      zh: '所有零售户都在同一点：可以分配，但片区没有形状',
    });
  if (town.pieceCount > 1)
    notes.push({
      en: `the units fall into ${town.pieceCount} groups that do not touch each other`,
      zh: `零售户分为互不相邻的 ${town.pieceCount} 群`,
    });
  return notes;
}
