import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestPlace, type DayPath, type Travel } from '../../server/plans/cheapest.ts';

/** Ways between up to eight locations, some missing, and a path over some of them; the last location is the one to be added. */
const days = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc.record({
    travel: fc
      .array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 1_000 }) }, fc.constant(Infinity)), {
        minLength: n * n,
        maxLength: n * n,
      })
      .map((cells): Travel => ({
        n,
        travelS: Float64Array.from(cells),
        travelM: Float64Array.from(cells, (s) => 3 * s),
      })),
    path: fc.shuffledSubarray(Array.from({ length: n - 1 }, (_, i) => i)),
    hasStart: fc.boolean(),
    hasEnd: fc.boolean(),
    visited: fc.nat(3),
  }),
);

const lengthOf = ({ n, travelS }: Travel, path: readonly number[]): number =>
  path.slice(1).reduce((sum, to, k) => sum + travelS[path[k]! * n + to]!, 0);

describe('the cheapest place of another stop', () => {
  it('is that of the shortest of all orders with it, and never before what is visited, the start or after the end', () => {
    fc.assert(
      fc.property(days, ({ travel, path, ...more }) => {
        const ends = Number(more.hasStart) + Number(more.hasEnd);
        fc.pre(path.length >= ends && Number.isFinite(lengthOf(travel, path)));
        const visited = Math.min(more.visited, path.length - ends);
        const day: DayPath = { path, hasStart: more.hasStart, hasEnd: more.hasEnd, visited };
        const at = travel.n - 1;
        const first = Number(more.hasStart) + visited;
        const tried = Array.from({ length: path.length - Number(more.hasEnd) - first + 1 }, (_, i) =>
          lengthOf(travel, [...path.slice(0, first + i), at, ...path.slice(first + i)]),
        );
        const least = Math.min(...tried);
        const found = cheapestPlace(travel, day, at);
        if (!Number.isFinite(least)) {
          expect(found).toBeNull();
          return;
        }
        expect(found!.travelS).toBe(least - lengthOf(travel, path));
        expect(found!.lengthM).toBe(3 * found!.travelS);
        expect(found!.place).toBe(tried.lastIndexOf(least) + visited + 1);
      }),
    );
  });
});
