// Pure: degrees to metres, arithmetic only.
import { EARTH_RADIUS_M } from '../../shared/geo.ts';
import type { LngLat } from '../../shared/geo.ts';

const RAD = Math.PI / 180;

/**
 * Metres on the azimuthal equidistant plane round the mean direction of the points (Snyder 1987, Map Projections: A
 * Working Manual, p. 191, sphere): distances to the middle are true, others within 0.1 % for 500 km across, and
 * neither the antimeridian nor a pole is special. For solvers and pictures; no verdict rests on it.
 */
export function toTangentDisc(points: LngLat[]): { xM: Float64Array; yM: Float64Array } {
  let [sx, sy, sz] = [0, 0, 0];
  for (const { lng, lat } of points) {
    sx += Math.cos(lat * RAD) * Math.cos(lng * RAD);
    sy += Math.cos(lat * RAD) * Math.sin(lng * RAD);
    sz += Math.sin(lat * RAD);
  }
  const lng0 = Math.atan2(sy, sx);
  const lat0 = Math.atan2(sz, Math.hypot(sx, sy));
  const xM = new Float64Array(points.length);
  const yM = new Float64Array(points.length);
  points.forEach(({ lng, lat }, i) => {
    const dLng = lng * RAD - lng0;
    const phi = lat * RAD;
    const east = Math.cos(phi) * Math.sin(dLng);
    const north = Math.cos(lat0) * Math.sin(phi) - Math.sin(lat0) * Math.cos(phi) * Math.cos(dLng);
    const up = Math.sin(lat0) * Math.sin(phi) + Math.cos(lat0) * Math.cos(phi) * Math.cos(dLng);
    const sine = Math.hypot(east, north);
    // Near the middle the arc and its sine are equal to the last digit, and 0/0 must be 1.
    const stretch = sine < 1e-12 ? 1 : Math.atan2(sine, up) / sine;
    xM[i] = EARTH_RADIUS_M * stretch * east;
    yM[i] = EARTH_RADIUS_M * stretch * north;
  });
  return { xM, yM };
}
