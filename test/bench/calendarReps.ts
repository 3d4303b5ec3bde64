import { addDays, weekdayOf } from '../../server/calendar/rep/horizon.ts';
import { CalendarRequest } from '../../shared/calendar.ts';
import { createRandom, type Random } from '../../shared/random.ts';

export type Ground = 'town' | 'clusters' | 'ring' | 'county';

export interface RepOptions {
  n: number;
  weeks: number;
  seed: number;
  ground: Ground;
  /** Visits in four weeks and their shares. */
  grades?: readonly (readonly [frequency: number, share: number, minutes: number])[];
}

/** A in ten, B in four, C in ten, D in four: the demo's classes. */
export const GRADES = [
  [4, 0.1, 25],
  [2, 0.25, 15],
  [1, 0.4, 10],
  [0.5, 0.25, 8],
] as const;

/** 1 March 2027 is a Monday. */
const FIRST = '2027-03-01';
const BASE = { lng: 113.5, lat: 34.7 };
const KM_PER_DEGREE = { lng: 91.5, lat: 111 };

/** One rep's request: a base in the middle, retailers on one of four grounds. */
export function randomRep(options: RepOptions): CalendarRequest {
  const random = createRandom(options.seed);
  const place = placer(options.ground, random);
  const grades = options.grades ?? GRADES;
  const days = workingDays(FIRST, 7 * options.weeks);
  const retailers = Array.from({ length: options.n }, (_, k) => {
    let left = random.next();
    const [frequency, , minutes] = grades.find(([, share]) => (left -= share) < 0) ?? grades[grades.length - 1]!;
    const [x, y] = place();
    const position = { lng: BASE.lng + x / KM_PER_DEGREE.lng, lat: BASE.lat + y / KM_PER_DEGREE.lat };
    return { code: `R${String(k + 1).padStart(3, '0')}`, position, frequency, minutes };
  });
  return CalendarRequest.parse({
    days: days.map((day) => ({ day, from: '07:00', to: '19:00' })),
    base: BASE,
    retailers,
  });
}

/** Mondays to Fridays of so many days. */
export function workingDays(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => addDays(first, k)).filter((day) => weekdayOf(day) <= 5);
}

/** Kilometres east and north of the base. */
function placer(ground: Ground, random: Random): () => [number, number] {
  const round = (radius: number): [number, number] => {
    const angle = 2 * Math.PI * random.next();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
  switch (ground) {
    case 'town':
      return () => round(8 * Math.sqrt(random.next()));
    case 'ring':
      return () => round(7 + 2 * random.next());
    case 'clusters': {
      const middles = Array.from({ length: 9 }, () => round(12 * Math.sqrt(random.next())));
      return () => {
        const [x, y] = middles[random.int(middles.length)]!;
        return [x + random.normal(), y + random.normal()];
      };
    }
    case 'county': {
      const villages = Array.from({ length: 25 }, () => round(25 * Math.sqrt(random.next())));
      return () => {
        if (random.next() < 0.5) return round(3 * Math.sqrt(random.next()));
        const [x, y] = villages[random.int(villages.length)]!;
        return [x + 0.5 * random.normal(), y + 0.5 * random.normal()];
      };
    }
  }
}
