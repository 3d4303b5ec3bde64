import type { Frame } from '../../shared/frames.ts';
import type { ImportMapping, ImportPreview, RowError } from '../../shared/imports.ts';
import type { NewUnit, Unit } from '../../shared/units.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badFields } from '../errors.ts';
import { type GoodRow } from './importRows.ts';
import { printable } from './reasons.ts';
import { unitsOf } from './importStore.ts';
import type { Rearrangement } from '../given.ts';
import { foretell } from './makeStructure.ts';
import { planUnits, type UnitToMake } from './unitPaths.ts';
import { readFileAside } from './readAside.ts';
import type { FileRead } from './readFile.ts';
import type { Incoming } from './store.ts';

/** Who imports, and where to: rows that name no unit go to `unitId`; nothing outside `unitIds` is touched. */
export interface Importer {
  orgId: number;
  personId: string | null;
  unitId: string;
  unitIds: string[];
  /** What it may make beside retailers; null: units and territories of the file are not made. */
  makes: Makers | null;
}

/** What other features make for an import. */
export interface Makers {
  /** Null: units are not this person's to add. Returns its id. */
  addUnit: ((tx: Queryable, unit: NewUnit) => Promise<Unit>) | null;
  rearrange: (tx: Queryable, wish: Rearrangement) => Promise<number>;
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
  /** Units that the rows name and there are not yet: made before the rows are stored. */
  unitsToMake: UnitToMake[];
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
    structure: await foretell(db, importer, ready),
  };
}

/** The same file, mapping and units always give the same rows in the same order. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function readImport(db: Database, importer: Importer, file: ImportFile): Promise<Ready> {
  const units = await unitsOf(db, importer.orgId, importer.unitIds);
  const mayAdd = Boolean(importer.makes?.addUnit);
  const reply = await readFileAside({
    bytes: file.bytes,
    frame: file.frame,
    mapping: file.mapping,
    sheet: file.sheet ?? null,
    headerLine: file.headerLine ?? null,
    unitNames: units.map((u) => u.name),
    mayAddUnits: mayAdd,
  });
  if (!reply.ok)
    throw 'field' in reply
      ? badFields([{ path: reply.field, reason: reply.why }])
      : new AppError(reply.why.code, reply.why);
  const plan = planUnits(
    reply.good.flatMap(({ row }) => row.unitName ?? []),
    units,
    importer.unitId,
  );
  const known = new Map(units.map((u) => [u.unitId, u]));
  const unitOf = (name: string): { unitId: string; isInScope: boolean } | undefined => {
    const key = plan.keyOf.get(name);
    const isNew = key !== undefined && !known.has(key);
    return isNew ? (mayAdd ? { unitId: key, isInScope: true } : undefined) : known.get(key ?? '');
  };
  const placed = reply.good.map((good) => place(good, unitOf, importer.unitId));
  const errors = [...reply.errors, ...placed.flatMap((p) => ('problem' in p ? [p] : []))].sort(
    (a, b) => a.line - b.line,
  );
  const incoming = placed.flatMap((p) => ('problem' in p ? [] : [p]));
  const sample = reply.good.slice(0, PREVIEW_ROWS).map((g) => g.row);
  return { ...reply, errors, incoming, unitsToMake: mayAdd ? plan.toMake : [], sample };
}

/** Gives a row its unit, or the reason why it may not go there. */
function place(
  { line, row }: GoodRow,
  unitOf: (name: string) => { unitId: string; isInScope: boolean } | undefined,
  unitId: string,
): Incoming | RowError {
  const { unitName, original, position, ...rest } = row;
  const unit = unitName === null ? null : unitOf(unitName);
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
