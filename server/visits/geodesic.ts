import geodesic from 'geographiclib-geodesic';
import type { LngLat } from '../../shared/geo.ts';

const earth = geodesic.Geodesic.WGS84;
const DISTANCE = geodesic.Geodesic.DISTANCE;

/**
 * Metres along the WGS-84 spheroid (Karney 2013, accurate to 15 nm). PostGIS runs the same algorithm for `geography`,
 * so both agree to the millimetre; here it serves where there is no database: the `judge` command and the benches.
 */
export function geodesicM(a: LngLat, b: LngLat): number {
  return earth.Inverse(a.lat, a.lng, b.lat, b.lng, DISTANCE).s12!;
}

/** The point `distanceM` metres from `from`, in the direction `azimuthDeg` clockwise from north. */
export function pointAt(from: LngLat, azimuthDeg: number, distanceM: number): LngLat {
  const to = earth.Direct(from.lat, from.lng, azimuthDeg, distanceM);
  return { lng: to.lon2!, lat: to.lat2! };
}
