import { describe, expect, it } from 'vitest';
import { dayModel } from '../../../../server/routes/solve/day/model.ts';
import { windowPrices } from '../../../../server/routes/solve/window/bound.ts';
import { judgeOrder } from '../../../../server/routes/solve/window/late.ts';
import type { WindowModel } from '../../../../server/routes/solve/window/model.ts';
import { EPSILON_S } from '../../../../server/routes/solve/window/model.ts';
import { prove } from '../../../../server/routes/solve/window/prove.ts';
import { cityDay } from '../../../bench/cityDay.ts';
import { randomDay } from '../day/randomDay.ts';
import { bruteForce } from './bruteForce.ts';

const pricesOf = (model: WindowModel) => windowPrices(model, () => false, true);
const never = () => false;

/** Days of six stops that can be done in time: lunch or none, several windows a stop, one-way streets, open ends. */
function models(): { model: WindowModel; best: number }[] {
  return Array.from({ length: 150 }, (_, seed) => {
    const { model } = dayModel(
      randomDay({
        seed,
        stops: 6,
        tightness: (seed % 5) / 8,
        hasLunch: seed % 3 > 0,
        optionalShare: 0,
        pinnedShare: 0,
        driven: 0,
        finishWeight: 0,
        isOpen: seed % 2 === 0,
      }),
    );
    const { lateS, cost } = bruteForce(model);
    return { model, best: lateS <= EPSILON_S ? cost : NaN };
  }).filter(({ best }) => !Number.isNaN(best));
}

describe('a proof', () => {
  it('finds the best of all orders from a worse one, and nothing better than the best', () => {
    const days = models();
    expect(days.length).toBeGreaterThan(60);
    for (const { model, best } of days) {
      const found = prove(model, pricesOf(model), best * 1.2 + 60, never);
      expect(found.isComplete).toBe(true);
      expect(found.bound).toBeCloseTo(best, 6);
      expect(judgeOrder(model, found.order!)).toMatchObject({ lateS: 0, skippedWeight: 0 });
      expect(judgeOrder(model, found.order!).cost).toBeCloseTo(best, 6);
      expect(prove(model, pricesOf(model), best, never)).toMatchObject({ isComplete: true, order: null, bound: best });
    }
  });

  it('that is stopped has a bound below the best order, and a higher one the later', () => {
    const day = dayModel(cityDay(4, 20)).model;
    const best = prove(day, pricesOf(day), 3_552, never).bound;
    const bounds = [210, 260, 300, 400].map((layers) => {
      let asked = 0;
      return prove(day, pricesOf(day), 3_552, () => ++asked > layers).bound;
    });
    expect(Math.max(...bounds)).toBeLessThanOrEqual(best);
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  });

  it('of a city day with windows as wide as half a day comes out the same each time', () => {
    const { model } = dayModel(cityDay(4, 20));
    const { bound, isComplete, labels, order } = prove(model, pricesOf(model), 3_552, never);
    expect({ bound: Math.round(1e3 * bound), isComplete, labels, order: order?.join(' ') }).toMatchInlineSnapshot(`
      {
        "bound": 3513422,
        "isComplete": true,
        "labels": 169139,
        "order": "17 19 9 8 2 7 3 14 15 10 6 5 18 16 12 13 4 1 11 0",
      }
    `);
    expect(judgeOrder(model, order!)).toMatchObject({ lateS: 0 });
    expect(judgeOrder(model, order!).cost).toBeCloseTo(bound, 6);
  });
});
