import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOrder, glyphs, sortForDrawing } from '../../web/glyphs.ts';
import type { DayState } from '../../shared/tables/coded.ts';

const states = Object.keys(glyphs) as DayState[];
const marks = fc
  .array(fc.constantFrom(...states), { maxLength: 60 })
  .map((all) => all.map((state, i) => ({ i, state })));

describe('marks that share a place', () => {
  it('show the worst: nothing that needs a look is drawn below what does not, and none is left out', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const drawn = sortForDrawing([...all]);
        expect(drawn.map(({ i }) => i).sort((a, b) => a - b)).toEqual(all.map(({ i }) => i));
        for (const exception of ['invalid', 'suspect', 'unverifiable'] as const) {
          const first = drawn.findIndex(({ state }) => state === exception);
          if (first >= 0)
            expect(
              drawn.slice(first).every(({ state }) => ['unverifiable', 'suspect', 'invalid'].includes(state)),
            ).toBe(true);
        }
      }),
    );
  });

  it('lie in the same order in every tile that shows them', () => {
    fc.assert(
      fc.property(marks, (all) => {
        expect(sortForDrawing([...all].reverse())).toEqual(sortForDrawing([...all]));
      }),
    );
  });

  it('have a place in the order, each state once', () => {
    expect([...drawOrder].sort()).toEqual([...states].sort());
  });
});
