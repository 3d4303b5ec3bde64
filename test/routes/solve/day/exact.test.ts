import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayModel } from '../../../../server/routes/solve/day/model.ts';
import { solveDay } from '../../../../server/routes/solve/day/solve.ts';
import { afterIterations } from '../../../../shared/stop.ts';
import { judgeOrder } from '../../../../server/routes/solve/window/late.ts';
import { pricesBelow, windowPrices } from '../../../../server/routes/solve/window/bound.ts';
import { treeBound } from '../../../../server/routes/solve/window/tree.ts';
import { outcomeOf } from '../../../../server/routes/solve/window/timetable.ts';
import { bruteForce, driveSlowly } from '../window/bruteForce.ts';
import { randomDay } from './randomDay.ts';

const days = fc.record({
  seed: fc.integer({ min: 1, max: 1e9 }),
  stops: fc.integer({ min: 0, max: 6 }),
  tightness: fc.double({ min: 0, max: 1, noNaN: true }),
  hasLunch: fc.boolean(),
  optionalShare: fc.constantFrom(0, 0.4, 1),
  pinnedShare: fc.constantFrom(0, 0, 0.3),
  driven: fc.constantFrom(0, 0, 2),
  finishWeight: fc.constantFrom(0, 0, 0.5),
  isOpen: fc.boolean(),
});

describe('days small enough to try every order', () => {
  it('are solved as well as the best of all orders, and said to be proved', () => {
    fc.assert(
      fc.property(days, (shape) => {
        const day = randomDay(shape);
        const answer = solveDay(day, { seed: 1, stop: afterIterations(3000) });
        const { model, stopOf } = dayModel(day);
        const best = bruteForce(model);
        const found = judgeOrder(
          model,
          answer.order.slice(day.prefix.length).map((i) => stopOf.indexOf(i)),
        );
        expect(found.primary).toBeCloseTo(best.primary, 4);
        expect(found.cost).toBeCloseTo(best.cost, 6);
        expect(answer.provedOptimal).toBe(true);
      }),
      { numRuns: 300, seed: 4711 },
    );
  });

  it('never have a tree or assignment bound above the best order in time', () => {
    let bounded = 0;
    fc.assert(
      fc.property(days, (shape) => {
        const { model } = dayModel(
          randomDay({ ...shape, optionalShare: 0, finishWeight: 0, tightness: shape.tightness / 4 }),
        );
        const best = bruteForce(model);
        if (best.lateS > 0) return;
        const prices = windowPrices(model, () => false, true);
        expect(prices.bound).toBeLessThanOrEqual(best.cost + 1e-6);
        expect(treeBound(model, prices, best.cost)).toBeLessThanOrEqual(best.cost + 1e-6);
        expect(pricesBelow(model, () => false, prices, best.cost + 1).bound).toBeLessThanOrEqual(best.cost + 1e-6); // keeps the best order
        if (treeBound(model, prices, best.cost) > 0.5 * best.cost) bounded++;
      }),
      { numRuns: 150, seed: 4711 },
    );
    expect(bounded).toBeGreaterThan(30);
  });

  it('are driven with lunch where it does least harm', () => {
    fc.assert(
      fc.property(days, (shape) => {
        const { model } = dayModel(randomDay({ ...shape, hasLunch: true }));
        const order = Array.from({ length: model.n }, (_, v) => v);
        const ways = Array.from({ length: order.length + 1 }, (_, leg) => driveSlowly(model, order, leg));
        const least = Math.min(...ways.map((way) => way.lateS));
        const outcome = outcomeOf(model, order);
        expect(outcome.lateS).toBeCloseTo(least, 6);
        expect(outcome.finishS).toBeCloseTo(
          Math.min(...ways.filter((way) => way.lateS <= least + 1e-6).map((way) => way.finishS)),
          6,
        );
      }),
      { numRuns: 500, seed: 4711 },
    );
  });
});
