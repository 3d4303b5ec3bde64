// Pure: whether a barrier is where the retailers are.
import { FAR_M } from '../../shared/barriers.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';

export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** A sentence where no point of the lines comes within 500 km of the box of the retailers; null where one does. */
export function misplaced(lines: readonly (readonly LngLat[])[], box: Box): string | null {
  const away = (p: LngLat): number => distanceM(p, { lng: Math.min(box.east, Math.max(box.west, p.lng)), lat: Math.min(box.north, Math.max(box.south, p.lat)) });
  const points = lines.flat();
  const nearest = (at: (p: LngLat) => LngLat): number => points.reduce((least, p) => Math.min(least, away(at(p))), Infinity);
  const nearestM = nearest((p) => p);
  if (nearestM <= FAR_M) return null;
  const canSwap = points.every((p) => Math.abs(p.lng) <= 90);
  if (canSwap && nearest(({ lng, lat }) => ({ lng: lat, lat: lng })) <= FAR_M) return 'is far from the unit’s retailers, and near them with longitude and latitude swapped: write the longitude first';
  return `is ${Math.round(nearestM / 1000)} km from the unit’s retailers at its nearest: wrong coordinates?`;
}
