// Pure: the coordinate of a row, from two columns or one, and whether it can be where it says.
import { distanceM, isPlaceholder, LngLat } from '../../shared/geo.ts';
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

/** The point, or null with a reason in `reasons`; in `notes` what is strange and may yet be so. */
export function judgePoint(read: ReadPoint, isStray: StrayDetector, reasons: Reason[], notes: Reason[]): LngLat | null {
  if (!read.ok) {
    reasons.push(read.reason);
    return null;
  }
  const { point } = read;
  const said = `lng ${point.lng}, lat ${point.lat}`;
  const stray = read.isMislabelled ? ({ problem: 'SWAPPED_COORDINATE' } as const) : isStray(point);
  if (stray === null) return point;
  const field = stray.problem === 'BAD_COORDINATE' && Math.abs(point.lat) > 90 ? 'lat' : 'lng';
  const km = stray.problem === 'FAR_COORDINATE' ? stray.km : 0;
  const sentences: Record<Stray['problem'], string> = {
    SWAPPED_COORDINATE: 'longitude and latitude seem to be swapped',
    BAD_COORDINATE: isMetres(point)
      ? 'these are not degrees (metres of a map projection?)'
      : `${field} is out of range`,
    NULL_ISLAND: 'a missing coordinate written as a number',
    FAR_COORDINATE: `${km} km from the middle of the others: a slipped digit or sign?`,
  };
  const mayBe = stray.problem === 'FAR_COORDINATE' && !stray.isSlip;
  (mayBe ? notes : reasons).push({
    problem: stray.problem,
    field,
    detail: `${said}: ${sentences[stray.problem]}`,
    why: stray.problem === 'FAR_COORDINATE' ? { code: 'FAR_COORDINATE', km } : { code: stray.problem },
    says: `${point.lng}, ${point.lat}`,
  });
  return mayBe ? point : null;
}

function isMetres({ lng, lat }: LngLat): boolean {
  return Math.max(Math.abs(lng), Math.abs(lat)) > 1000;
}

/** Why a point cannot be where a retailer is. */
export type Stray =
  | { problem: 'SWAPPED_COORDINATE' | 'BAD_COORDINATE' | 'NULL_ISLAND' }
  | { problem: 'FAR_COORDINATE'; km: number; isSlip: boolean };
export type StrayDetector = (p: LngLat) => Stray | null;

/** Judges points by the file's others: exchanged numbers, numbers that stand for nothing, slipped digits and signs. */
export function strayDetector(points: readonly LngLat[]): StrayDetector {
  const isSwapped = swapDetector(points);
  const isFar = farDetector(points.filter((p) => LngLat.safeParse(p).success && !isSwapped(p)));
  const isNothing = sentinelDetector(points);
  return (point) => {
    if (isSwapped(point)) return { problem: 'SWAPPED_COORDINATE' };
    if (!LngLat.safeParse(point).success) return { problem: 'BAD_COORDINATE' };
    if (isNothing(point)) return { problem: 'NULL_ISLAND' };
    return isFar(point);
  };
}

/** Degrees around 0, 0 (open sea) that only a missing coordinate gives. */
const NULL_ISLAND = 0.01;
/** Degrees: a swapped point lies near the others once swapped back, and far from them as it is. A country's shops are within the first. */
const NEAR = 3;
const FAR = 10;

/** Whether the two numbers stand for a missing coordinate: 0 on an axis, −1/−1, 1/1 and such, unless the file's others are there. */
function sentinelDetector(points: readonly LngLat[]): (p: LngLat) => boolean {
  const isIsland = ({ lng, lat }: LngLat): boolean => Math.abs(lng) < NULL_ISLAND && Math.abs(lat) < NULL_ISLAND;
  const isWritten = (p: LngLat): boolean =>
    isPlaceholder(p) || (Number.isInteger(p.lng) && Math.abs(p.lng) === Math.abs(p.lat));
  const others = points.filter((p) => LngLat.safeParse(p).success && !isIsland(p) && !isWritten(p));
  const middle = middleOf(others);
  return (p) =>
    isIsland(p) || (isWritten(p) && !(Math.abs(p.lng - middle.lng) < NEAR && Math.abs(p.lat - middle.lat) < NEAR));
}

/** A list of a town is within the first of these; what is beyond the second of its middle needs a reason. */
const TOWN_KM = 300;
const FAR_KM = 500;
/** So few rows tell nothing of each other. */
const FEW_ROWS = 6;
/** So many that lie together are a place of their own, however far. */
const A_PLACE = 3;
/** More far points than this are looked at for slips only. */
const MOST_ALONE = 500;

/**
 * Kilometres from the middle of the others, for a point that a slip of a digit or a sign can have put there, or that lies alone where
 * most of the others lie together; null for all others. A list of a whole country passes: its far places are no slips, and not alone.
 */
function farDetector(points: readonly LngLat[]): StrayDetector {
  const middle = middleOf(points);
  const near = points.filter((p) => distanceM(p, middle) < TOWN_KM * 1000);
  if (points.length < FEW_ROWS || near.length < points.length * 0.6) return () => null;
  const far = points.filter((p) => distanceM(p, middle) > FAR_KM * 1000);
  const mayBeAlone = far.length <= MOST_ALONE;
  return (p) => {
    const km = distanceM(p, middle) / 1000;
    if (km <= FAR_KM) return null;
    const isAlone = mayBeAlone && far.filter((other) => distanceM(p, other) < TOWN_KM * 1000).length < A_PLACE;
    const isSlip = slips(p).some((meant) => distanceM(meant, middle) < TOWN_KM * 1000);
    return isAlone || isSlip ? { problem: 'FAR_COORDINATE', km: Math.round(km), isSlip } : null;
  };
}

/** What may have been meant: another sign, the point moved by a digit, or two digits exchanged. */
function slips({ lng, lat }: LngLat): LngLat[] {
  const turned = [1, -1].flatMap((x) => [1, -1].map((y) => ({ lng: x * lng, lat: y * lat })));
  const moved = [10, 100, 0.1, 0.01].flatMap((f) => [
    { lng: f * lng, lat },
    { lng, lat: f * lat },
  ]);
  const exchanged = [
    ...exchangedDigits(lng).map((x) => ({ lng: x, lat })),
    ...exchangedDigits(lat).map((y) => ({ lng, lat: y })),
  ];
  return [...turned, ...moved, ...exchanged].filter((p) => LngLat.safeParse(p).success);
}

/** The number with two neighbouring digits before its point exchanged. */
function exchangedDigits(value: number): number[] {
  const [whole = '', fraction = '0'] = Math.abs(value).toFixed(7).split('.');
  const digits = whole.padStart(3, '0');
  return Array.from({ length: digits.length - 1 }, (_, i) => {
    const turned = digits.slice(0, i) + digits[i + 1]! + digits[i]! + digits.slice(i + 2);
    return Math.sign(value) * Number(`${turned}.${fraction}`);
  });
}

function middleOf(points: readonly LngLat[]): LngLat {
  return { lng: median(points.map((p) => p.lng)), lat: median(points.map((p) => p.lat)) };
}

/** Tells points whose numbers are exchanged: by the middle of the file's points, or in a file of nothing else by China's extent and by range. */
export function swapDetector(points: readonly LngLat[]): (p: LngLat) => boolean {
  const valid = points.filter(
    (p) => LngLat.safeParse(p).success && !(Math.abs(p.lng) < NULL_ISLAND && Math.abs(p.lat) < NULL_ISLAND),
  );
  const middle = middleOf(valid);
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
