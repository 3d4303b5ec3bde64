import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedDots, type Drawn } from '../../web/live/repSteps.ts';

const WORLD_PX = 1_000;
const dots = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      x: fc.double({ min: 0, max: 0.01, noNaN: true }),
      y: fc.double({ min: 0, max: 0.01, noNaN: true }),
      look: fc.constantFrom('fresh', 'late'),
    }),
    { selector: (dot) => dot.id },
  )
  .map((all) => new Map<string, Drawn>(all.map(({ id, x, y, look }) => [id, { x, y, look }])));
const dot = (x: number, look = 'fresh'): Map<string, Drawn> => new Map([['a', { x, y: 0, look }]]);

describe('moving dots', () => {
  it('are drawn within a pixel of where they are, and as they look, after any number of reports', () => {
    fc.assert(
      fc.property(fc.array(dots, { minLength: 1, maxLength: 8 }), (reports) => {
        let drawn = new Map<string, Drawn>();
        for (const now of reports) {
          drawn = changedDots(drawn, now, WORLD_PX).next;
          expect([...drawn.keys()].sort()).toEqual([...now.keys()].sort());
          for (const [id, { x, y, look }] of now) {
            expect(drawn.get(id)!.look).toBe(look);
            expect(Math.hypot(drawn.get(id)!.x - x, drawn.get(id)!.y - y) * WORLD_PX).toBeLessThan(1);
          }
        }
      }),
    );
  });

  it('are drawn again where they were and where they are', () => {
    expect(changedDots(dot(0), dot(0.002), WORLD_PX).places.map(({ x }) => x)).toEqual([0.002, 0]);
  });

  it('are left alone when the step cannot be seen, until such steps add up', () => {
    const first = changedDots(dot(0), dot(0.0006), WORLD_PX);
    expect(first.places).toEqual([]);
    expect(changedDots(first.next, dot(0.0012), WORLD_PX).places).toHaveLength(2);
  });

  it('are drawn again when only their look changed, when they come and when they go', () => {
    expect(changedDots(dot(0), dot(0, 'late'), WORLD_PX).places).toHaveLength(2);
    expect(changedDots(new Map(), dot(0), WORLD_PX).places).toHaveLength(1);
    expect(changedDots(dot(0), new Map(), WORLD_PX).places).toHaveLength(1);
  });
});
