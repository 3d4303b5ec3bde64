import { describe, expect, it } from 'vitest';
import { assignDays } from '../../../../server/routes/solve/week/assign.ts';
import { afterIterations } from '../../../../shared/stop.ts';
import type { WeekProblem } from '../../../../server/routes/solve/week/problem.ts';
import { createRandom } from '../../../../shared/random.ts';

const HOUR_S = 3600;

/** `stops` retailers in `towns` towns 20 km apart around a depot, to be visited once in a week of `days` days by `reps`. */
function week(seed: number, stops: number, towns: number, days: number, reps = 1): WeekProblem {
  const random = createRandom(seed);
  const points = Array.from({ length: stops + 1 }, (_, i) => {
    if (i === stops) return [0, 0] as const;
    const angle = (2 * Math.PI * (i % towns)) / towns;
    return [
      20_000 * Math.cos(angle) + 2_000 * random.normal(),
      20_000 * Math.sin(angle) + 2_000 * random.normal(),
    ] as const;
  });
  const locations = stops + 1;
  const travelS = new Float64Array(locations * locations);
  for (let i = 0; i < locations; i++) {
    for (let j = 0; j < locations; j++) {
      if (i !== j)
        travelS[i * locations + j] =
          (Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1]) / 10) * (1 + 0.1 * random.next());
    }
  }
  return {
    locations,
    travelS,
    stops: Array.from({ length: stops }, () => ({
      serviceS: 900,
      windows: Array.from({ length: days }, () => []),
      must: true,
      priority: 0,
    })),
    tours: Array.from({ length: days * reps }, (_, t) => ({
      day: t % days,
      rep: Math.floor(t / days),
      startAt: stops,
      endAt: stops,
      shift: { startS: 8 * HOUR_S, endS: 18 * HOUR_S },
      lunch: { durationS: HOUR_S, earliestS: 11 * HOUR_S, latestS: 14 * HOUR_S },
    })),
  };
}

describe('stops spread over a week', () => {
  it('are each visited once, in time, with near ones on one day and even days', () => {
    const problem = week(7, 60, 5, 5);
    const answer = assignDays(problem, { seed: 1, stop: afterIterations(20_000) });
    expect(answer.tours.flatMap((tour) => tour.order).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, i) => i),
    );
    expect(answer.latenessS).toBe(0);
    expect(answer.skipped).toEqual([]);
    for (const tour of answer.tours) expect(new Set(tour.order.map((i) => i % 5)).size).toBe(1); // one town a day
    expect(answer.spread).toBeLessThan(0.06);
  });

  it('keep to the days their windows allow and to their own rep', () => {
    const problem = week(8, 40, 4, 5, 2);
    const closed = problem.stops.map((stop, i) => ({
      ...stop,
      windows: stop.windows.map((list, day) => (day === i % 5 ? undefined : list)),
      ...(i % 3 === 0 ? { rep: 1 } : {}),
    }));
    const answer = assignDays({ ...problem, stops: closed }, { seed: 1, stop: afterIterations(20_000) });
    expect(answer.tours.reduce((sum, tour) => sum + tour.order.length, 0)).toBe(40);
    answer.tours.forEach((tour, t) => {
      for (const i of tour.order) {
        expect(i % 5).not.toBe(problem.tours[t]!.day);
        if (i % 3 === 0) expect(problem.tours[t]!.rep).toBe(1);
      }
    });
  });

  it('are traded between even days and little travel by balanceWeight', () => {
    const problem = week(9, 36, 3, 2); // three towns do not go into two days without driving to one twice
    const [even, short] = [50, 0].map((balanceWeight) =>
      assignDays({ ...problem, balanceWeight }, { seed: 1, stop: afterIterations(20_000) }),
    );
    expect(even!.spread).toBeLessThan(short!.spread);
    expect(even!.travelS).toBeGreaterThan(short!.travelS);
  });

  it('are late where a week is too full, rather than left out, and optional ones are left out', () => {
    const full = week(10, 90, 3, 2);
    const answer = assignDays(full, { seed: 1, stop: afterIterations(6_000), iterations: 1500 });
    expect(answer.tours.reduce((sum, tour) => sum + tour.order.length, 0)).toBe(90);
    expect(answer.latenessS).toBeGreaterThan(0);
    const optional = { ...full, stops: full.stops.map((stop, i) => ({ ...stop, must: i < 10, priority: i % 4 })) };
    const lean = assignDays(optional, { seed: 1, stop: afterIterations(6_000), iterations: 1500 });
    expect(lean.latenessS).toBe(0);
    expect(lean.skipped.length).toBeGreaterThan(0);
    expect(lean.skipped.every(({ stop, reason }) => stop >= 10 && reason === 'noTime')).toBe(true);
  });

  it('give the same answer for the same seed and iterations', () => {
    const solve = () =>
      assignDays(week(11, 30, 3, 3), { seed: 5, stop: afterIterations(5_000), iterations: 2000 }).tours.map(
        (tour) => tour.order,
      );
    const orders = solve();
    expect(solve()).toEqual(orders);
    expect(orders.map((order) => order.join(' '))).toMatchInlineSnapshot(`
      [
        "1 7 28 4 19 13 10 25 16 22",
        "15 12 9 0 21 6 24 27 18 3",
        "17 23 20 14 26 8 29 5 11 2",
      ]
    `);
  });

  it('are refused with what is wrong, and answered when there are none', () => {
    expect(() => assignDays({ ...week(1, 3, 1, 1), tours: [] }, { seed: 1, stop: afterIterations(10) })).toThrow(
      'at least one tour',
    );
    const problem = week(1, 3, 1, 1);
    problem.travelS[1] = NaN;
    expect(() => assignDays(problem, { seed: 1, stop: afterIterations(10) })).toThrow(
      'tour 0: travelS from 0 to 1 is missing',
    );
    expect(
      assignDays(week(1, 0, 1, 2), { seed: 1, stop: afterIterations(10) }).tours.map((tour) => tour.order),
    ).toEqual([[], []]);
    const nowhere = week(1, 3, 1, 2);
    const closed = nowhere.stops.map((stop, i) => (i === 1 ? { ...stop, windows: [] } : stop));
    expect(assignDays({ ...nowhere, stops: closed }, { seed: 1, stop: afterIterations(200) }).skipped).toEqual([
      { stop: 1, reason: 'noTour' },
    ]);
  });
});
