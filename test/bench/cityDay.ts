import type { DayProblem } from '../../server/routes/solve/day/problem.ts';
import { createRandom } from '../../shared/random.ts';

const HOUR_S = 3600;

/**
 * A rep's day in a city: `stops` retailers in four market streets of a territory 6 km across, 8 minutes each, 9 to 18 o'clock,
 * lunch of 45 minutes begun between 11:30 and 13:30; three in ten receive only in the morning, only in the afternoon, or in
 * both but not at noon. 20 km/h on ways 1.3 to 1.5 times the straight line, different in each direction.
 */
export function cityDay(seed: number, stops: number): DayProblem {
  const random = createRandom(seed);
  const streets = Array.from({ length: 4 }, () => [random.next() * 6_000, random.next() * 6_000] as const);
  const points = Array.from({ length: stops + 1 }, (_, i) => {
    const [x, y] = streets[random.int(4)]!;
    return i === stops ? ([3_000, 3_000] as const) : ([x + 500 * random.normal(), y + 500 * random.normal()] as const);
  });
  const locations = stops + 1;
  const travelM = new Float64Array(locations * locations);
  for (let i = 0; i < locations; i++) {
    for (let j = 0; j < locations; j++) {
      if (i !== j)
        travelM[i * locations + j] =
          Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1]) * (1.3 + 0.2 * random.next());
    }
  }
  const morning = { fromS: 9 * HOUR_S, toS: 11.5 * HOUR_S };
  const afternoon = { fromS: 14 * HOUR_S, toS: 17 * HOUR_S };
  const windows = () => (random.next() < 0.3 ? [[morning], [afternoon], [morning, afternoon]][random.int(3)]! : []);
  return {
    stops: Array.from({ length: stops }, () => ({ serviceS: 480, windows: windows(), must: true, priority: 0 })),
    locations,
    travelM,
    travelS: travelM.map((m) => m / (20 / 3.6)),
    startAt: stops,
    endAt: stops,
    shift: { startS: 9 * HOUR_S, endS: 18 * HOUR_S },
    lunch: { durationS: 2_700, earliestS: 11.5 * HOUR_S, latestS: 13.5 * HOUR_S },
    prefix: [],
  };
}
