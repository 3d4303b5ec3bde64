import { describe, expect, it } from 'vitest';
import { dayModel } from '../../../../server/routes/solve/day/model.ts';
import type { WindowModel } from '../../../../server/routes/solve/window/model.ts';
import { EPSILON_S } from '../../../../server/routes/solve/window/model.ts';
import { applyInsert, bestInsert, canInsert, insertDelta } from '../../../../server/routes/solve/window/insert.ts';
import { WindowDrive } from '../../../../server/routes/solve/window/drive.ts';
import { applyRemove, removeDelta } from '../../../../server/routes/solve/window/remove.ts';
import type { WindowRoute } from '../../../../server/routes/solve/window/route.ts';
import { emptyRoute, isOnTime, setOrder } from '../../../../server/routes/solve/window/route.ts';
import { outcomeOf } from '../../../../server/routes/solve/window/timetable.ts';
import { randomDay } from '../day/randomDay.ts';

function models(): WindowModel[] {
  return Array.from(
    { length: 60 },
    (_, k) =>
      dayModel(
        randomDay({
          seed: k + 1,
          stops: 7,
          tightness: (k % 5) / 5,
          hasLunch: k % 2 === 0,
          optionalShare: 0,
          pinnedShare: 0,
          driven: 0,
          finishWeight: k % 3 === 0 ? 0.5 : 0,
          isOpen: k % 4 === 0,
        }),
      ).model,
  );
}

/** The model's stops but one, in the order they come. */
const without = (model: WindowModel, u: number) => Array.from({ length: model.n }, (_, v) => v).filter((v) => v !== u);

function costOf(model: WindowModel, order: readonly number[]): number {
  return outcomeOf(model, order).cost;
}

/** The times kept along the order are those computed anew. */
function expectFreshTimes(model: WindowModel, route: WindowRoute): void {
  const fresh = emptyRoute(model);
  setOrder(model, fresh, route.order.subarray(1, route.length - 1));
  for (const row of ['departFed', 'departHungry', 'latestFed', 'latestHungry'] as const) {
    expect([...route[row].subarray(0, route.length)]).toEqual([...fresh[row].subarray(0, fresh.length)]);
  }
}

describe('a stop put into an order', () => {
  it('changes travel by its delta and keeps everybody in time exactly when it is said to, at every position', () => {
    let inTime = 0;
    let late = 0;
    for (const model of models()) {
      for (let u = 0; u < model.n; u++) {
        const order = without(model, u);
        const route = emptyRoute(model);
        setOrder(model, route, order);
        for (let p = 0; p < route.length - 1; p++) {
          const after = [...order.slice(0, p), u, ...order.slice(p)];
          expect(insertDelta(model, route, u, p)).toBeCloseTo(costOf(model, after) - costOf(model, order), 6);
          const isInTime = outcomeOf(model, after).lateS <= EPSILON_S;
          if (canInsert(model, route, u, p) !== isInTime) expect({ p, u, order, isInTime }).toBe('agreed');
          if (isInTime) inTime++;
          else late++;
          const applied = emptyRoute(model);
          setOrder(model, applied, order);
          applyInsert(model, applied, u, p);
          expect([...applied.order.subarray(1, applied.length - 1)]).toEqual(after);
          expect(applied.cost).toBeCloseTo(costOf(model, after), 6);
          expect(isOnTime(applied)).toBe(isInTime);
          expectFreshTimes(model, applied);
        }
      }
    }
    expect(inTime).toBeGreaterThan(100); // both answers were put to the test
    expect(late).toBeGreaterThan(100);
  });

  it('goes to the cheapest position in time', () => {
    for (const model of models()) {
      const order = without(model, 3);
      const route = emptyRoute(model);
      setOrder(model, route, order);
      if (!isOnTime(route)) continue;
      const costs = Array.from({ length: model.n }, (_, p) =>
        outcomeOf(model, [...order.slice(0, p), 3, ...order.slice(p)]),
      ).map((outcome) => (outcome.lateS <= EPSILON_S ? outcome.cost : Infinity));
      const least = Math.min(...costs);
      const p = bestInsert(model, route, 3, () => false);
      expect(p < 0 ? Infinity : costs[p]).toBeCloseTo(least, 6);
    }
  });

  it('is judged with lateness as when the whole day is driven', () => {
    for (const model of models()) {
      const drive = new WindowDrive(model, 10);
      for (let u = 0; u < model.n; u++) {
        const order = without(model, u);
        drive.setOrder(order);
        for (let p = 0; p < model.n; p++) {
          const { lateS, cost, finishS } = outcomeOf(model, [...order.slice(0, p), u, ...order.slice(p)]);
          const value = drive.insertValue(u, p, Infinity);
          // of several lunches the drive takes the one of the best value, the outcome the one of least lateness
          expect(value).toBeLessThanOrEqual(cost + 10 * lateS + model.finishWeight * (finishS - model.startS) + 1e-6);
          if (!model.lunch)
            expect(value).toBeCloseTo(cost + 10 * lateS + model.finishWeight * (finishS - model.startS), 6);
        }
      }
    }
  });
});

describe('stops taken out of an order', () => {
  it('change travel by their delta, every string of them', () => {
    for (const model of models()) {
      const order = Array.from({ length: model.n }, (_, v) => v);
      for (let first = 1; first <= model.n; first++) {
        for (let last = first; last <= model.n; last++) {
          const route = emptyRoute(model);
          setOrder(model, route, order);
          const rest = [...order.slice(0, first - 1), ...order.slice(last)];
          expect(removeDelta(model, route, first, last)).toBeCloseTo(costOf(model, rest) - costOf(model, order), 6);
          const gone = new Uint8Array(model.size);
          for (const v of order.slice(first - 1, last)) gone[v] = 1;
          applyRemove(model, route, gone);
          expect([...route.order.subarray(1, route.length - 1)]).toEqual(rest);
          expect(route.cost).toBeCloseTo(costOf(model, rest), 6);
          expectFreshTimes(model, route);
        }
      }
    }
  });
});
