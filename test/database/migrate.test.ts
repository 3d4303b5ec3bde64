import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/db.ts';
import type { Database } from '../../server/db.ts';
import { migrate } from '../../server/migrate.ts';
import { freshDatabase } from '../helpers/database.ts';
import type { FreshDatabase } from '../helpers/database.ts';

let folder: string;
let db: FreshDatabase;

beforeAll(async () => {
  const empty = mkdtempSync(join(tmpdir(), 'rounds-sql-'));
  db = await freshDatabase({ folder: empty });
  rmSync(empty, { recursive: true });
});
afterAll(() => db.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-sql-'));
  await db.query('drop table if exists first, second, third; delete from migration');
  write('001_first.sql', 'create table first (id int);\ninsert into first values (1);');
  write('002_second.sql', 'create table second (id int);');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const tables = async (): Promise<string[]> =>
  (
    await db.query<{ name: string }>(
      "select relname as name from pg_class where relname in ('first', 'second', 'third') order by 1",
    )
  ).rows.map(({ name }) => name);

test('runs each file once, in order, and says which', async () => {
  const steps: string[] = [];
  expect(await migrate(db, { folder, onProgress: ({ en }) => steps.push(en) })).toEqual([
    '001_first.sql',
    '002_second.sql',
  ]);
  expect(steps).toHaveLength(2);
  expect(await migrate(db, { folder })).toEqual([]);
  write('003_third.sql', 'create table third as select * from first;');
  expect(await migrate(db, { folder })).toEqual(['003_third.sql']);
  expect(await tables()).toEqual(['first', 'second', 'third']);
});

test('has PostGIS and btree_gist ready for the first file', async () => {
  write('001_first.sql', 'create table first (id int, at geography, exclude using gist (id with =, at with &&));');
  expect(await migrate(db, { folder })).toHaveLength(2);
});

test('a file that fails half-way is named and leaves nothing of itself; mended, it runs', async () => {
  write('002_second.sql', 'create table second (id int);\ninsert into second values (1 / 0);');
  await expect(migrate(db, { folder })).rejects.toMatchObject({
    message: '002_second.sql failed: division by zero',
    cause: { code: '22012' },
  });
  expect(await tables()).toEqual(['first']);
  write('002_second.sql', 'create table second (id int);');
  expect(await migrate(db, { folder })).toEqual(['002_second.sql']);
});

test('a file that was changed after it ran is an error that names it, line ends aside', async () => {
  await migrate(db, { folder });
  write('001_first.sql', 'create table first (id int);\r\ninsert into first values (1);');
  expect(await migrate(db, { folder })).toEqual([]);
  write('001_first.sql', 'create table first (id bigint);');
  await expect(migrate(db, { folder })).rejects.toThrow('001_first.sql was changed after it ran');
});

test('a file that ran and is not there any more means that the database is newer than the program', async () => {
  await migrate(db, { folder });
  rmSync(join(folder, '002_second.sql'));
  await expect(migrate(db, { folder })).rejects.toThrow('002_second.sql has run on this database');
});

test('a file that comes late with an earlier number is refused', async () => {
  rmSync(join(folder, '001_first.sql'));
  await migrate(db, { folder });
  write('001_first.sql', 'create table first (id int);');
  await expect(migrate(db, { folder })).rejects.toThrow('001_first.sql comes before 002_second.sql');
});

test('a number used twice and a name out of order are refused before anything runs', async () => {
  write('002_third.sql', 'create table third ();');
  await expect(migrate(db, { folder })).rejects.toThrow('the number is used twice');
  rmSync(join(folder, '002_third.sql'));
  write('third.sql', 'create table third ();');
  await expect(migrate(db, { folder })).rejects.toThrow('third.sql: a migration is named');
  expect(await tables()).toEqual([]);
});

test('a file that ends its transaction is refused, because half of it would stay after a failure', async () => {
  write('002_second.sql', 'commit; begin;');
  await expect(migrate(db, { folder })).rejects.toThrow('002_second.sql failed: it ends the transaction');
});

test('four that start at once run each file once', async () => {
  write('002_second.sql', 'create table second (id int); select pg_sleep(0.2); insert into second values (1);');
  // On a server four processes; embedded there is one process, and four callers in it.
  const open = (): Promise<Database> => (db.embedded ? Promise.resolve(db) : openDatabase(db.connection));
  const starters = await Promise.all([1, 2, 3, 4].map(open));
  const ran = await Promise.all(starters.map((starter) => migrate(starter, { folder })));
  expect(ran.flat().sort()).toEqual(['001_first.sql', '002_second.sql']);
  expect((await db.query('select * from second')).rows).toEqual([{ id: 1 }]);
  if (!db.embedded) await Promise.all(starters.map((starter) => starter.close()));
});
