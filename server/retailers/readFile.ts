import type { FieldReason, FileReason } from '../../shared/problems/problems.ts';
import type { Frame } from '../../shared/frames.ts';
import type { ImportField, ImportMapping, ImportPreview } from '../../shared/imports.ts';
import { startThread } from '../thread.ts';
import { guessMapping } from './guessMapping.ts';
import { importRows, mappingFault, missingFields, type ImportedRows } from './importRows.ts';
import { readTable } from './readTable.ts';

export interface ReadRequest {
  bytes: Uint8Array;
  /** The frame the file's coordinates are in. */
  frame: Frame;
  /** Column → field; null: guess. */
  mapping: ImportMapping | null;
  /** All units of the organisation, so that a column of their names is recognised. */
  unitNames: string[];
}

export interface FileRead extends ImportedRows {
  encoding: ImportPreview['encoding'];
  columns: string[];
  mapping: ImportMapping;
  /** Fields that must be mapped and are not. */
  missing: ImportField[];
  /** Rows of the file that are not blank, good and bad. */
  rowCount: number;
}

export type ReadReply =
  ({ ok: true } & FileRead) | { ok: false; why: FileReason } | { ok: false; field: 'query.mapping'; why: FieldReason };

/** Bytes to retailers, all of it computation. */
export async function readFile({ bytes, frame, mapping, unitNames }: ReadRequest): Promise<ReadReply> {
  const read = await readTable(bytes);
  if (!read.ok) return read;
  const { table } = read;
  const used = mapping ?? guessMapping(table, frame, unitNames);
  const fault = mappingFault(used, table.columns);
  if (fault !== null) return { ok: false, field: 'query.mapping', why: fault };
  const rows = importRows(table, used, frame);
  const { encoding, columns } = table;
  return {
    ok: true,
    encoding,
    columns,
    mapping: used,
    missing: missingFields(used),
    rowCount: rows.good.length + rows.errors.length,
    ...rows,
  };
}

/** 60,000 rows take 6 s of CPU with the thread; a file that takes longer than this is made to. */
const READ_MS = 120_000;
/** 60,000 rows of 20 columns take 400 MB; a sheet with a cell at XFD1048576 would take 100 GB. */
const READ_MB = 1_200;

/** A thread takes 1.5 s to start; a CSV of this size is read in less than 0.2 s. */
const SMALL_BYTES = 150_000;

/** Reads a small CSV at once, anything else in a thread: a workbook of a few bytes can hold a sheet of billions of cells. */
export function readFileAside(request: ReadRequest): Promise<ReadReply> {
  const isArchive = request.bytes[0] === 0x50 && request.bytes[1] === 0x4b;
  return request.bytes.length <= SMALL_BYTES && !isArchive ? readFile(request) : readFileInThread(request);
}

/** In a thread of its own the server goes on serving, and a file that is made to exhaust memory ends the thread only. */
function readFileInThread(request: ReadRequest): Promise<ReadReply> {
  const thread = startThread(new URL('./readThread.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: READ_MB },
  });
  return new Promise<ReadReply>((resolve, reject) => {
    const unreadable = (why: FileReason): void => resolve({ ok: false, why });
    const timer = setTimeout(() => unreadable({ code: 'READING_TOO_LONG' }), READ_MS);
    thread.once('message', resolve);
    thread.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable({ code: 'READING_TOO_MUCH' }) : reject(error),
    );
    thread.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread that reads files ended without an answer')); // nothing, where there was one
    });
  }).finally(() => thread.terminate());
}
