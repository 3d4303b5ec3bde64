import { linesFaults, LinesFault, MOST_AT_ONCE } from './barriers.ts';
import { toWgs84, type Frame } from './frames.ts';
import type { LngLat } from './geo.ts';

/** Why a file gives no barriers: a closed list, with a sentence for each in each language. */
export type BarrierFileFault =
  | LinesFault
  | 'NOT_JSON'
  | 'NOT_GEOJSON'
  | 'NO_LINES'
  | 'NOT_A_LINE'
  | 'BAD_POSITION'
  | 'OUT_OF_RANGE'
  | 'SWAPPED'
  | 'TOO_MANY';

export interface FoundFault {
  fault: BarrierFileFault;
  /** Which feature, by its name or number; '' for the file as a whole. */
  where: string;
}

export interface ReadBarriers {
  barriers: { name: string; lines: LngLat[][] }[];
  /** Areas of which the outline was taken. */
  outlines: number;
  faults: FoundFault[];
}

type Position = [number, number];
interface RawBarrier {
  name: string;
  lines: Position[][];
}

/** Names a feature may have, in the order in which they are believed. */
const NAME_KEYS = ['name:zh', 'name', '名称', 'NAME', 'Name', 'ref', 'title'];

/**
 * Barriers of a GeoJSON file in degrees: features of one name are one barrier, those without a name get the file's. Of areas the
 * outline is taken; points are refused. Everything that is wrong is said, not only the first.
 */
export function readBarriers(text: string, fallbackName: string, frame: Frame = 'wgs84'): ReadBarriers {
  const { barriers: raw, outlines, faults } = readLines(text, fallbackName);
  const barriers = raw.map(({ name, lines }) => {
    const where = rangeFault(lines.flat());
    if (where) faults.push({ fault: where, where: name });
    const placed = lines.map((line) => line.map(([lng, lat]) => (where ? { lng, lat } : toWgs84({ lng, lat }, frame))));
    if (!where)
      for (const fault of new Set(linesFaults(placed).map((one) => one.fault))) faults.push({ fault, where: name });
    return { name, lines: placed };
  });
  return { barriers, outlines, faults };
}

/** The same with coordinates as they stand: metres of a plane. */
export function readLines(
  text: string,
  fallbackName: string,
): { barriers: RawBarrier[]; outlines: number; faults: FoundFault[] } {
  const faults: FoundFault[] = [];
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { barriers: [], outlines: 0, faults: [{ fault: 'NOT_JSON', where: '' }] };
  }
  const byName = new Map<string, Position[][]>();
  let outlines = 0;
  const take = (geometry: unknown, name: string, depth = 0): void => {
    const { type, coordinates, geometries } = (isObject(geometry) ? geometry : {}) as {
      type?: unknown;
      coordinates?: unknown;
      geometries?: unknown;
    };
    if (type === 'GeometryCollection' && Array.isArray(geometries) && depth < 3)
      return geometries.forEach((one) => take(one, name, depth + 1));
    const lines =
      type === 'LineString'
        ? [coordinates]
        : type === 'MultiLineString' || type === 'Polygon'
          ? coordinates
          : type === 'MultiPolygon' && Array.isArray(coordinates)
            ? coordinates.flat(1)
            : null;
    if (!Array.isArray(lines))
      return void faults.push({
        fault: typeof type === 'string' && /Point$/.test(type) ? 'NOT_A_LINE' : 'NOT_GEOJSON',
        where: name,
      });
    if (/Polygon/.test(String(type))) outlines++;
    const read = lines.map(positions);
    if (read.length === 0 || read.some((line) => line === null))
      return void faults.push({ fault: 'BAD_POSITION', where: name });
    byName.set(name, [...(byName.get(name) ?? []), ...(read as Position[][])]);
  };
  const features =
    isObject(json) && json.type === 'FeatureCollection' && Array.isArray(json.features)
      ? (json.features as unknown[])
      : [json];
  features.forEach((feature) =>
    isObject(feature) && feature.type === 'Feature'
      ? take(feature.geometry, nameOf(feature.properties) ?? fallbackName)
      : take(feature, fallbackName),
  );
  const barriers = [...byName].map(([name, lines]) => ({ name, lines }));
  if (barriers.length === 0 && faults.length === 0) faults.push({ fault: 'NO_LINES', where: '' });
  if (barriers.length > MOST_AT_ONCE) faults.push({ fault: 'TOO_MANY', where: '' });
  return { barriers, outlines, faults };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(properties: unknown): string | null {
  if (!isObject(properties)) return null;
  for (const key of NAME_KEYS) {
    const name = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if ((typeof name === 'string' && name.trim() !== '') || typeof name === 'number')
      return [...String(name).trim()].slice(0, 100).join('');
  }
  return null;
}

/** Heights, where a position has one, are left out; null where something is no position. */
function positions(line: unknown): Position[] | null {
  if (!Array.isArray(line) || line.length === 0) return null;
  const read = line.map((p): Position | null =>
    Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]) ? [p[0] as number, p[1] as number] : null,
  );
  return read.includes(null) ? null : (read as Position[]);
}

function rangeFault(points: readonly Position[]): 'SWAPPED' | 'OUT_OF_RANGE' | null {
  const isOut = points.some(([lng, lat]) => Math.abs(lng) > 180 || Math.abs(lat) > 90);
  if (!isOut) return null;
  return points.every(([lng, lat]) => Math.abs(lng) <= 90 && Math.abs(lat) <= 180) ? 'SWAPPED' : 'OUT_OF_RANGE';
}
