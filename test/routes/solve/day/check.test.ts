import { describe, expect, it } from 'vitest';
import type { DayAnswer, DayProblem, DayStop } from '../../../../server/routes/solve/day/problem.ts';
import { solveDay } from '../../../../server/routes/solve/day/solve.ts';
import { afterIterations } from '../../../../shared/stop.ts';
import { road } from './road.ts';

const solve = (day: DayProblem): DayAnswer => solveDay(day, { seed: 1, stop: afterIterations(2000) });
const window = (fromMin: number, toMin: number) => ({ fromS: fromMin * 60, toS: toMin * 60 });

describe('a malformed day', () => {
  const broken = (change: (day: DayProblem) => void) => () => {
    const day = road([10, 20, 30]);
    change(day);
    return solve(day);
  };
  const stop = (day: DayProblem, i: number, change: Partial<DayStop>) => Object.assign(day.stops[i]!, change);

  it.each<[string, (day: DayProblem) => void]>([
    ['travelS from 0 to 1 is missing (NaN)', (day) => (day.travelS[1] = NaN)],
    ['travelS from 1 to 0 is negative: -5', (day) => (day.travelS[4] = -5)],
    ['travelS is not square: 4 locations need 16 values, got 15', (day) => (day.travelS = day.travelS.slice(1))],
    ['3 stops need at least as many locations, got 2', (day) => (day.locations = 2)],
    [
      'a window of stop 1 begins at 20, after it ends at 10',
      (day) => stop(day, 1, { windows: [{ fromS: 20, toS: 10 }] }),
    ],
    [
      'a window of stop 2 has a time that is not a number of seconds: NaN',
      (day) => stop(day, 2, { windows: [{ fromS: NaN, toS: 10 }] }),
    ],
    ['the service at stop 0 must be a number from 0', (day) => stop(day, 0, { serviceS: -1 })],
    ['stops 0 and 2 are both pinned to position 1', (day) => [0, 2].forEach((i) => stop(day, i, { pinnedAt: 1 }))],
    ['stop 0 is pinned to position 3, but positions are 0 to 2', (day) => stop(day, 0, { pinnedAt: 3 })],
    [
      'stop 0 is pinned to position 0, which stop 2 of the prefix has taken',
      (day) => {
        stop(day, 0, { pinnedAt: 0 });
        Object.assign(day, { prefix: [2], nowS: 0 });
      },
    ],
    ['the prefix names stop 7, but stops are 0 to 2', (day) => Object.assign(day, { prefix: [7], nowS: 0 })],
    ['the prefix names stop 1 twice', (day) => Object.assign(day, { prefix: [1, 1], nowS: 0 })],
    ['a prefix needs nowS', (day) => Object.assign(day, { prefix: [1] })],
    ['startAt must be a location from 0 to 3 or null, got 9', (day) => (day.startAt = 9)],
    ['the shift begins at 10, after it ends at 5', (day) => (day.shift = { startS: 10, endS: 5 })],
  ])('is refused: %s', (message, change) => {
    expect(broken(change)).toThrow(message);
  });

  it('is not one with no stop, one stop, or all stops at one place', () => {
    expect(solve(road([]))).toMatchObject({ order: [], travelS: 0, provedOptimal: true });
    expect(solve(road([5]))).toMatchObject({ order: [0], travelS: 600, provedOptimal: true });
    const onePlace = solve(road([0, 0, 0, 0, 0]));
    expect(onePlace).toMatchObject({ travelS: 0, latenessS: 0, provedOptimal: true });
    expect(new Set(onePlace.order).size).toBe(5);
  });

  it('is not one with optional stops only, none of which fits', () => {
    const day = road([10, 20], [{ must: false }, { must: false }]);
    day.shift = { startS: 0, endS: 60 };
    expect(solve(day)).toMatchObject({ order: [], latenessS: 0, provedOptimal: true });
  });

  it('is not one with windows that exclude each other', () => {
    const answer = solve(road([10, 200], [{ windows: [window(0, 10)] }, { windows: [window(0, 10)] }]));
    expect(answer.order.length).toBe(2);
    expect(answer.latenessS).toBeGreaterThan(0);
  });
});
