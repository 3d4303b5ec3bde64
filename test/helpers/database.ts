import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../server/db.ts';
import type { Database, DatabaseOptions } from '../../server/db.ts';
import { TEMPLATE_CACHE, engineVersion } from '../../server/embedded/open.ts';
import { placeTemplate } from '../../server/embedded/template.ts';
import { SQL_FOLDER, migrate, readCurrent, readMigrations } from '../../server/migrate.ts';

/** A new, migrated, empty database that nobody has open. */
export interface PlacedDatabase {
  /** How to open this database, here or in a child process. */
  connection: Pick<DatabaseOptions, 'databaseUrl' | 'dataDir'>;
  remove(): Promise<void>;
}

export interface FreshDatabase extends Database, PlacedDatabase {
  /** Closes it and removes it. */
  close(): Promise<void>;
  /** Closes it and keeps it for another process; remove() must follow. */
  closeOnly(): Promise<void>;
}

/** The maintenance address of a PostgreSQL server with PostGIS, for instance postgres://postgres@127.0.0.1:5433/postgres. */
export const SERVER_URL = process.env.TEST_DATABASE_URL;

/**
 * A database that nobody else uses, opened here. Call close() when done.
 * @param options folder: the SQL files, the project's by default; the rest is for openDatabase
 */
export async function freshDatabase({
  folder,
  ...settings
}: { folder?: string } & Omit<DatabaseOptions, 'databaseUrl' | 'dataDir'> = {}): Promise<FreshDatabase> {
  const placed = await placeDatabase(folder);
  const db = await openDatabase({ ...settings, ...placed.connection });
  return { ...db, ...placed, closeOnly: db.close, close: () => db.close().then(placed.remove) };
}

/**
 * A database that nobody else uses, for whoever opens it: on the server of TEST_DATABASE_URL, or else embedded. Made
 * from a template that is migrated once for each state of the SQL files. An embedded one takes 3 s to open: a test of a
 * server leaves that to the server.
 */
export async function placeDatabase(folder = SQL_FOLDER): Promise<PlacedDatabase> {
  const files = await readMigrations(folder);
  const hash = createHash('sha256');
  for (const { name, sha256 } of files) hash.update(`${name} ${sha256}\n`);
  hash.update((await readCurrent(folder)).sha256);
  const version = hash.digest('hex').slice(0, 16);
  return SERVER_URL === undefined ? placeEmbedded(folder, version) : placeOnServer(SERVER_URL, folder, version);
}

async function placeEmbedded(folder: string, version: string): Promise<PlacedDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-test-'));
  await placeTemplate(
    TEMPLATE_CACHE,
    'test',
    `${engineVersion()}-${version}`,
    join(dataDir, 'database'),
    async (target) => {
      const db = await openDatabase({ dataDir: dirname(target) });
      await migrate(db, { folder }).finally(() => db.close());
    },
  );
  return { connection: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function placeOnServer(serverUrl: string, folder: string, version: string): Promise<PlacedDatabase> {
  const template = `rounds_template_${version}`;
  const name = `rounds_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, async (server) => {
    await buildTemplate(server, serverUrl, folder, template);
    await server.query(`create database ${name} template ${template}`);
  });
  const remove = (): Promise<void> =>
    onServer(serverUrl, async (server) => void (await server.query(`drop database if exists ${name} with (force)`)));
  return { connection: { databaseUrl: urlOf(serverUrl, name) }, remove };
}

/** One process builds while the others wait. Migrates under another name and renames: a builder that dies leaves no half a template. */
async function buildTemplate(server: Database, serverUrl: string, folder: string, template: string): Promise<void> {
  await server.transaction(async (holder) => {
    await holder.query('select pg_advisory_xact_lock(hashtext($1))', [template]);
    const { rows } = await holder.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length > 0) return;
    const unfinished = `rounds_unfinished_${randomUUID().replaceAll('-', '')}`;
    await server.pool.query(`create database ${unfinished} template template0`); // in no transaction
    const db = await openDatabase({ databaseUrl: urlOf(serverUrl, unfinished) });
    await migrate(db, { folder }).finally(() => db.close());
    await server.pool.query(`alter database ${unfinished} rename to ${template}`);
  });
}

async function onServer(serverUrl: string, use: (server: Database) => Promise<void>): Promise<void> {
  const server = await openDatabase({ databaseUrl: serverUrl });
  await use(server).finally(() => server.close());
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
