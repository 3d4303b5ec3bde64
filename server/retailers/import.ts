import { createHash } from 'node:crypto';
import type { Frame } from '../../shared/frames.ts';
import type { ImportMapping, ImportPreview, ImportRun, RowError } from '../../shared/imports.ts';
import type { Database } from '../db.ts';
import { AppError, badFields } from '../errors.ts';
import { printable, type GoodRow } from './importRows.ts';
import { addProgress, addRun, endRun, runIn, unitsOf, type KnownUnit } from './importStore.ts';
import { readFileAside, type FileRead } from './readFile.ts';
import { announceRetailers, storeRetailers, type Incoming } from './store.ts';

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
}

/** Rows a transaction: long enough to be quick, short enough that others wait little and progress shows. */
const CHUNK = 1_000;
/** Rows and errors a preview shows. */
const PREVIEW_ROWS = 20;
const PREVIEW_ERRORS = 1_000;

interface Ready extends Omit<FileRead, 'good'> {
  incoming: Incoming[];
  sample: ImportPreview['sample'];
}

/** What an import of this file would do, without doing it. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function previewFile(db: Database, importer: Importer, file: ImportFile): Promise<ImportPreview> {
  const ready = await read(db, importer, file);
  return {
    fileName: file.fileName,
    encoding: ready.encoding,
    columns: ready.columns,
    mapping: ready.mapping,
    missing: ready.missing,
    rowCount: ready.rowCount,
    goodCount: ready.incoming.length,
    sample: ready.sample,
    errors: ready.errors.slice(0, PREVIEW_ERRORS),
    errorCount: ready.errors.length,
    sharedCoordinateRows: ready.sharedCoordinateRows,
  };
}

export interface StartedImport {
  run: ImportRun;
  /** How the file was read, for a summary. */
  file: Pick<Ready, 'encoding' | 'mapping' | 'missing' | 'codeFrom' | 'sharedCoordinateRows'>;
  /** Every row that was not stored, also those a run does not keep; complete when finished. */
  errors: RowError[];
  /** Stores the rows, chunk by chunk. Rejects when it fails, after the run says so. */
  finish(onProgress?: (doneCount: number) => void): Promise<ImportRun>;
}

/** Reads the file and opens a run; nothing is stored before `finish`. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function startImport(db: Database, importer: Importer, file: ImportFile): Promise<StartedImport> {
  const ready = await read(db, importer, file);
  const { errors } = ready;
  const importId = await addRun(db, {
    orgId: importer.orgId,
    unitId: importer.unitId,
    personId: importer.personId,
    fileName: file.fileName,
    frame: file.frame,
    mapping: ready.mapping,
    fileSha256: createHash('sha256').update(file.bytes).digest(),
    rowCount: ready.rowCount,
    errorCount: errors.length,
  });
  const finish = async (onProgress: (doneCount: number) => void = () => {}): Promise<ImportRun> => {
    try {
      await storeAll(db, importer, importId, ready, onProgress);
    } catch (error) {
      await endRun(
        db,
        importer.orgId,
        importId,
        errors,
        `The database refused: ${printable((error as Error).message).slice(0, 300)}`,
      );
      throw error;
    }
    return (await runIn(db, importer, importId))!;
  };
  return { run: (await runIn(db, importer, importId))!, file: ready, errors, finish };
}

/** The whole import at once. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function importFile(
  db: Database,
  importer: Importer,
  file: ImportFile,
  onProgress?: (doneCount: number) => void,
): Promise<ImportRun> {
  return (await startImport(db, importer, file)).finish(onProgress);
}

async function storeAll(
  db: Database,
  importer: Importer,
  importId: string,
  { incoming, errors }: Ready,
  onProgress: (doneCount: number) => void,
): Promise<void> {
  const touched = new Set<string>();
  let done = errors.length;
  for (let at = 0; at < incoming.length; at += CHUNK) {
    const chunk = incoming.slice(at, at + CHUNK);
    const stored = await db.transaction(async (tx) => {
      const told = await storeRetailers(tx, importer.orgId, importer.unitIds, chunk);
      await addProgress(tx, importer.orgId, importId, { ...told, done: chunk.length, refused: told.foreign.length });
      return told;
    });
    for (const unitId of stored.unitIds) touched.add(unitId);
    for (const { line, code } of stored.foreign) {
      errors.push({
        line,
        problem: 'OTHER_UNIT',
        field: 'code',
        detail: printable(`the code '${code}' belongs to a retailer of a unit that is not yours`),
        reasons: [{ code: 'OTHER_UNIT' }],
        says: printable(code),
      });
    }
    onProgress((done += chunk.length));
  }
  errors.sort((a, b) => a.line - b.line);
  await db.transaction(async (tx) => {
    await endRun(tx, importer.orgId, importId, errors, null);
    await announceRetailers(tx, importer.orgId, [...touched]);
  });
}

async function read(db: Database, importer: Importer, file: ImportFile): Promise<Ready> {
  const units = await unitsOf(db, importer.orgId, importer.unitIds);
  const reply = await readFileAside({
    bytes: file.bytes,
    frame: file.frame,
    mapping: file.mapping,
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
