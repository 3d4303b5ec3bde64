// Pure: metres and seconds by straight line; roads are a factor.
import { distanceM, type LngLat } from './geo.ts';

export interface Place extends LngLat {
  roadCondition?: 'good' | 'fair' | 'poor' | null;
}

export interface StraightSettings {
  /** Straight metres × this = metres on roads of unknown condition. */
  detourFactor: number;
  speedKmh: number;
}

/**
 * How much longer than the setting's detour the way on such roads is. With the default 1.3 they come to 1.17, 1.37 and 1.69:
 * within the range Ballou, Rahardja and Sakai measured for whole countries (Transportation Research A 36, 2002: 1.12 where
 * roads are dense and straight to 2.10 in mountains).
 */
const conditionFactor = { good: 0.9, fair: 1.05, poor: 1.3 } as const;

/** The factor of the roads at one place. A way between two places takes the mean of theirs. */
export function detourAt(place: Place, detourFactor: number): number {
  return detourFactor * (place.roadCondition ? conditionFactor[place.roadCondition] : 1);
}

/** Metres between two places, straight line × detour, and seconds at the speed set. Symmetric. */
export function straightLeg(
  a: Place,
  b: Place,
  { detourFactor, speedKmh }: StraightSettings,
): { m: number; s: number } {
  const m = distanceM(a, b) * ((detourAt(a, detourFactor) + detourAt(b, detourFactor)) / 2);
  return { m, s: m / (speedKmh / 3.6) };
}
