// Pure: rows of a file to retailers, each bad one with its line and its reasons; good rows are never harmed by others.
import { issueReason, issueText } from '../../shared/problems/issue.ts';
import { toWgs84, type Frame } from '../../shared/frames.ts';
import { LngLat } from '../../shared/geo.ts';
import { sentenceOf, type FieldReason } from '../../shared/problems/problems.ts';
import { RetailerRow } from '../../shared/retailers.ts';
import { type ImportField, type ImportMapping, type RowError, type RowProblem } from '../../shared/imports.ts';
import { pairOrder, plain, readAngle, readPair, type Pair } from './coordinates.ts';
import type { Table, TableRow } from './table.ts';
import { readValue } from './values.ts';

/** A retailer and the line it came from. */
export interface GoodRow {
  line: number;
  row: RetailerRow;
}

export interface ImportedRows {
  good: GoodRow[];
  /** One a bad row, in the order of lines; its detail has every reason. */
  errors: RowError[];
  /** The field that served as the code: the licence number or the name where no column gives one. */
  codeFrom: CodeField | null;
  /** Good rows whose coordinate three or more of them share. */
  sharedCoordinateRows: number;
}
type CodeField = 'code' | 'licenceNo' | 'name';

interface Reason {
  problem: RowProblem;
  field: ImportField | null;
  detail: string;
  why: FieldReason;
  /** The cell as it stands; nothing for an empty one. */
  says?: string;
}

/** Columns by field; an address may be spread over several. */
type Places = Partial<Record<ImportField, number[]>>;

/** Fields a mapping must give and does not: nothing can be imported without them. */
export function missingFields(mapping: ImportMapping): ImportField[] {
  const given = new Set(Object.values(mapping));
  const missing: ImportField[] = [];
  if (codeField(given) === null) missing.push('code');
  if (!given.has('name')) missing.push('name');
  if (!given.has('lngLat')) for (const axis of ['lng', 'lat'] as const) if (!given.has(axis)) missing.push(axis);
  return missing;
}

/** What is wrong with a mapping for these columns; null when it can be used. */
export function mappingFault(mapping: ImportMapping, columns: readonly string[]): FieldReason | null {
  const seen = new Map<ImportField, string>();
  for (const [column, field] of Object.entries(mapping)) {
    if (!columns.includes(column)) return { code: 'NO_SUCH_COLUMN', column, columns: [...columns] };
    if (seen.has(field) && field !== 'address')
      return { code: 'MAPPED_TWICE', first: seen.get(field)!, second: column, field };
    seen.set(field, column);
  }
  return null;
}

function codeField(given: ReadonlySet<ImportField>): CodeField | null {
  return (['code', 'licenceNo', 'name'] as const).find((field) => given.has(field)) ?? null;
}

/** Reads every row; `frame` is the frame the file's coordinates are in, and they are converted here and nowhere else. */
export function importRows(
  table: Pick<Table, 'columns' | 'rows' | 'problems'>,
  mapping: ImportMapping,
  frame: Frame,
): ImportedRows {
  const places: Places = {};
  table.columns.forEach((column, i) => {
    if (Object.hasOwn(mapping, column)) (places[mapping[column]!] ??= []).push(i);
  });
  const codeFrom = codeField(new Set(Object.keys(places) as ImportField[]));
  const readPoint = pointReader(table, places);
  const points = table.rows.map(readPoint);
  const isSwapped = swapDetector(points.flatMap((p) => (p.ok ? [p.point] : [])));

  const good: GoodRow[] = [];
  const errors = [...table.problems];
  const lineOfCode = new Map<string, number>();
  table.rows.forEach((row, i) => {
    const reasons: Reason[] = [];
    const values = readFields(row, places, reasons);
    const code = codeFrom === null ? null : values[codeFrom];
    if (code === null || code === undefined) {
      if (!reasons.some((r) => r.field === codeFrom))
        reasons.unshift({
          problem: 'NO_CODE',
          field: 'code',
          detail: codeFrom === null ? 'no column gives a code' : `no ${codeFrom}`,
          why: { code: 'NO_CODE' },
        });
    }
    if (values.name === null || values.name === undefined) {
      if (!reasons.some((r) => r.field === 'name'))
        reasons.push({ problem: 'NO_NAME', field: 'name', detail: 'no name', why: { code: 'NO_NAME' } });
    }
    const original = judgePoint(points[i]!, isSwapped, reasons);
    const parsed =
      reasons.length === 0
        ? RetailerRow.safeParse({ ...nothing, ...values, code, original, frame, position: toWgs84(original!, frame) })
        : null;
    if (parsed && !parsed.success) {
      for (const issue of parsed.error.issues) {
        const field = issue.path[0] as ImportField;
        reasons.push({
          problem: 'BAD_VALUE',
          field: field in places ? field : codeFrom,
          detail: `${String(field)}: ${issueText(issue, values)}, is ${quoted(String(values[field] ?? code))}`,
          why: issueReason(issue, values) as FieldReason,
          says: String(values[field] ?? code),
        });
      }
    } else if (parsed) {
      const first = lineOfCode.get(parsed.data.code);
      if (first === undefined) {
        lineOfCode.set(parsed.data.code, row.line);
        good.push({ line: row.line, row: parsed.data });
        return;
      }
      reasons.push({
        problem: 'DUPLICATE_CODE',
        field: codeFrom,
        detail: `${quoted(parsed.data.code)} is also on line ${first}${codeFrom === 'code' ? '' : ` (no column gives the code, ${codeFrom} serves)`}`,
        why: { code: 'DUPLICATE_CODE', line: first },
        says: parsed.data.code,
      });
    }
    errors.push(rowError(row.line, reasons));
  });
  errors.sort((a, b) => a.line - b.line);
  return { good, errors, codeFrom, sharedCoordinateRows: sharedRows(good) };
}

/** All facts unknown: what a file does not say. */
const nothing = {
  licenceNo: null,
  address: null,
  grade: null,
  businessType: null,
  scale: null,
  setting: null,
  roadCondition: null,
  openingHours: null,
  keyHours: null,
  visitsPerMonth: null,
  minutesPerVisit: null,
  ordersPerMonth: null,
  volumePerMonth: null,
  unitName: null,
} satisfies Partial<RetailerRow>;

type Values = Partial<Record<ImportField, string | number | null>>;

function readFields(row: TableRow, places: Places, reasons: Reason[]): Values {
  const values: Values = {};
  for (const field of Object.keys(places) as ImportField[]) {
    if (field === 'lng' || field === 'lat' || field === 'lngLat') continue;
    const cell = places[field]!.map((i) => row.cells[i]!.trim())
      .filter((c) => c !== '')
      .join(' ');
    const read = readValue(field, cell);
    if (read.ok) values[field] = read.value;
    else
      reasons.push({
        problem: 'BAD_VALUE',
        field,
        detail: `${field}: ${quoted(cell)} ${sentenceOf(read.why, 'en')}`,
        why: read.why,
        says: cell,
      });
  }
  return values;
}

type ReadPoint = { ok: true; point: LngLat; isMislabelled: boolean } | { ok: false; reason: Reason };

/** How to read a row's coordinate from two columns or from one. The point's range is not judged yet. */
function pointReader(table: Pick<Table, 'columns' | 'rows'>, places: Places): (row: TableRow) => ReadPoint {
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

function judgePoint(read: ReadPoint, isSwapped: (p: LngLat) => boolean, reasons: Reason[]): LngLat | null {
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
function swapDetector(points: readonly LngLat[]): (p: LngLat) => boolean {
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

function sharedRows(good: readonly GoodRow[]): number {
  const standing = new Map<string, number>();
  for (const { row } of good) {
    const key = `${row.original.lng} ${row.original.lat}`;
    standing.set(key, (standing.get(key) ?? 0) + 1);
  }
  return [...standing.values()].filter((n) => n >= 3).reduce((sum, n) => sum + n, 0);
}

function rowError(line: number, reasons: readonly Reason[]): RowError {
  const { problem, field } = reasons[0]!;
  const joined = (texts: readonly (string | undefined)[]) => printable(texts.filter(Boolean).join('; ')).slice(0, 500);
  return {
    line,
    problem,
    field,
    detail: joined(reasons.map((r) => r.detail)),
    says: joined(reasons.map((r) => r.says)),
    reasons: reasons.map((r) => r.why),
  };
}

function quoted(cell: string): string {
  return `'${cell.length > 60 ? `${cell.slice(0, 60)}…` : cell}'`;
}

/** Without control characters and halves of characters: reasons are stored and shown. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/gu, '\ufffd');
}
