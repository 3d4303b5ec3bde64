import { createHash } from 'node:crypto';
import type { ImportRun, RowError } from '../../shared/imports.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import type { JobKind, JobQueue } from '../jobs.ts';
import { nameImport, notOpenAmong } from './lifeStore.ts';
import { printable } from './reasons.ts';
import { makeTerritories, makeUnits } from './makeStructure.ts';
import { makersOf } from './makers.ts';
import type { Given } from '../given.ts';
import { addFile, addProgress, addRun, endRun, openRun, runIn } from './importStore.ts';
import { readImport, type Importer, type ImportFile, type Ready } from './readImport.ts';
import { announceRetailers, storeRetailers } from './store.ts';

/** Rows a transaction: long enough to be quick, short enough that others wait little and progress shows. */
const CHUNK = 1_000;

export interface StartedImport {
  run: ImportRun;
  /** How the file was read, for a summary. */
  file: Pick<
    Ready,
    | 'encoding'
    | 'sheet'
    | 'sheets'
    | 'headerLine'
    | 'mapping'
    | 'missing'
    | 'codeFrom'
    | 'notes'
    | 'sharedCoordinateRows'
  >;
  /** Every row that was not stored, also those a run does not keep; complete when finished. */
  errors: RowError[];
  /** Stores the rows, chunk by chunk. Rejects when it fails, after the run says so. */
  finish(onProgress?: (doneCount: number) => void): Promise<ImportRun>;
}

/** Reads the file and opens a run that this process finishes; nothing is stored before. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function startImport(db: Database, importer: Importer, file: ImportFile): Promise<StartedImport> {
  const ready = await readImport(db, importer, file);
  const { errors } = ready;
  const importId = await open(db, importer, file, ready);
  const finish = async (onProgress: (doneCount: number) => void = () => {}): Promise<ImportRun> => {
    await storeRest(db, importer, importId, ready, { fileName: file.fileName, doneCount: errors.length, onProgress });
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

export interface ImportInput {
  importId: string;
  /** What the person chose of the file; a job of before has neither. */
  sheet?: string | null;
  headerLine?: number | null;
}

/** Goes on with a run where it stands, whichever process began it. */
export function importKind(db: Database, given: Pick<Given, 'addUnit' | 'rearrange'>): JobKind<ImportInput> {
  return {
    kind: 'retailers.import',
    lane: 'files',
    run: async ({ importId, sheet = null, headerLine = null }, { who, signal, report }) => {
      const run = await openRun(db, who.orgId, importId);
      if (!run) return { importId }; // it was ended, and the process died before it could say so
      const importer = { ...who, unitId: run.unitId, makes: makersOf(given, who) };
      const ready = await readImport(db, importer, { ...run, sheet, headerLine });
      const isBegun = run.doneCount > ready.errors.length;
      ready.errors.push(...run.refused);
      await storeRest(db, importer, importId, ready, {
        fileName: run.fileName,
        doneCount: run.doneCount,
        touched: isBegun ? who.unitIds : [], // which of them the process before touched died with it
        signal,
        onProgress: (done) => report({ done, total: ready.rowCount }),
      });
      return { importId };
    },
    failed: ({ importId }, orgId, reason) => endRun(db, orgId, importId, [], reason),
  };
}

/** Reads the file and leaves its rows in the queue. @throws AppError UNREADABLE_FILE, INVALID_INPUT */
export async function queueImport(
  db: Database,
  queue: JobQueue,
  kind: JobKind<ImportInput>,
  who: Who,
  importer: Importer,
  file: ImportFile,
): Promise<ImportRun> {
  const ready = await readImport(db, importer, file);
  const run = await db.transaction(async (tx) => {
    const importId = await open(tx, importer, file, ready);
    await addFile(tx, importer.orgId, importId, file.bytes);
    await queue.addIn(tx, who, kind, importer.unitId, {
      importId,
      sheet: file.sheet ?? null,
      headerLine: file.headerLine ?? null,
    });
    return (await runIn(tx, importer, importId))!;
  });
  queue.wake();
  return run;
}

function open(sql: Queryable, importer: Importer, file: ImportFile, ready: Ready): Promise<string> {
  return addRun(sql, {
    orgId: importer.orgId,
    unitId: importer.unitId,
    personId: importer.personId,
    fileName: file.fileName,
    frame: file.frame,
    mapping: ready.mapping,
    fileSha256: createHash('sha256').update(file.bytes).digest(),
    rowCount: ready.rowCount,
    errorCount: ready.errors.length,
  });
}

interface Rest {
  fileName: string;
  /** Rows that are stored, or cannot be. */
  doneCount: number;
  /** Units that were touched already. */
  touched?: readonly string[];
  signal?: AbortSignal;
  onProgress: (doneCount: number) => void;
}

/** Stores what a run has not stored yet, and ends it: done, or failed. One that is aborted stays open. */
async function storeRest(db: Database, importer: Importer, importId: string, ready: Ready, rest: Rest): Promise<void> {
  const { orgId } = importer;
  try {
    const placed = await makeUnits(db, importer, ready);
    const touched = await storeRows(db, placed, importId, ready, rest);
    ready.errors.sort((a, b) => a.line - b.line);
    await db.transaction(async (tx) => {
      const structure = await makeTerritories(tx, placed, ready, rest.fileName);
      await endRun(tx, orgId, importId, [...ready.errors, ...ready.notes], null, structure);
      await announceRetailers(tx, orgId, touched);
    });
  } catch (error) {
    if (rest.signal?.aborted) throw error;
    const why = printable((error as Error).message).slice(0, 300);
    await endRun(db, orgId, importId, ready.errors, { code: 'IMPORT_NOT_STORED', why });
    throw error;
  }
}

/** @returns the units whose retailers changed */
async function storeRows(
  db: Database,
  importer: Importer,
  importId: string,
  { incoming, errors, rowCount }: Ready,
  { doneCount, touched = [], signal, onProgress }: Rest,
): Promise<string[]> {
  const units = new Set(touched);
  let done = doneCount;
  for (let at = incoming.length - (rowCount - done); at < incoming.length; at += CHUNK) {
    signal?.throwIfAborted();
    const chunk = incoming.slice(at, at + CHUNK);
    const stored = await db.transaction(async (tx) => {
      await nameImport(tx, importId);
      const told = await storeRetailers(tx, importer.orgId, importer.unitIds, chunk, importId);
      const refused = told.foreign.map(refusalOf);
      const codes = new Map(chunk.map(({ line, code }) => [code, line]));
      const closed = await notOpenAmong(tx, importer.orgId, importer.unitIds, [...codes.keys()]);
      const notOpen = closed.map((one) => ({ ...one, line: codes.get(one.code)! })).sort((a, b) => a.line - b.line);
      const progress = { ...told, after: done, done: chunk.length, refused, notOpen };
      if (!(await addProgress(tx, importer.orgId, importId, progress)))
        throw new Error('another process goes on with this import');
      return { unitIds: told.unitIds, refused };
    });
    for (const unitId of stored.unitIds) units.add(unitId);
    errors.push(...stored.refused);
    onProgress((done += chunk.length));
  }
  return [...units];
}

function refusalOf({ line, code }: { line: number; code: string }): RowError {
  return {
    line,
    problem: 'OTHER_UNIT',
    field: 'code',
    detail: printable(`the code '${code}' belongs to a retailer of a unit that is not yours`),
    reasons: [{ code: 'OTHER_UNIT' }],
    says: printable(code),
  };
}
