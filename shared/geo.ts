import { z } from 'zod';

/** A point on WGS-84, by name. Arrays [lng, lat] exist only inside GeoJSON. */
export const LngLat = z.object({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
});
export type LngLat = z.infer<typeof LngLat>;

/**
 * Whether the numbers stand for a place that is not known: 0 on an axis (to the last bit, which no receiver measures) or within 10 m of
 * 0, 0; −1/−1; the corners of the world. Programs write these where they have nothing.
 */
export function isPlaceholder({ lng, lat }: LngLat): boolean {
  const [x, y] = [Math.abs(lng), Math.abs(lat)];
  return x === 0 || y === 0 || (x < 1e-4 && y < 1e-4) || (lng === -1 && lat === -1) || (x === 180 && y === 90);
}

/** Mean radius R1 of WGS-84 (2a + b) / 3, metres (IUGG). */
export const EARTH_RADIUS_M = 6_371_008.8;

const RAD = Math.PI / 180;

/**
 * Great-circle (haversine) distance in metres, for pictures and solvers. It differs from the spheroid
 * by up to 0.56 %, so no verdict may rest on it: those read metres from PostGIS or a geodesic library.
 */
export function distanceM(a: LngLat, b: LngLat): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RAD) / 2);
  const sinLng = Math.sin(((b.lng - a.lng) * RAD) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * sinLng * sinLng;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres east and north of an origin on the local tangent plane: good to 0.1 % within 100 km. */
export function toPlane(origin: LngLat, p: LngLat): { xM: number; yM: number } {
  return {
    xM: (p.lng - origin.lng) * RAD * EARTH_RADIUS_M * Math.cos(origin.lat * RAD),
    yM: (p.lat - origin.lat) * RAD * EARTH_RADIUS_M,
  };
}
