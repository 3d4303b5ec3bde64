// Pure: which column is which field, judged by the column's name and by what stands in it.
import type { Frame } from '../../shared/frames.ts';
import { RetailerRow } from '../../shared/retailers.ts';
import { type ImportField, type ImportMapping } from '../../shared/imports.ts';
import { isShortened, readCode } from '../tables/codes.ts';
import { fieldWords, houseNumber, plainHeader, recordIds, unitWords } from './columnWords.ts';
import { plain, readAngle, readPair } from '../tables/coordinates.ts';
import type { Table } from '../tables/table.ts';
import { readValue } from './values.ts';

interface Column {
  name: string;
  word: string;
  frame: Frame | null;
  /** The cells of the sample that say something. */
  filled: string[];
}

interface KnownUnits {
  names: ReadonlySet<string>;
  mayBeNew: boolean;
}

/** Rows looked at: enough to tell a column's kind, few enough to be instant. */
const SAMPLE_ROWS = 500;
/** A guess must fit most of what stands in the column, or all but two cells: a wrong optional field would cost its rows. */
const FITS = 0.8;
const MISFITS = 2;
const FEW_ROWS = 20;

/** The fields known by their column's name, in the order in which they choose theirs. */
const namedFields = [
  'code',
  'licenceNo',
  'unitName',
  'name',
  'address',
  'grade',
  'businessType',
  'scale',
  'setting',
  'roadCondition',
  'openingHours',
  'keyHours',
  'visitsPerMonth',
  'minutesPerVisit',
  'ordersPerMonth',
  'volumePerMonth',
  'rep',
  'visitTerritory',
  'orderCallTerritory',
  'deliveryTerritory',
  'contact',
  'phone',
] as const;
/** What many retailers have in common: a column whose cells all differ is none of these. */
const SHARED = new Set<ImportField>(['unitName', 'rep', 'visitTerritory', 'orderCallTerritory', 'deliveryTerritory']);

/**
 * Guesses the mapping of a table's columns. `frame` is what the importer declares: among several coordinates the one that
 * is named after it is taken. `unitNames` are the units of the organisation: a column is a unit's when it names them, or where
 * new ones `mayBeNew` and it is called what only a unit is called.
 * Without a code column the licence number or the name may serve (importRows.ts); else a record id is taken as the code.
 */
export function guessMapping(
  table: Pick<Table, 'columns' | 'rows'>,
  frame: Frame,
  unitNames: readonly string[],
  mayBeNew = false,
): ImportMapping {
  const step = Math.max(1, Math.floor(table.rows.length / SAMPLE_ROWS));
  const sample = table.rows.filter((_, i) => i % step === 0);
  const columns = table.columns.map((name, i) => ({
    name,
    ...plainHeader(name),
    filled: sample.map((r) => plain(r.cells[i]!)).filter((c) => c !== ''),
  }));
  const mapping = new Map<Column, ImportField>();
  const free = (): Column[] => columns.filter((c) => !mapping.has(c) && (c.filled.length > 0 || sample.length === 0));

  for (const [column, field] of guessPlace(columns, frame)) mapping.set(column, field);
  const known: KnownUnits = { names: new Set(unitNames), mayBeNew };
  for (const field of namedFields) {
    const found = best(free(), fieldWords[field] ?? [], (c) => fits(field, c, known));
    if (found) mapping.set(found, field);
  }
  const has = (field: ImportField): boolean => [...mapping.values()].includes(field);
  if (!has('name')) {
    const words = free().filter(
      (c) =>
        tellsApart(c, sample.length, 0.98) &&
        !recordIds.some(({ pattern }) => pattern.test(c.word)) &&
        fits('name', c, known),
    );
    const name = words.sort((a, b) => distinct(b) - distinct(a))[0];
    if (name) mapping.set(name, 'name');
  }
  const isLicensed = [...mapping].some(([c, field]) => field === 'licenceNo' && tellsApart(c, sample.length, 0.98));
  if (!has('code') && !isLicensed) {
    for (const { pattern, share } of recordIds) {
      const id = has('code')
        ? undefined
        : best(free(), [pattern], (c) => tellsApart(c, sample.length, share) && fits('code', c, known));
      if (id) mapping.set(id, 'code');
    }
  }
  const street = [...mapping].find(([, field]) => field === 'address')?.[0];
  if (street && /street|road/.test(street.word)) {
    const house = free().find((c) => houseNumber.test(c.word));
    if (house) mapping.set(house, 'address');
  }
  return Object.fromEntries(columns.filter((c) => mapping.has(c)).map((c) => [c.name, mapping.get(c)!]));
}

function best(
  columns: readonly Column[],
  patterns: readonly RegExp[],
  isFit: (c: Column) => boolean,
): Column | undefined {
  for (const pattern of patterns) {
    const found = columns.find((c) => pattern.test(c.word) && isFit(c));
    if (found) return found;
  }
  return undefined;
}

function fits(field: Exclude<ImportField, 'lng' | 'lat' | 'lngLat'>, column: Column, units: KnownUnits): boolean {
  const { filled } = column;
  const right = filled.filter((cell) => {
    if (field === 'unitName') return units.names.has(cell);
    if ((field === 'name' || field === 'contact') && !/\p{L}/u.test(cell)) return false;
    if (field === 'phone' && !/\d{5}/.test(cell.replace(/[^\d]/g, ''))) return false;
    // refused row by row, and no other column stands in for it
    if ((field === 'code' || field === 'licenceNo') && !readCode(cell).ok) return true;
    const read = readValue(field, cell);
    return read.ok && RetailerRow.shape[field].safeParse(read.value).success;
  });
  if (SHARED.has(field) && filled.length > FEW_ROWS && distinct(column) > filled.length / 2) return false;
  if (field === 'unitName' && units.mayBeNew && unitWords.test(column.word)) return filled.length > 0;
  if (field === 'unitName' && right.length === 0) return false;
  // an account or a firm may have many shops; in a short file two rows alike are rather a mistake, and are told as one
  const isCut = field === 'code' && filled.some(isShortened);
  if (field === 'code' && !isCut && filled.length > FEW_ROWS && distinct(column) < filled.length * FITS) return false;
  return (
    right.length >= filled.length * FITS ||
    (filled.length - right.length <= MISFITS && right.length >= filled.length / 2)
  );
}

function distinct(column: Column): number {
  return new Set(column.filled).size;
}

/** Whether a column tells at least this share of the rows apart. */
function tellsApart(column: Column, rows: number, share: number): boolean {
  return rows > 0 && distinct(column) >= rows * share;
}

interface Place {
  parts: [Column, ImportField][];
  /** How many cells of the sample can be read as coordinates. */
  readable: number;
  isOtherFrame: boolean;
  rank: number;
}

/** The columns of the coordinate: two of a kind, or one with both; the most readable wins, then the declared frame, then the plainer name. */
function guessPlace(columns: readonly Column[], frame: Frame): [Column, ImportField][] {
  const places: Place[] = [];
  fieldWords.lng!.forEach((pattern, rank) => {
    for (const lng of columns.filter((c) => pattern.test(c.word))) {
      const latPattern = fieldWords.lat![rank]!;
      const lats = columns.filter((c) => c !== lng && c.frame === lng.frame && latPattern.test(c.word));
      const lat = lats.find((c) => c.word.replace(latPattern, '') === lng.word.replace(pattern, '')) ?? lats[0];
      if (!lat) continue;
      const readable = Math.min(
        ...[[lng, 180] as const, [lat, 180] as const].map(
          ([c, limit]) => c.filled.filter((v) => Math.abs(readAngle(v)?.degrees ?? 999) <= limit).length,
        ),
      );
      places.push({
        parts: [
          [lng, 'lng'],
          [lat, 'lat'],
        ],
        readable,
        isOtherFrame: lng.frame !== null && lng.frame !== frame,
        rank,
      });
    }
  });
  fieldWords.lngLat!.forEach((pattern, i) => {
    for (const both of columns.filter((c) => pattern.test(c.word))) {
      const readable = both.filled.filter((v) => readPair(v) !== null).length;
      const mayHold = readable >= both.filled.length / 2 && (readable > 0 || i < 2);
      if (mayHold)
        places.push({
          parts: [[both, 'lngLat']],
          readable,
          isOtherFrame: both.frame !== null && both.frame !== frame,
          rank: 10 + i,
        });
    }
  });
  const most = Math.max(0, ...places.map((p) => p.readable));
  const good = places.filter((p) => p.readable >= most * 0.9);
  good.sort((a, b) => Number(a.isOtherFrame) - Number(b.isOtherFrame) || a.rank - b.rank || b.readable - a.readable);
  return good[0]?.parts ?? [];
}
