import type { DayProblem, DayStop } from '../../../../server/routes/solve/day/problem.ts';
import { createRandom } from '../../../../shared/random.ts';

export interface DayShape {
  seed: number;
  stops: number;
  /** 0: open all day … 1: half-hour windows. */
  tightness: number;
  hasLunch: boolean;
  optionalShare: number;
  pinnedShare: number;
  /** Stops of the prefix at most. */
  driven: number;
  finishWeight: number;
  isOpen: boolean;
}

const HOUR_S = 3600;

/** A day of 8 to 18 o'clock in a town 15 km across, driven at 30 km/h with one-way streets (up to 20 % asymmetry). */
export function randomDay(shape: DayShape): DayProblem {
  const random = createRandom(shape.seed);
  const n = shape.stops;
  const locations = n + 2;
  const points = Array.from({ length: locations }, () => [random.next() * 15_000, random.next() * 15_000] as const);
  const travelM = new Float64Array(locations * locations);
  for (let i = 0; i < locations; i++) {
    for (let j = 0; j < locations; j++) {
      const straight = Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1]);
      if (i !== j) travelM[i * locations + j] = straight * (1.3 + 0.2 * random.next());
    }
  }
  const window = () => {
    const lengthS = (0.5 + 9.5 * (1 - shape.tightness) * random.next()) * HOUR_S;
    const fromS = 8 * HOUR_S + random.next() * Math.max(0, 10 * HOUR_S - lengthS);
    return { fromS, toS: fromS + lengthS };
  };
  const stops = Array.from({ length: n }, (): DayStop => ({
    serviceS: 600 + random.int(7) * 600,
    windows: Array.from({ length: random.int(3) }, window),
    must: random.next() >= shape.optionalShare,
    priority: random.int(4),
  }));
  const prefix = Array.from({ length: Math.min(shape.driven, n) }, (_, i) => n - 1 - i);
  const free = Array.from({ length: n - prefix.length }, (_, i) => i + prefix.length);
  stops.forEach((stop, i) => {
    if (prefix.includes(i) || random.next() >= shape.pinnedShare) return;
    const [pinnedAt] = free.splice(random.int(free.length), 1);
    stop.pinnedAt = pinnedAt!;
  });
  const day: DayProblem = {
    stops,
    locations,
    travelM,
    travelS: travelM.map((m) => m / 8.3),
    startAt: n,
    endAt: shape.isOpen ? null : n + 1,
    shift: { startS: 8 * HOUR_S, endS: 18 * HOUR_S },
    prefix,
    finishWeight: shape.finishWeight,
  };
  if (prefix.length > 0) day.nowS = 10 * HOUR_S;
  if (shape.hasLunch) day.lunch = { durationS: 2700, earliestS: 11.5 * HOUR_S, latestS: 13 * HOUR_S };
  return day;
}
