// Pure: degrees to metres, arithmetic only.
import { EARTH_RADIUS_M } from '../../../shared/geo.ts';
import type { LngLat } from '../../../shared/geo.ts';

const RAD = Math.PI / 180;

/** Metres of a plane, east and north of its middle. */
export type Plane = (p: LngLat) => { xM: number; yM: number };

/**
 * Metres on the azimuthal equidistant plane round the mean direction of the points (Snyder 1987, Map Projections: A
 * Working Manual, p. 191, sphere): distances to the middle are true, others within 0.1 % for 500 km across, and
 * neither the antimeridian nor a pole is special. For solvers and pictures; no verdict rests on it.
 */
export function tangentDisc(points: readonly LngLat[]): Plane {
  let [sx, sy, sz] = [0, 0, 0];
  for (const { lng, lat } of points) {
    sx += Math.cos(lat * RAD) * Math.cos(lng * RAD);
    sy += Math.cos(lat * RAD) * Math.sin(lng * RAD);
    sz += Math.sin(lat * RAD);
  }
  const lng0 = Math.atan2(sy, sx);
  const lat0 = Math.atan2(sz, Math.hypot(sx, sy));
  return ({ lng, lat }) => {
    const dLng = lng * RAD - lng0;
    const phi = lat * RAD;
    const east = Math.cos(phi) * Math.sin(dLng);
    const north = Math.cos(lat0) * Math.sin(phi) - Math.sin(lat0) * Math.cos(phi) * Math.cos(dLng);
    const up = Math.sin(lat0) * Math.sin(phi) + Math.cos(lat0) * Math.cos(phi) * Math.cos(dLng);
    const sine = Math.hypot(east, north);
    // Near the middle the arc and its sine are equal to the last digit, and 0/0 must be 1.
    const stretch = sine < 1e-12 ? 1 : Math.atan2(sine, up) / sine;
    return { xM: EARTH_RADIUS_M * stretch * east, yM: EARTH_RADIUS_M * stretch * north };
  };
}

/** The points themselves on their plane. */
export function toTangentDisc(
  points: readonly LngLat[],
  plane: Plane = tangentDisc(points),
): { xM: Float64Array; yM: Float64Array } {
  const xM = new Float64Array(points.length);
  const yM = new Float64Array(points.length);
  points.forEach((p, i) => ({ xM: xM[i], yM: yM[i] } = plane(p)));
  return { xM, yM };
}

/** A straight line of a map (GeoJSON: in degrees) is none on this plane: 20 km from west to east bulge by 4 m, 200 km by 400 m. */
const PIECE_DEGREES = 0.2;

/** Lines as the solver takes them: x0, y0, x1, y1 …, metres; long ones in pieces, so that they run where the map shows them. */
export function flatLines(lines: readonly (readonly LngLat[])[], plane: Plane): Float64Array[] {
  return lines.map((line) => {
    const flat: number[] = [];
    const add = (p: LngLat): void => {
      const { xM, yM } = plane(p);
      flat.push(xM, yM);
    };
    line.forEach((to, k) => {
      const from = line[k - 1] ?? to;
      const pieces = Math.max(
        1,
        Math.ceil(Math.max(Math.abs(to.lng - from.lng), Math.abs(to.lat - from.lat)) / PIECE_DEGREES),
      );
      for (let s = 1; s < pieces; s++)
        add({ lng: from.lng + ((to.lng - from.lng) * s) / pieces, lat: from.lat + ((to.lat - from.lat) * s) / pieces });
      add(to);
    });
    return Float64Array.from(flat);
  });
}
