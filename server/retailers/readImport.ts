import type { Frame } from '../../shared/frames.ts';
import type { ImportMapping, ImportPreview, RowError } from '../../shared/imports.ts';
import type { Database } from '../db.ts';
import { AppError, badFields } from '../errors.ts';
import { type GoodRow } from './importRows.ts';
import { printable } from './reasons.ts';
import { unitsOf, type KnownUnit } from './importStore.ts';
import { readFileAside } from './readAside.ts';
import type { FileRead } from './readFile.ts';
import type { Incoming } from './store.ts';

/** Who imports, and where to: rows that name no unit go to `unitId`; nothing outside `unitIds` is touched. */
export interface Importer {
  orgId: number;
  personId: string | null;
  unitId: string;
  unitIds: string[];
}

export interface ImportFile {
  fileName: string;
  bytes: Uint8Array;
  frame: Frame;
  /** Null: guess. */
  mapping: ImportMapping | null;
  /** The sheet of a workbook and the line of the header; null or left out: found. */
  sheet?: string | null;
  headerLine?: number | null;
}

/** Rows and errors a preview shows. */
const PREVIEW_ROWS = 20;
const PREVIEW_ERRORS = 1_000;

/** A file whose rows know their unit. */
export interface Ready extends Omit<FileRead, 'good'> {
  incoming: Incoming[];
  sample: ImportPreview['sample'];
}

/** What an import of this file would do, without doing it. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function previewFile(db: Database, importer: Importer, file: ImportFile): Promise<ImportPreview> {
  const ready = await readImport(db, importer, file);
  return {
    fileName: file.fileName,
    encoding: ready.encoding,
    sheet: ready.sheet,
    sheets: ready.sheets,
    headerLine: ready.headerLine,
    columns: ready.columns,
    mapping: ready.mapping,
    missing: ready.missing,
    codeFrom: ready.codeFrom,
    rowCount: ready.rowCount,
    goodCount: ready.incoming.length,
    sample: ready.sample,
    errors: ready.errors.slice(0, PREVIEW_ERRORS),
    errorCount: ready.errors.length,
    notes: ready.notes.slice(0, PREVIEW_ERRORS),
    noteCount: ready.notes.length,
    sharedCoordinateRows: ready.sharedCoordinateRows,
  };
}

/** The same file, mapping and units always give the same rows in the same order. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function readImport(db: Database, importer: Importer, file: ImportFile): Promise<Ready> {
  const units = await unitsOf(db, importer.orgId, importer.unitIds);
  const reply = await readFileAside({
    bytes: file.bytes,
    frame: file.frame,
    mapping: file.mapping,
    sheet: file.sheet ?? null,
    headerLine: file.headerLine ?? null,
    unitNames: units.map((u) => u.name),
  });
  if (!reply.ok)
    throw 'field' in reply
      ? badFields([{ path: reply.field, reason: reply.why }])
      : new AppError(reply.why.code, reply.why);
  const byName = new Map(units.map((u) => [u.name, u]));
  const placed = reply.good.map((good) => place(good, byName, importer.unitId));
  const errors = [...reply.errors, ...placed.flatMap((p) => ('problem' in p ? [p] : []))].sort(
    (a, b) => a.line - b.line,
  );
  const incoming = placed.flatMap((p) => ('problem' in p ? [] : [p]));
  return { ...reply, errors, incoming, sample: reply.good.slice(0, PREVIEW_ROWS).map((g) => g.row) };
}

/** Gives a row its unit, or the reason why it may not go there. */
function place({ line, row }: GoodRow, units: ReadonlyMap<string, KnownUnit>, unitId: string): Incoming | RowError {
  const { unitName, original, position, ...rest } = row;
  const unit = unitName === null ? null : units.get(unitName);
  if (unit === undefined)
    return {
      line,
      problem: 'UNKNOWN_UNIT',
      field: 'unitName',
      detail: printable(`there is no unit '${unitName}'`),
      reasons: [{ code: 'UNKNOWN_UNIT', name: printable(unitName ?? '') }],
      says: printable(unitName ?? ''),
    };
  if (unit && !unit.isInScope)
    return {
      line,
      problem: 'OTHER_UNIT',
      field: 'unitName',
      detail: printable(`the unit '${unitName}' is not yours`),
      reasons: [{ code: 'OTHER_UNIT' }],
      says: printable(unitName ?? ''),
    };
  return {
    ...rest,
    line,
    unitId: unit?.unitId ?? unitId,
    saysUnit: unit !== null,
    ...position,
    originalLng: original.lng,
    originalLat: original.lat,
  };
}
