import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalCost } from '../../server/calendar/solve/measure.ts';
import { nearest } from '../../server/calendar/solve/near.ts';
import { Penalty } from '../../server/calendar/solve/penalty.ts';
import { Plan } from '../../server/calendar/solve/plan.ts';
import { Recreate } from '../../server/calendar/solve/recreate.ts';
import { removeNear } from '../../server/calendar/solve/removeNear.ts';
import { removeStrings, removeStringsOfDay } from '../../server/calendar/solve/removeStrings.ts';
import { Undo } from '../../server/calendar/solve/undo.ts';
import { createRandom } from '../../shared/random.ts';
import { randomPeriodic } from './randomPeriodic.ts';

const moves = { removeNear, removeStrings, removeStringsOfDay };

describe.each(Object.keys(moves) as (keyof typeof moves)[])('%s and coming back', (name) => {
  it('changes the cost by what it says, and undone leaves everything as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const problem = randomPeriodic(20, 4, 2, seed, 14);
        const random = createRandom(seed);
        const plan = new Plan(problem);
        const penalty = new Penalty(plan);
        const undo = new Undo(plan);
        const recreate = new Recreate(plan, penalty, undo, random);
        undo.begin();
        for (let i = 1; i <= problem.n; i++) undo.take(i);
        recreate.insertAll(undo.retailers);
        for (let k = 0; k < 20; k++) {
          const before = totalCost(plan, penalty);
          const routes = JSON.stringify([...Array(plan.routes).keys()].map((r) => plan.order(r)));
          undo.begin();
          moves[name](plan, undo, nearest(problem), random);
          if (name === 'removeStringsOfDay') expect(recreate.insertVisits(undo.visits)).toBe(true);
          else recreate.insertAll(undo.retailers);
          const change = undo.change(penalty);
          expect(totalCost(plan, penalty) - before).toBeCloseTo(change, 6);
          if (k % 2 === 0) continue;
          undo.undo();
          expect(JSON.stringify([...Array(plan.routes).keys()].map((r) => plan.order(r)))).toBe(routes);
          expect(totalCost(plan, penalty)).toBeCloseTo(before, 9);
        }
      }),
      { numRuns: 10 },
    );
  });
});
