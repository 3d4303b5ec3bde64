import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberBelow } from '../../web/retailers/clusterNumber.ts';
import { radiusOf } from '../../web/retailers/clusters.ts';

describe('the number of a cluster', () => {
  it('stands in the middle where nobody is on it', () => {
    expect(numberBelow(147, 23, [])).toBe(0);
    expect(
      numberBelow(147, 23, [
        { x: 24, y: 0 },
        { x: 0, y: -17 },
      ]),
    ).toBe(0);
  });

  it('makes room for a rep in the middle: below, and above when another is there', () => {
    const below = numberBelow(147, 23, [{ x: -2, y: -3 }]);
    expect(below).toBeGreaterThan(10);
    expect(
      numberBelow(147, 23, [
        { x: -2, y: -3 },
        { x: 0, y: 16 },
      ]),
    ).toBe(-below);
  });

  it('never leaves its circle, and is never covered more than in the middle', () => {
    const near = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9_999 }),
        fc.array(fc.record({ x: near, y: near }), { maxLength: 5 }),
        (count, reps) => {
          const radius = radiusOf(count);
          const below = numberBelow(count, radius, reps);
          expect(Math.abs(below) + 5).toBeLessThanOrEqual(radius);
          expect(covered(count, below, reps)).toBeLessThanOrEqual(covered(count, 0, reps) + 1e-9);
        },
      ),
      // a number wider than a rep's disc
      {
        examples: [
          [
            2004,
            [
              { x: 5, y: -28 },
              { x: 0, y: 10 },
            ],
          ],
        ],
      },
    );
  });
});

/** Points of a number's box that lie under a rep's disc, counted for each rep. */
function covered(count: number, below: number, reps: readonly { x: number; y: number }[]): number {
  const halfWidth = (String(count).length * 7.2) / 2;
  return reps.reduce((sum, rep) => {
    const across = Math.max(0, Math.min(rep.x + 10, halfWidth) - Math.max(rep.x - 10, -halfWidth));
    const along = Math.max(0, Math.min(rep.y + 10, below + 5) - Math.max(rep.y - 10, below - 5));
    return sum + across * along;
  }, 0);
}
