// Pure: the coordinate of a row, from two columns or one, and whether it can be where it says.
import { LngLat } from '../../shared/geo.ts';
import type { ImportField } from '../../shared/imports.ts';
import { pairOrder, plain, readAngle, readPair, type Pair } from '../tables/coordinates.ts';
import { quoted, type Reason } from './reasons.ts';
import type { Table, TableRow } from '../tables/table.ts';

/** Columns by field; an address may be spread over several. */
export type Places = Partial<Record<ImportField, number[]>>;

export type ReadPoint = { ok: true; point: LngLat; isMislabelled: boolean } | { ok: false; reason: Reason };

/** How to read a row's coordinate from two columns or from one. The point's range is not judged yet. */
export function pointReader(table: Pick<Table, 'columns' | 'rows'>, places: Places): (row: TableRow) => ReadPoint {
  const none = (field: ImportField | null): ReadPoint => ({
    ok: false,
    reason: { problem: 'NO_COORDINATE', field, detail: 'no coordinate', why: { code: 'NO_COORDINATE' } },
  });
  const bad = (field: ImportField, cell: string): ReadPoint => ({
    ok: false,
    reason: {
      problem: 'BAD_COORDINATE',
      field,
      detail: `${field}: ${quoted(cell)} cannot be read as a coordinate`,
      why: { code: 'BAD_COORDINATE' },
      says: cell,
    },
  });
  const [lngAt, latAt, bothAt] = [places.lng?.[0], places.lat?.[0], places.lngLat?.[0]];
  if (lngAt !== undefined && latAt !== undefined) {
    return (row) => {
      const cells = { lng: plain(row.cells[lngAt]!), lat: plain(row.cells[latAt]!) };
      if (cells.lng === '' || cells.lat === '') return none(cells.lng === '' ? 'lng' : 'lat');
      const [lng, lat] = [readAngle(cells.lng), readAngle(cells.lat)];
      if (!lng || !lat) return lng ? bad('lat', cells.lat) : bad('lng', cells.lng);
      return {
        ok: true,
        point: { lng: lng.degrees, lat: lat.degrees },
        isMislabelled: lng.axis === 'lat' || lat.axis === 'lng',
      };
    };
  }
  if (bothAt === undefined) return () => none(null);
  const order = pairOrder(
    table.columns[bothAt]!,
    table.rows.map((r) => readPair(r.cells[bothAt]!)).filter((p): p is Pair => p !== null),
  );
  return (row) => {
    const cell = row.cells[bothAt]!;
    if (plain(cell) === '') return none('lngLat');
    const pair = readPair(cell);
    if (!pair) return bad('lngLat', cell);
    const isLngFirst = (pair.order ?? order) === 'lngLat';
    return {
      ok: true,
      point: isLngFirst ? { lng: pair.first, lat: pair.second } : { lng: pair.second, lat: pair.first },
      isMislabelled: false,
    };
  };
}

export function judgePoint(read: ReadPoint, isSwapped: (p: LngLat) => boolean, reasons: Reason[]): LngLat | null {
  if (!read.ok) {
    reasons.push(read.reason);
    return null;
  }
  const { point } = read;
  const said = `lng ${point.lng}, lat ${point.lat}`;
  const says = `${point.lng}, ${point.lat}`;
  if (read.isMislabelled || isSwapped(point)) {
    reasons.push({
      problem: 'SWAPPED_COORDINATE',
      field: 'lng',
      detail: `${said}: longitude and latitude seem to be swapped`,
      why: { code: 'SWAPPED_COORDINATE' },
      says,
    });
  } else if (!LngLat.safeParse(point).success) {
    const field = Math.abs(point.lat) > 90 ? 'lat' : 'lng';
    const isMetres = Math.max(Math.abs(point.lng), Math.abs(point.lat)) > 1000;
    reasons.push({
      problem: 'BAD_COORDINATE',
      field,
      detail: `${said}: ${isMetres ? 'these are not degrees (metres of a map projection?)' : `${field} is out of range`}`,
      why: { code: 'BAD_COORDINATE' },
      says,
    });
  } else if (Math.abs(point.lng) < NULL_ISLAND && Math.abs(point.lat) < NULL_ISLAND) {
    reasons.push({
      problem: 'NULL_ISLAND',
      field: 'lng',
      detail: `${said}: a missing coordinate written as zero`,
      why: { code: 'NULL_ISLAND' },
      says,
    });
  } else return point;
  return null;
}

/** Degrees around 0, 0 (open sea) that only a missing coordinate gives. */
const NULL_ISLAND = 0.01;
/** Degrees: a swapped point lies near the others once swapped back, and far from them as it is. A country's shops are within the first. */
const NEAR = 3;
const FAR = 10;

/** Tells points whose numbers are exchanged: by the middle of the file's points, or in a file of nothing else by China's extent and by range. */
export function swapDetector(points: readonly LngLat[]): (p: LngLat) => boolean {
  const valid = points.filter(
    (p) => LngLat.safeParse(p).success && !(Math.abs(p.lng) < NULL_ISLAND && Math.abs(p.lat) < NULL_ISLAND),
  );
  const middle = { lng: median(valid.map((p) => p.lng)), lat: median(valid.map((p) => p.lat)) };
  const isNear = (p: LngLat, degrees: number): boolean =>
    Math.abs(p.lng - middle.lng) < degrees && Math.abs(p.lat - middle.lat) < degrees;
  return ({ lng, lat }) => {
    const back = { lng: lat, lat: lng };
    if (!LngLat.safeParse(back).success) return false;
    if (isNear(back, NEAR) && !isNear({ lng, lat }, FAR)) return true;
    if (Math.abs(lat) <= 90) return false;
    // a latitude above 90 that would be a longitude: all points so, or China's 73–136° E, 3–54° N
    return valid.length === 0 ? Math.abs(lng) > 1 : back.lng > 95 && back.lng < 136 && back.lat > 3 && back.lat < 54;
  };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
