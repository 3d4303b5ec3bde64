import type { Feature, Position } from 'geojson';
import { gzipSync } from 'node:zlib';
import { Compression, TileType } from 'pmtiles';
import { fromWgs84 } from '../../shared/frames.ts';
import { cutLayers } from '../../server/tiles/cutLayers.ts';
import type { LngLat } from '../../shared/geo.ts';
import { toWorld } from '../../web/map/mercator.ts';
import { writeArchive } from './writeArchive.ts';

type Frame = 'wgs84' | 'gcj02';
/** The layers of an archive by their names in Protomaps' schema. */
export type Layers = Record<string, Feature[]>;
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export const TOWN: Bounds = { west: 120.62, south: 27.975, east: 120.7, north: 28.035 };
/** Lies beside the retailers of the tests, which stand at 120.65. */
export const LAKE: Bounds = { west: 120.655, south: 28.0, east: 120.667, north: 28.009 };

export const box = ({ west, south, east, north }: Bounds): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
export const area = (bounds: Bounds, properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [box(bounds)] },
});
export const way = (coordinates: Position[], properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});
export const spot = ({ lng, lat }: LngLat, properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lng, lat] },
});

/** A few streets, a park and a lake, in Protomaps' schema. */
export function town(): Layers {
  const streets = Array.from({ length: 13 }, (_, i) => {
    const lat = TOWN.south + 0.0025 + i * 0.005;
    return way(
      [
        [TOWN.west, lat],
        [LAKE.west - 0.002, lat],
      ],
      { kind: i % 4 === 0 ? 'major_road' : 'minor_road', name: `第${i}大街`, 'name:en': `Street ${i}` },
    );
  });
  const avenues = Array.from({ length: 12 }, (_, i) => {
    const lng = TOWN.west + 0.0015 + i * 0.003;
    return way(
      [
        [lng, TOWN.south],
        [lng, TOWN.north],
      ],
      { kind: i % 5 === 0 ? 'highway' : 'minor_road', name: `第${i}大道`, 'name:en': `Avenue ${i}` },
    );
  });
  return {
    earth: [area(TOWN, { kind: 'earth' })],
    landuse: [area({ west: 120.67, south: 27.985, east: 120.69, north: 27.995 }, { kind: 'park' })],
    water: [
      area(LAKE, { kind: 'lake' }),
      spot(
        { lng: (LAKE.west + LAKE.east) / 2, lat: LAKE.north - 0.0015 },
        { kind: 'lake', name: '东湖', 'name:en': 'East Lake' },
      ),
    ],
    roads: [...streets, ...avenues],
    places: [
      spot(
        { lng: 120.68, lat: 28.02 },
        { kind: 'locality', name: '试城', 'name:en': 'Trial Town', population_rank: 9 },
      ),
    ],
  };
}

/** Cuts layers into an archive of vector tiles, as `pmtiles extract` gives for a box. */
export function vectorArchive(
  layers: Layers,
  bounds: Bounds,
  { maxZoom = 15, minZoom = 0, frame = 'wgs84', leaf, metadata, from = {} }: VectorOptions = {},
): Buffer {
  const put = (at: Position): Position => {
    const { lng, lat } =
      frame === 'wgs84' ? { lng: at[0]!, lat: at[1]! } : fromWgs84({ lng: at[0]!, lat: at[1]! }, frame);
    return [lng, lat];
  };
  const cut = cutLayers(
    Object.fromEntries(Object.entries(layers).map(([name, features]) => [name, features.map((f) => moved(f, put))])),
    maxZoom,
    from,
  );
  const [[west, south], [east, north]] = [put([bounds.west, bounds.south]), put([bounds.east, bounds.north])] as [
    [number, number],
    [number, number],
  ];
  const tiles = tilesIn({ west, south, east, north }, minZoom, maxZoom).flatMap(({ z, x, y }) => {
    const bytes = cut(z, x, y);
    return bytes ? [{ z, x, y, bytes: gzipSync(bytes, { level: 1 }) }] : [];
  });
  return writeArchive({
    tiles,
    type: TileType.Mvt,
    packed: Compression.Gzip,
    bounds: { west, south, east, north },
    ...(leaf && { leaf }),
    ...(metadata && { metadata }),
  });
}

export interface VectorOptions {
  minZoom?: number;
  maxZoom?: number;
  frame?: Frame;
  leaf?: number;
  metadata?: object;
  /** The zoom a layer begins at. */
  from?: Record<string, number>;
}

function moved(feature: Feature, put: (at: Position) => Position): Feature {
  const deep = (part: unknown): unknown =>
    Array.isArray(part) ? (typeof part[0] === 'number' ? put(part as Position) : part.map(deep)) : part;
  return {
    ...feature,
    geometry: {
      ...feature.geometry,
      coordinates: deep((feature.geometry as { coordinates: unknown }).coordinates),
    } as Feature['geometry'],
  };
}

export function tilesIn(
  { west, south, east, north }: Bounds,
  minZoom: number,
  maxZoom: number,
): { z: number; x: number; y: number }[] {
  const [low, high] = [toWorld({ lng: west, lat: north }), toWorld({ lng: east, lat: south })];
  const found = [];
  for (let z = minZoom; z <= maxZoom; z++) {
    for (let x = Math.floor(low.x * 2 ** z); x <= Math.floor(high.x * 2 ** z); x++) {
      for (let y = Math.floor(low.y * 2 ** z); y <= Math.floor(high.y * 2 ** z); y++) found.push({ z, x, y });
    }
  }
  return found;
}
