// Pure: the whole search on one page.
import { createRandom } from '../../../shared/random.ts';
import type { Stop } from '../../../shared/stop.ts';
import { nearest } from './near.ts';
import { Penalty } from './penalty.ts';
import { Plan } from './plan.ts';
import type { CalendarAnswer, CalendarProblem } from './problem.ts';
import { Recreate } from './recreate.ts';
import { removeNear } from './removeNear.ts';
import { removeStrings, removeStringsOfDay } from './removeStrings.ts';
import { Undo } from './undo.ts';
import { Weights } from './weights.ts';

export interface SearchOptions {
  seed: number;
  stop: Stop;
}

/** The first and the last temperature, in legs of the first plan. */
const HOT = 0.5;
const COLD = 0.01;
/** How often a step changes one day only: routes of one day trade stops; where a day is one route, only its order changes. */
const OF_ONE_DAY = 0.5;
const OF_ONE_DAY_ALONE = 0.1;
/** Steps between two looks at the clock. */
const ROUND = 64;

/** The best calendar found within the stop rule: ruin and recreate over all days at once, annealed. */
export function search(problem: CalendarProblem, { seed, stop }: SearchOptions): CalendarAnswer {
  const random = createRandom(seed);
  const plan = new Plan(problem);
  const penalty = new Penalty(plan);
  const undo = new Undo(plan);
  const recreate = new Recreate(plan, penalty, undo, random);
  const near = nearest(problem);
  const weights = new Weights(plan, penalty);

  // A first plan: everybody on the best days left
  undo.begin();
  for (let i = 1; i <= problem.n; i++) undo.take(i);
  recreate.insertAll(undo.retailers);
  weights.begin();
  let out = undo.retailers.filter((i) => plan.choice[i]! < 0);

  // A step: some leave all their days, or one day, and come back where they cost least
  const step = (): boolean => {
    for (const i of out) undo.take(i);
    if (random.next() < 0.5) removeStrings(plan, undo, near, random);
    else removeNear(plan, undo, near, random);
    recreate.insertAll(undo.retailers);
    return true;
  };
  const stepOfDay = (): boolean => {
    removeStringsOfDay(plan, undo, near, random);
    return recreate.insertVisits(undo.visits);
  };
  const ofDay = problem.vehicles > 1 ? OF_ONE_DAY : OF_ONE_DAY_ALONE;

  // Ruin and recreate, cooling
  let iterations = 0;
  while (problem.n > 0 && !stop.done(iterations)) {
    const spent = Math.min(1, stop.spent(iterations));
    const temperature = HOT * weights.leg * (COLD / HOT) ** spent;
    weights.follow(spent);
    for (let k = 0; k < ROUND; k++, iterations++) {
      undo.begin();
      const isWhole = random.next() < ofDay ? stepOfDay() : step();
      const change = isWhole ? undo.change(penalty) : Infinity;
      if (change < -temperature * Math.log(1 - random.next())) {
        weights.keep(undo.plainChange);
        if (undo.retailers.length > 0) out = undo.retailers.filter((i) => plan.choice[i]! < 0);
      } else undo.undo();
    }
  }
  return weights.answer(iterations);
}
