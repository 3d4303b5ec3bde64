import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database, Queryable } from './db.ts';

interface Migration {
  /** The file's name, NNN_feature.sql. */
  name: string;
  sql: string;
  sha256: string;
}

export interface MigrateOptions {
  /** Folder of the SQL files; the project's sql/ by default. */
  folder?: string;
  onProgress?: (step: string) => void;
  /** Runs the files up to this one only: the schema that a back-up was made with. */
  upTo?: string | undefined;
}

export const SQL_FOLDER = fileURLToPath(new URL('../sql', import.meta.url));

/** Any number, but the same in every process: migrations of one database run one at a time. */
const LOCK = 7_205_761;

/**
 * Brings the schema up to date: runs the files NNN_*.sql that have not run yet, in order, each in a transaction of its
 * own, so that a failing one leaves nothing of itself. Several processes may do this at once. PostGIS and btree_gist
 * are there before the first file.
 * @returns the names of the files that ran
 * @throws Error naming the file: when it failed (`cause` has the database's error), was changed after it ran, has gone,
 *   comes before one that ran, or ends its transaction itself
 */
export async function migrate(db: Database, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? SQL_FOLDER);
  await db.transaction(prepare);
  const ran: string[] = [];
  for (const migration of migrations) {
    if (options.upTo !== undefined && migration.name > options.upTo) break;
    const hasRun = await db.transaction(async (client) => {
      await lock(client);
      const { rows: applied } = await client.query<{ name: string; sha256: string }>(
        'select name, sha256 from migration order by name',
      );
      if (!isPending(migration, migrations, applied)) return false;
      options.onProgress?.(`migrating the database: ${migration.name}`);
      await apply(client, migration);
      return true;
    });
    if (hasRun) ran.push(migration.name);
  }
  return ran;
}

/** The files of a folder as migrations, in order. @throws Error on a wrong name or a number used twice */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const [index, name] of names.entries()) {
    if (!/^\d{3}_\w+\.sql$/.test(name)) throw new Error(`${name}: a migration is named NNN_feature.sql`);
    if (names[index - 1]?.slice(0, 3) === name.slice(0, 3))
      throw new Error(`${name}: the number is used twice, also by ${names[index - 1]}`);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n'); // the same sum in a checkout on Windows
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function lock(client: Queryable): Promise<void> {
  // One may build an index for long, and the others wait for it. On a server a time-out would end both.
  await client.query('set local statement_timeout = 0');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

async function prepare(client: Queryable): Promise<void> {
  await lock(client);
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest(array['postgis', 'btree_gist']) name where name not in (select extname from pg_extension)`,
  );
  for (const { name } of rows) {
    await client.query(`create extension ${name}`).catch((cause: unknown) => {
      throw new Error(`the database lacks the extension ${name}; its superuser can run: create extension ${name}`, {
        cause,
      });
    });
  }
  await client.query(`
    create table if not exists migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    );
    comment on table migration is 'An SQL file that has run here; forward only.';`);
}

function isPending(migration: Migration, all: Migration[], applied: { name: string; sha256: string }[]): boolean {
  const missing = applied.find(({ name }) => !all.some((known) => known.name === name));
  if (missing)
    throw new Error(
      `${missing.name} has run on this database and this program does not know it: the database belongs to a newer version`,
    );
  const before = applied.find(({ name }) => name === migration.name);
  if (before && before.sha256 !== migration.sha256) {
    throw new Error(`${migration.name} was changed after it ran here: put it back and write a new file`);
  }
  const last = applied.at(-1);
  if (!before && last && last.name > migration.name)
    throw new Error(`${migration.name} comes before ${last.name}, which has already run: give it a later number`);
  return !before;
}

async function apply(client: Queryable, { name, sql, sha256 }: Migration): Promise<void> {
  const transactionId = async (): Promise<string | undefined> =>
    (await client.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]?.id;
  try {
    const id = await transactionId();
    await client.query(sql);
    if ((await transactionId()) !== id)
      throw new Error('it ends the transaction it runs in: remove its begin, commit or rollback');
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
  } catch (cause) {
    throw new Error(`${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
