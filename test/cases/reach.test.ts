import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveDay } from '../../server/routes/solve/day/solve.ts';
import { neverStop } from '../../shared/stop.ts';

/** A day of must stops at these rows of a matrix in minutes; null: no way. Answers who is served, by row, and who is not. */
function served(rows: readonly number[], minutes: readonly (readonly (number | null)[])[], end: number | null) {
  const places = [...rows, ...minutes.map((_, i) => i).filter((i) => !rows.includes(i))];
  const n = places.length;
  const travelS = Float64Array.from({ length: n * n }, (_, k) => {
    const way = minutes[places[Math.floor(k / n)]!]![places[k % n]!]!;
    return way === null ? Infinity : way;
  });
  const at = end === null ? null : places.indexOf(end);
  const stops = rows.map(() => ({ serviceS: 60, windows: [], must: true, priority: 0 }));
  const shift = { startS: 0, endS: 86_400 };
  const answer = solveDay(
    { stops, locations: n, travelS, startAt: at, endAt: at, shift, prefix: [] },
    { seed: 1, stop: neverStop },
  );
  const legs = answer.order.slice(1).map((stop, k) => travelS[answer.order[k]! * n + stop]!);
  expect(legs.every(Number.isFinite)).toBe(true);
  const left = answer.skipped.map(({ stop, reason }) => [rows[stop]!, reason] as const);
  return { served: answer.order.map((i) => rows[i]!).sort((a, b) => a - b), left };
}

/** Ways of so many minutes inside of each group, none between them. */
const groups = (...sizes: number[]) => {
  const group = sizes.flatMap((size, g) => Array<number>(size).fill(g));
  return group.map((a, i) => group.map((b, j) => (a === b ? Math.abs(i - j) * 60 : null)));
};
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('a stop that cannot be reached', () => {
  it('pushes out none of those that can', () => {
    expect(served(upTo(10), groups(1, 9), null)).toEqual({ served: upTo(10).slice(1), left: [[0, 'beyondReach']] });
    expect(served(upTo(10), groups(9, 1), null)).toEqual({ served: upTo(9), left: [[9, 'beyondReach']] });
    expect(served(upTo(8), groups(2, 4, 2), null).served).toEqual([2, 3, 4, 5]);
  });

  const oneWay = [
    [0, 10, null, 10],
    [10, 0, 5, 10],
    [null, 5, 0, null],
    [10, 10, null, 0],
  ];
  it.each([[[1, 2, 3]], [[3, 1, 2]], [[2, 3, 1]], [[3, 2, 1]]])(
    'is the same one whatever the order of the request: %j',
    (rows) => expect(served(rows, oneWay, 0)).toEqual({ served: [1, 3], left: [[2, 'beyondReach']] }),
  );

  it('and may stand anywhere in the request', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 1_000 }), (others, seed) => {
        const minutes = groups(1, others);
        const rows = upTo(others + 1).sort((a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101));
        expect(served(rows, minutes, null).served).toEqual(upTo(others + 1).slice(1));
      }),
      { numRuns: 8 },
    ));
});
