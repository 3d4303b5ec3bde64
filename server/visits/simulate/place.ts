// Pure: points and chance.
import { EARTH_RADIUS_M } from '../../../shared/geo.ts';
import type { LngLat } from '../../../shared/geo.ts';
import type { Random } from '../../../shared/random.ts';
import type { LogNormal } from './world.ts';

const DEGREES = 180 / Math.PI;

/** A point so many metres east and north of another; seven decimals (1 cm), as phones write them. */
export function offset(from: LngLat, eastM: number, northM: number): LngLat {
  const lat = from.lat + (northM / EARTH_RADIUS_M) * DEGREES;
  const lng = from.lng + (eastM / (EARTH_RADIUS_M * Math.cos(from.lat / DEGREES))) * DEGREES;
  return { lng: Math.round(lng * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
}

/** The point at `distanceM` in a direction by chance. */
export function away(random: Random, from: LngLat, distanceM: number): LngLat {
  const angle = random.next() * 2 * Math.PI;
  return offset(from, distanceM * Math.cos(angle), distanceM * Math.sin(angle));
}

/** Circular normal error with the given standard deviation in each direction. */
export function scattered(random: Random, from: LngLat, sigmaM: number): LngLat {
  return offset(from, sigmaM * random.normal(), sigmaM * random.normal());
}

export function logNormal(random: Random, { median, spread }: LogNormal): number {
  return median * Math.exp(spread * random.normal());
}

export function uniform(random: Random, from: number, to: number): number {
  return from + (to - from) * random.next();
}

export function chance(random: Random, share: number): boolean {
  return random.next() < share;
}

/** Straight between two points. */
export function between(a: LngLat, b: LngLat, share: number): LngLat {
  return { lng: a.lng + (b.lng - a.lng) * share, lat: a.lat + (b.lat - a.lat) * share };
}

/** Near enough for telling whether somebody moved. */
export function metresApart(a: LngLat, b: LngLat): number {
  const north = ((b.lat - a.lat) / DEGREES) * EARTH_RADIUS_M;
  const east = ((b.lng - a.lng) / DEGREES) * EARTH_RADIUS_M * Math.cos(a.lat / DEGREES);
  return Math.hypot(north, east);
}
