// Pure: Web Mercator with the whole world as the unit square, x east and y south: the plane in which the map draws and picks.
import type { LngLat } from '../../shared/geo.ts';

export interface WorldPoint {
  x: number;
  y: number;
}

/** Beyond this latitude Web Mercator has no square world any more. */
const MAX_LAT = 85.0511287798;
/** The world is one tile of this many pixels at zoom 0. */
export const WORLD_PX = 256;

export function toWorld(p: LngLat): WorldPoint {
  const lat = Math.max(-MAX_LAT, Math.min(MAX_LAT, p.lat));
  const sin = Math.sin((lat * Math.PI) / 180);
  return { x: p.lng / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}

export function fromWorld(w: WorldPoint): LngLat {
  return { lng: (w.x - 0.5) * 360, lat: (360 / Math.PI) * Math.atan(Math.exp((0.5 - w.y) * 2 * Math.PI)) - 90 };
}
