import { describe, expect, it } from 'vitest';
import { applyInsertStop, bestInsertStop, insertStopDelta } from '../../../../server/routes/solve/week/insertStop.ts';
import { tourModel } from '../../../../server/routes/solve/week/model.ts';
import { emptyWeekRoute, planCost } from '../../../../server/routes/solve/week/plan.ts';
import type { WeekPlan } from '../../../../server/routes/solve/week/plan.ts';
import { applyRemoveStops } from '../../../../server/routes/solve/week/removeStops.ts';
import { randomDay } from '../day/randomDay.ts';

/** Two empty tours of eight stops that may be visited at any time. */
function emptyPlan(): WeekPlan {
  const day = randomDay({
    seed: 3,
    stops: 8,
    tightness: 0,
    hasLunch: true,
    optionalShare: 0,
    pinnedShare: 0,
    driven: 0,
    finishWeight: 0,
    isOpen: false,
  });
  const week = {
    locations: day.locations,
    travelS: day.travelS,
    stops: day.stops.map((stop) => ({ ...stop, windows: [[], []] })),
    tours: [0, 1].map((d) => ({ day: d, rep: 0, startAt: day.startAt, endAt: day.endAt, shift: day.shift })),
  };
  return {
    tours: week.tours.map((_, t) => emptyWeekRoute(tourModel(week, t))),
    tourOf: new Int32Array(8).fill(-1),
    targetS: 20_000,
    balanceWeight: 4,
  };
}

function halfFull(): WeekPlan {
  const plan = emptyPlan();
  [0, 1, 2].forEach((stop, k) => applyInsertStop(plan, stop, 0, k));
  [3, 4, 5, 6].forEach((stop, k) => applyInsertStop(plan, stop, 1, k));
  return plan;
}

describe('a stop put into a tour of a week', () => {
  it('changes travel and unevenness by its delta, in every tour and position, and goes where that is least', () => {
    const costs: number[] = [];
    for (let t = 0; t < 2; t++) {
      for (let p = 0; p <= (t === 0 ? 3 : 4); p++) {
        const plan = halfFull();
        const before = planCost(plan);
        const delta = insertStopDelta(plan, 7, t, p);
        applyInsertStop(plan, 7, t, p);
        expect(planCost(plan) - before).toBeCloseTo(delta, 6);
        costs.push(planCost(plan));
      }
    }
    const plan = halfFull();
    const { t, p } = bestInsertStop(plan, 7, () => false)!;
    applyInsertStop(plan, 7, t, p);
    expect(planCost(plan)).toBeCloseTo(Math.min(...costs), 6);
  });
});

describe('stops taken out of a tour of a week', () => {
  it('leave the plan as if they had never been in it', () => {
    const plan = halfFull();
    applyInsertStop(plan, 7, 1, 2);
    applyRemoveStops(plan, 1, [7]);
    expect(planCost(plan)).toBeCloseTo(planCost(halfFull()), 6);
    expect([...plan.tourOf]).toEqual([0, 0, 0, 1, 1, 1, 1, -1]);
  });
});
