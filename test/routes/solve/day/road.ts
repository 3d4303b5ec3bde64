import type { DayProblem, DayStop } from '../../../../server/routes/solve/day/problem.ts';

const open: DayStop = { serviceS: 600, windows: [], must: true, priority: 0 };

/** Stops at the given minutes along one road, the depot at minute 0; a working day of 600 minutes from second 0. */
export function road(minutes: readonly number[], stops: readonly Partial<DayStop>[] = []): DayProblem {
  const places = [...minutes, 0];
  const n = places.length;
  const travelS = new Float64Array(n * n);
  places.forEach((a, i) => places.forEach((b, j) => (travelS[i * n + j] = Math.abs(a - b) * 60)));
  return {
    stops: minutes.map((_, i) => ({ ...open, ...stops[i] })),
    locations: n,
    travelS,
    startAt: n - 1,
    endAt: n - 1,
    shift: { startS: 0, endS: 600 * 60 },
    prefix: [],
  };
}
