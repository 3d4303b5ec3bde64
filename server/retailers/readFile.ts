import type { FieldReason, FileReason } from '../../shared/problems/problems.ts';
import type { Frame } from '../../shared/frames.ts';
import type { ImportField, ImportMapping, ImportPreview } from '../../shared/imports.ts';
import { fieldOf } from './columnWords.ts';
import { guessMapping } from './guessMapping.ts';
import { importRows, mappingFault, missingFields, type ImportedRows } from './importRows.ts';
import { readTable } from '../tables/readTable.ts';

export interface ReadRequest {
  bytes: Uint8Array;
  /** The frame the file's coordinates are in. */
  frame: Frame;
  /** Column → field; null: guess. */
  mapping: ImportMapping | null;
  /** The sheet of a workbook and the line of the header; null or left out: found. */
  sheet?: string | null;
  headerLine?: number | null;
  /** All units of the organisation, so that a column of their names is recognised. */
  unitNames: string[];
  /** Units that are not among them are made: their column is known by its name. */
  mayAddUnits?: boolean;
}

export interface FileRead extends ImportedRows {
  encoding: ImportPreview['encoding'];
  columns: string[];
  sheet: string | null;
  sheets: ImportPreview['sheets'];
  headerLine: number;
  mapping: ImportMapping;
  /** Fields that must be mapped and are not. */
  missing: ImportField[];
  /** Rows of the file that are not blank, good and bad. */
  rowCount: number;
}

export type ReadReply =
  ({ ok: true } & FileRead) | { ok: false; why: FileReason } | { ok: false; field: 'query.mapping'; why: FieldReason };

/** Bytes to retailers, all of it computation. */
export function readFile({
  bytes,
  frame,
  mapping,
  unitNames,
  mayAddUnits = false,
  sheet = null,
  headerLine = null,
}: ReadRequest): ReadReply {
  const read = readTable(bytes, { fieldOf, sheet, headerLine });
  if (!read.ok) return read;
  const { table } = read;
  const used = mapping ?? guessMapping(table, frame, unitNames, mayAddUnits);
  const fault = mappingFault(used, table.columns);
  if (fault !== null) return { ok: false, field: 'query.mapping', why: fault };
  const rows = importRows(table, used, frame);
  const { encoding, columns, sheets } = table;
  return {
    ok: true,
    encoding,
    columns,
    sheet: table.sheet,
    sheets,
    headerLine: table.headerLine,
    mapping: used,
    missing: missingFields(used),
    rowCount: rows.good.length + rows.errors.length,
    ...rows,
  };
}
