import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { fromStored, toStored } from '../storedReason.ts';
import type { SentReason } from '../../shared/errors.ts';
import type { Frame } from '../../shared/frames.ts';
import type { ImportMapping, ImportRun, ImportStructure, NotOpenRow, RowError } from '../../shared/imports.ts';

export interface NewRun {
  orgId: number;
  unitId: string;
  personId: string | null;
  fileName: string;
  fileSha256: Buffer;
  frame: Frame;
  mapping: ImportMapping;
  rowCount: number;
  errorCount: number;
}

/** Opens a run; the rows that cannot be stored count as done. */
export async function addRun(sql: Queryable, run: NewRun): Promise<string> {
  const { rows } = await sql.query<{ importId: string }>(
    `insert into import_run (org_id, unit_id, person_id, file_name, file_sha256, frame, mapping, row_count, error_count, done_count)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning import_id as "importId"`,
    [
      run.orgId,
      run.unitId,
      run.personId,
      run.fileName,
      run.fileSha256,
      run.frame,
      JSON.stringify(run.mapping),
      run.rowCount,
      run.errorCount,
    ],
  );
  return rows[0]!.importId;
}

/** Keeps the file of a run, for whichever process takes the work. */
export async function addFile(sql: Queryable, orgId: number, importId: string, bytes: Uint8Array): Promise<void> {
  await sql.query('insert into import_file (org_id, import_id, bytes) values ($1, $2, $3)', [orgId, importId, bytes]);
}

export interface OpenRun {
  unitId: string;
  fileName: string;
  frame: Frame;
  mapping: ImportMapping;
  bytes: Buffer;
  /** What is stored: the run goes on behind it. */
  doneCount: number;
  /** Rows that were refused while storing. */
  refused: RowError[];
}

/** A run that is not ended, with its file; null when there is nothing left to do. */
export async function openRun(sql: Queryable, orgId: number, importId: string): Promise<OpenRun | null> {
  const { rows } = await sql.query<OpenRun>(
    `select unit_id as "unitId", file_name as "fileName", frame, mapping, bytes, done_count as "doneCount", errors as refused
     from import_run join import_file using (org_id, import_id) where org_id = $1 and import_id = $2 and state = 'running'`,
    [orgId, importId],
  );
  return rows[0] ?? null;
}

export interface Progress {
  /** What was done before: another process that does the same is told apart. */
  after: number;
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Rows refused while storing. */
  refused: readonly RowError[];
  /** Rows whose retailer is not open. */
  notOpen: readonly NotOpenRow[];
}

/**
 * Adds a chunk's counts, in the transaction that stores it: what the run says is what is stored. False when another process has
 * stored this chunk meanwhile, and the transaction must not.
 */
export async function addProgress(sql: Queryable, orgId: number, importId: string, p: Progress): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update import_run set done_count = done_count + $3, created_count = created_count + $4, updated_count = updated_count + $5,
            unchanged_count = unchanged_count + $6, error_count = error_count + $7, errors = errors || $8::jsonb, not_open = not_open || $10::jsonb, beat_at = now()
     where org_id = $1 and import_id = $2 and done_count = $9 and state = 'running'`,
    [
      orgId,
      importId,
      p.done,
      p.created,
      p.updated,
      p.unchanged,
      p.refused.length,
      JSON.stringify(p.refused),
      p.after,
      JSON.stringify(p.notOpen),
    ],
  );
  return rowCount === 1;
}

/** Rows' errors that are kept with a run: more are of one kind, and a table nobody reads. */
export const KEPT_ERRORS = 20_000;

/** Ends a run that is not ended: done, or failed with the reason. Its file goes. */
export async function endRun(
  sql: Queryable,
  orgId: number,
  importId: string,
  errors: readonly RowError[],
  failure: SentReason | null,
  structure: ImportStructure | null = null,
): Promise<void> {
  await sql.query(
    `with ended as (
       update import_run set state = $3, errors = $4, failure = $5, structure = $6, beat_at = now()
       where org_id = $1 and import_id = $2 and state = 'running' returning org_id, import_id
     )
     delete from import_file where (org_id, import_id) in (select org_id, import_id from ended)`,
    [
      orgId,
      importId,
      failure === null ? 'done' : 'failed',
      JSON.stringify(errors.slice(0, KEPT_ERRORS)),
      failure && toStored(failure),
      structure && JSON.stringify(structure),
    ],
  );
}

/**
 * A run in the caller's scope. One without a file is stored by the process that read it (the command line): each chunk takes at
 * most a statement's time-out of 60 s, so that one which was silent for two minutes died with its process.
 */
export async function runIn(
  sql: Queryable,
  who: Pick<Who, 'orgId' | 'unitIds'>,
  importId: string,
): Promise<ImportRun | null> {
  const { rows } = await sql.query<Omit<ImportRun, 'failureReason' | 'notes'> & { isDead: boolean }>(
    `select import_id as "importId", file_name as "fileName", frame, case when is_dead then 'failed' else state end as state, row_count as "rowCount",
            done_count as "doneCount", created_count as "createdCount", updated_count as "updatedCount", unchanged_count as "unchangedCount",
            error_count as "errorCount", case when state = 'running' then '[]' else errors end as errors, not_open as "notOpen", structure, is_dead as "isDead", failure
     from (select *, state = 'running' and beat_at < now() - interval '2 minutes' and not exists (select from import_file f where f.org_id = r.org_id and f.import_id = r.import_id) as is_dead from import_run r) run
     where org_id = $1 and unit_id = any($2) and import_id = $3`,
    [who.orgId, who.unitIds, importId],
  );
  if (!rows[0]) return null;
  const { isDead, ...run } = rows[0];
  const stored = isDead ? toStored({ code: 'IMPORT_PROCESS_ENDED' }) : run.failure;
  const failure = stored === null ? null : fromStored(stored);
  return {
    ...run,
    failure: failure && failure.english,
    failureReason: failure && failure.reason,
    errors: run.errors.filter((e) => !e.isStored),
    notes: run.errors.filter((e) => e.isStored),
  };
}

export interface KnownUnit {
  unitId: string;
  parentId: string | null;
  name: string;
  isInScope: boolean;
}

/** All units of the organisation: a row may name one that the importer may not touch. */
export async function unitsOf(sql: Queryable, orgId: number, unitIds: readonly string[]): Promise<KnownUnit[]> {
  const { rows } = await sql.query<KnownUnit>(
    `select unit_id as "unitId", parent_id as "parentId", name, unit_id = any($2) as "isInScope" from known_unit where org_id = $1 and closed_at is null`,
    [orgId, unitIds],
  );
  return rows;
}
