// Pure: what a file is once it is read, whatever it was written in.
import type { FileReason } from '../../shared/problems/problems.ts';
import type { ImportPreview, RowError } from '../../shared/imports.ts';
import { findHeader, headerAt, HEADER_WITHIN, isHeaderAgain, type FieldOf } from './header.ts';

/** One row and the line of the file it begins on (the sheet's row number in a workbook). */
export interface TableRow {
  line: number;
  cells: string[];
}

export interface Table {
  encoding: ImportPreview['encoding'];
  columns: string[];
  rows: TableRow[];
  /** Rows that could not be told apart or read; the others are unharmed. */
  problems: RowError[];
  /** The line of the header, 0 where there is none. */
  headerLine: number;
  /** Of a workbook: which sheet this is, and which there are. */
  sheet: string | null;
  sheets: { name: string; isHidden: boolean }[];
}

/** A table, or the reason why there is none. */
export type ReadTable = { ok: true; table: Table } | { ok: false; why: FileReason };

/** What is wanted of a file, and what a person chose of it. */
export interface TableWish {
  fieldOf: FieldOf;
  /** Of a workbook; null: the visible one that looks most like what is wanted. */
  sheet: string | null;
  /** The line of the header, 0 where the file has none; null: found. */
  headerLine: number | null;
}

/** A sheet whose rows are read when they are asked for, all or the first. */
export interface Sheet {
  name: string;
  isHidden: boolean;
  rows(most?: number): TableRow[];
}

/** The table of the sheet that was chosen, else of the visible sheet whose header names the most: covers and code lists name little. */
export function chooseTable(
  encoding: Table['encoding'],
  sheets: readonly Sheet[],
  isPadded: boolean,
  wish: TableWish,
): ReadTable {
  const named = sheets.map(({ name, isHidden }) => ({ name, isHidden }));
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const chosen =
    wish.sheet === null
      ? likeliest(visible.length > 0 ? visible : sheets, wish.fieldOf)
      : sheets.find(({ name }) => name === wish.sheet);
  if (!chosen)
    return { ok: false, why: { code: 'NO_SUCH_SHEET', sheet: wish.sheet!, sheets: named.map(({ name }) => name) } };
  const read = tableOf(encoding, chosen.rows(), isPadded, wish);
  if (read.ok) Object.assign(read.table, { sheet: chosen.name, sheets: named });
  return read;
}

function likeliest(sheets: readonly Sheet[], fieldOf: FieldOf): Sheet {
  if (sheets.length === 1) return sheets[0]!;
  const scores = sheets.map((sheet) => findHeader(sheet.rows(HEADER_WITHIN), fieldOf)?.score ?? -1);
  return sheets[scores.indexOf(Math.max(...scores))]!;
}

/**
 * Finds the header, names its columns, sorts out blank and ragged rows; a header that is repeated further down is no row.
 * `isPadded`: rows may be shorter than the header, as a sheet's are.
 */
export function tableOf(
  encoding: Table['encoding'],
  records: readonly TableRow[],
  isPadded: boolean,
  { headerLine, fieldOf }: TableWish,
): ReadTable {
  const header = headerLine === null ? findHeader(records, fieldOf) : headerAt(records, headerLine, fieldOf);
  if (header === null) {
    const isEmpty = records.every((r) => isBlank(r.cells));
    return { ok: false, why: { code: isEmpty ? 'FILE_EMPTY' : 'NO_HEADER' } };
  }
  const below = records
    .slice(header.from)
    .filter(({ cells }) => !isBlank(cells) && !isHeaderAgain(cells, header.names, fieldOf));
  const columns = header.line === 0 ? numbered(below) : nameColumns(header.names);
  const rows: TableRow[] = [];
  const problems: RowError[] = [];
  for (const record of below) {
    const width = usedWidth(record.cells);
    if (width > columns.length || (!isPadded && record.cells.length < columns.length))
      problems.push(ragged(record, Math.max(width, record.cells.length), columns.length));
    else rows.push({ line: record.line, cells: columns.map((_, i) => record.cells[i] ?? '') });
  }
  return { ok: true, table: { encoding, columns, rows, problems, headerLine: header.line, sheet: null, sheets: [] } };
}

function ragged({ line, cells: said }: TableRow, cells: number, columns: number): RowError {
  return {
    line,
    problem: 'UNREADABLE_ROW',
    field: null,
    detail: `has ${cells} cells where the header has ${columns}`,
    reasons: [{ code: 'CELLS_DIFFER', cells, columns }],
    says: said.join(', ').slice(0, 200),
  };
}

/** Columns of a file without a header: by their place. */
function numbered(rows: readonly TableRow[]): string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, usedWidth(cells)), 0);
  return Array.from({ length: width }, (_, i) => `#${i + 1}`);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((c) => c.trim() === '');
}

function usedWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1]!.trim() === '') width--;
  return width;
}

/** Every column gets a name of its own, since a mapping goes by names. */
export function nameColumns(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.slice(0, usedWidth(header)).map((cell, i) => {
    const base = cell.replace(/\s+/g, ' ').trim().slice(0, 200) || `#${i + 1}`;
    let name = base;
    for (let n = 2; seen.has(name); n++) name = `${base} (${n})`;
    seen.add(name);
    return name;
  });
}
