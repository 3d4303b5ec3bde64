// Pure: what a file of retailers is once it is read, whatever it was written in.
import type { FileReason } from '../../shared/problems/problems.ts';
import type { ImportPreview, RowError } from '../../shared/imports.ts';

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
}

/** A table, or the reason why there is none. */
export type ReadTable = { ok: true; table: Table } | { ok: false; why: FileReason };

/** How far down the header may stand: exports put a title and a date above it. */
const HEADER_WITHIN = 20;

/**
 * Finds the header (the first record with two or more words in it), names its columns, sorts out blank and ragged rows.
 * `isPadded`: rows may be shorter than the header, as a sheet's are.
 */
export function tableOf(encoding: Table['encoding'], records: readonly TableRow[], isPadded: boolean): ReadTable {
  const at = records.slice(0, HEADER_WITHIN).findIndex((r) => r.cells.filter((c) => c.trim() !== '').length >= 2);
  if (at < 0) {
    const isEmpty = records.every((r) => isBlank(r.cells));
    return {
      ok: false,
      why: { code: isEmpty ? 'FILE_EMPTY' : 'NO_HEADER' },
    };
  }
  const columns = nameColumns(records[at]!.cells);
  const rows: TableRow[] = [];
  const problems: RowError[] = [];
  for (const record of records.slice(at + 1)) {
    if (isBlank(record.cells)) continue;
    const width = usedWidth(record.cells);
    if (width > columns.length || (!isPadded && record.cells.length < columns.length)) {
      const cells = Math.max(width, record.cells.length);
      problems.push({
        line: record.line,
        problem: 'UNREADABLE_ROW',
        field: null,
        detail: `has ${cells} cells where the header has ${columns.length}`,
        reasons: [{ code: 'CELLS_DIFFER', cells, columns: columns.length }],
        says: record.cells.join(', ').slice(0, 200),
      });
      continue;
    }
    rows.push({ line: record.line, cells: columns.map((_, i) => record.cells[i] ?? '') });
  }
  return { ok: true, table: { encoding, columns, rows, problems } };
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
