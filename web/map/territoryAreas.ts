// Pure: outlines of territories from where their retailers are, and colours that differ between neighbours.
import { convex, featureCollection, point } from '@turf/turf';
import type { LngLat } from '../../shared/geo.ts';

/** As many as tokens.css has. */
const COLOURS = 6;

export interface TerritoryArea {
  territoryId: string;
  name: string;
  ring: LngLat[];
  centre: LngLat;
  /** 0 to 5: neighbours differ. */
  colour: number;
}

export interface TerritoryPoints {
  territoryId: string;
  name: string;
  points: LngLat[];
}

/** The hull of each territory that has three retailers or more; compact territories hardly overlap. */
export function territoryAreas(territories: readonly TerritoryPoints[]): TerritoryArea[] {
  const outlined = territories.flatMap((territory) => {
    const hull = convex(featureCollection(territory.points.map((p) => point([p.lng, p.lat]))));
    if (!hull) return [];
    const ring = hull.geometry.coordinates[0]!.map(([lng, lat]) => ({ lng: lng!, lat: lat! }));
    return [{ ...territory, ring, box: boxOf(ring), centre: middle(territory.points) }];
  });
  const colours: number[] = [];
  outlined.forEach((territory, i) => {
    const taken = new Set(
      outlined.slice(0, i).flatMap((other, j) => (touch(territory.box, other.box) ? [colours[j]!] : [])),
    );
    const free = Array.from({ length: COLOURS }, (_, c) => c).filter((c) => !taken.has(c));
    colours.push(free.length > 0 ? free[i % free.length]! : i % COLOURS);
  });
  return outlined.map(({ territoryId, name, ring, centre }, i) => ({
    territoryId,
    name,
    ring,
    centre,
    colour: colours[i]!,
  }));
}

/** The median place: inside where most retailers are, also when a few lie far off. */
function middle(points: readonly LngLat[]): LngLat {
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return { lng: median(points.map((p) => p.lng)), lat: median(points.map((p) => p.lat)) };
}

interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** Whether two outlines are near enough to be neighbours: their boxes, widened by a tenth, meet. */
function touch(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function boxOf(ring: readonly LngLat[]): Box {
  const lngs = ring.map((p) => p.lng);
  const lats = ring.map((p) => p.lat);
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
  const [dLng, dLat] = [(east - west) * 0.1, (north - south) * 0.1];
  return { west: west - dLng, east: east + dLng, south: south - dLat, north: north + dLat };
}
