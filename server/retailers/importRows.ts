// Pure: rows of a file to retailers, each bad one with its line and its reasons; good rows are never harmed by others.
import { issueReason, issueText } from '../../shared/problems/issue.ts';
import { toWgs84, type Frame } from '../../shared/frames.ts';
import type { LngLat } from '../../shared/geo.ts';
import { sentenceOf, type FieldReason } from '../../shared/problems/problems.ts';
import { RetailerRow } from '../../shared/retailers.ts';
import type { ImportField, ImportMapping, RowError } from '../../shared/imports.ts';
import { plain } from '../tables/coordinates.ts';
import { numberStyle, type NumberStyle } from '../tables/numbers.ts';
import { codeDress, readCode } from '../tables/codes.ts';
import { judgePoint, pointReader, strayDetector, type Places } from './points.ts';
import { quoted, rowError, type Reason } from './reasons.ts';
import type { Table, TableRow } from '../tables/table.ts';
import { AMOUNTS, readValue } from './values.ts';

/** A retailer and the line it came from. */
export interface GoodRow {
  line: number;
  row: RetailerRow;
}

export interface ImportedRows {
  good: GoodRow[];
  /** One a bad row, in the order of lines; its detail has every reason. */
  errors: RowError[];
  /** One a good row of which something optional cannot be read: it is stored without that. */
  notes: RowError[];
  /** The field that served as the code: the licence number or the name where no column gives one. */
  codeFrom: CodeField | null;
  /** Good rows whose coordinate three or more of them share. */
  sharedCoordinateRows: number;
}
type CodeField = 'code' | 'licenceNo' | 'name';

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
  const readers: Readers = { places, codeFrom, frame, ...columnReaders(table, places, codeFrom) };
  const points = table.rows.map(pointReader(table, places));
  const isStray = strayDetector(points.flatMap((p) => (p.ok ? [p.point] : [])));

  const good: GoodRow[] = [];
  const errors = [...table.problems];
  const notes: RowError[] = [];
  const lineOfCode = new Map<string, number>();
  table.rows.forEach((row, i) => {
    const reasons: Reason[] = [];
    const left: Reason[] = [];
    const values = readFields(row, readers, reasons, left);
    refuseNameless(values, codeFrom, reasons);
    const original = judgePoint(points[i]!, isStray, reasons, left);
    const parsed = reasons.length === 0 ? parseRow(values, original!, readers, reasons, left) : null;
    const first = parsed === null ? undefined : lineOfCode.get(parsed.code);
    if (parsed !== null && first === undefined) {
      lineOfCode.set(parsed.code, row.line);
      good.push({ line: row.line, row: parsed });
      if (left.length > 0) notes.push({ ...rowError(row.line, left), isStored: true });
      return;
    }
    if (parsed !== null) reasons.push(duplicate(parsed.code, first!, codeFrom));
    errors.push(rowError(row.line, reasons));
  });
  errors.sort((a, b) => a.line - b.line);
  return { good, errors, notes, codeFrom, sharedCoordinateRows: sharedRows(good) };
}

/** What is read in one way for all rows: who gives the code, which frame, how the columns write their numbers. */
interface Readers {
  places: Places;
  codeFrom: CodeField | null;
  frame: Frame;
  styles: Partial<Record<ImportField, NumberStyle>>;
  /** Takes from a code what a program put around all of them. */
  undress: (code: string) => string;
}

function columnReaders(
  { columns, rows }: Pick<Table, 'columns' | 'rows'>,
  places: Places,
  codeFrom: CodeField | null,
): Pick<Readers, 'styles' | 'undress'> {
  const cellsOf = (field: ImportField | null): string[] => {
    const at = field === null ? undefined : places[field]?.[0];
    return at === undefined ? [] : rows.map((row) => plain(row.cells[at]!)).filter((cell) => cell !== '');
  };
  const styles = [...AMOUNTS]
    .filter((field) => places[field])
    .map((field) => [field, numberStyle(columns[places[field]![0]!]!, cellsOf(field))] as const);
  return { styles: Object.fromEntries(styles), undress: codeDress(cellsOf(codeFrom)) };
}

function refuseNameless(values: Values, codeFrom: CodeField | null, reasons: Reason[]): void {
  const isMissing = (field: ImportField | null): boolean =>
    (field === null || (values[field] ?? null) === null) && !reasons.some((reason) => reason.field === field);
  if (isMissing(codeFrom))
    reasons.unshift({
      problem: 'NO_CODE',
      field: 'code',
      detail: codeFrom === null ? 'no column gives a code' : `no ${codeFrom}`,
      why: { code: 'NO_CODE' },
    });
  if (isMissing('name'))
    reasons.push({ problem: 'NO_NAME', field: 'name', detail: 'no name', why: { code: 'NO_NAME' } });
}

/** A row cannot do without them; anything else that cannot be read is left out and told. */
function isNeeded(field: ImportField, codeFrom: CodeField | null): boolean {
  return field === codeFrom || !(field in nothing) || field === 'unitName';
}

/** The row as a retailer, without optional fields that cannot be stored; null, with a reason for each needed one that cannot. */
function parseRow(
  values: Values,
  original: LngLat,
  { codeFrom, frame, places, undress }: Readers,
  reasons: Reason[],
  left: Reason[],
): RetailerRow | null {
  const said = codeFrom === null ? null : readCode(String(values[codeFrom]));
  if (said?.ok === false) {
    reasons.push(badValue(codeFrom!, String(values[codeFrom!]), said.why));
    return null;
  }
  const code = said === null || said.value === null ? null : undress(said.value);
  const row = { ...nothing, ...values, code, original, frame, position: toWgs84(original, frame) };
  const read = RetailerRow.safeParse(row);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const field = issue.path[0] as ImportField;
    const says = String(values[field] ?? code);
    const isOptional = !isNeeded(field, codeFrom);
    (isOptional ? left : reasons).push({
      problem: 'BAD_VALUE',
      field: field in places ? field : codeFrom,
      detail: `${String(field)}: ${issueText(issue, values)}, is ${quoted(says)}`,
      why: issueReason(issue, values) as FieldReason,
      says,
    });
    if (isOptional) Object.assign(row, { [field]: null });
  }
  return reasons.length > 0 ? null : RetailerRow.parse(row);
}

function badValue(field: ImportField, cell: string, why: FieldReason): Reason {
  return { problem: 'BAD_VALUE', field, detail: `${field}: ${quoted(cell)} ${sentenceOf(why, 'en')}`, why, says: cell };
}

function duplicate(code: string, firstLine: number, codeFrom: CodeField | null): Reason {
  const from = codeFrom === 'code' ? '' : ` (no column gives the code, ${codeFrom} serves)`;
  return {
    problem: 'DUPLICATE_CODE',
    field: codeFrom,
    detail: `${quoted(code)} is also on line ${firstLine}${from}`,
    why: { code: 'DUPLICATE_CODE', line: firstLine },
    says: code,
  };
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
  contact: null,
  phone: null,
  unitName: null,
  visitTerritory: null,
  orderCallTerritory: null,
  deliveryTerritory: null,
  rep: null,
} satisfies Partial<RetailerRow>;

type Values = Partial<Record<ImportField, string | number | null>>;

function readFields(row: TableRow, { places, codeFrom, styles }: Readers, reasons: Reason[], left: Reason[]): Values {
  const values: Values = {};
  for (const field of Object.keys(places) as ImportField[]) {
    if (field === 'lng' || field === 'lat' || field === 'lngLat') continue;
    const cell = places[field]!.map((i) => row.cells[i]!.trim())
      .filter((c) => c !== '')
      .join(' ');
    const read = readValue(field, cell, styles[field]);
    if (read.ok) values[field] = read.value;
    else (isNeeded(field, codeFrom) ? reasons : left).push(badValue(field, cell, read.why));
  }
  return values;
}

function sharedRows(good: readonly GoodRow[]): number {
  const standing = new Map<string, number>();
  for (const { row } of good) {
    const key = `${row.original.lng} ${row.original.lat}`;
    standing.set(key, (standing.get(key) ?? 0) + 1);
  }
  return [...standing.values()].filter((n) => n >= 3).reduce((sum, n) => sum + n, 0);
}
