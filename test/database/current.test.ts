import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../server/db.ts';
import { migrate } from '../../server/migrate.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

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
  mkdirSync(join(folder, 'current'));
  write('001_shops.sql', 'create table shop (id int, name text); create table log (line text);');
  write('current/shops.sql', 'create view open_shop as select id, name from shop;');
});
afterEach(async () => {
  await db.query(
    'drop schema if exists site cascade; drop table shop, log cascade; delete from migration; delete from current_sql',
  );
  await db.query(`do $$ declare f text; begin
    for f in select oid::regprocedure from pg_proc where proname in ('twice', 'note_shop') loop execute 'drop function ' || f; end loop; end $$`);
  rmSync(folder, { recursive: true });
});

const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const steps: string[] = [];
const start = async (): Promise<string[]> => {
  steps.length = 0;
  await migrate(db, { folder, onProgress: ({ en }) => steps.push(en) });
  return steps;
};

test('runs once, and again when a file differs', async () => {
  expect(await start()).toHaveLength(2);
  expect(await start()).toEqual([]);
  write('current/shops.sql', 'create view open_shop as select name from shop;'); // a column less: no view can be replaced so
  expect(await start()).toEqual(['migrating the database: functions, views and triggers']);
  await db.query(`insert into shop values (1, 'Corner')`);
  expect((await db.query('select * from open_shop')).rows).toEqual([{ name: 'Corner' }]);
});

test('what a file no longer says is gone, and PostGIS stays', async () => {
  write(
    'current/shops.sql',
    `create function twice(n int) returns int language sql as 'select n * 2';
     create view open_shop as select twice(id) as n from shop;
     create function note_shop() returns trigger language plpgsql as $$ begin insert into log values (new.name); return null; end $$;
     create trigger note_shop after insert on shop for each row execute function note_shop();`,
  );
  await start();
  await db.query(`insert into shop values (1, 'Corner')`);
  write('current/shops.sql', `create function twice(n bigint) returns text language sql as 'select (n * 2)::text';`);
  await start();
  await db.query(`insert into shop values (2, 'Square')`);
  expect((await db.query('select line from log')).rows).toEqual([{ line: 'Corner' }]);
  expect((await db.query(`select twice(4::int), to_regclass('open_shop') as view`)).rows).toEqual([
    { twice: '8', view: null },
  ]);
  expect((await db.query('select st_x(st_makepoint(3, 4)) as x')).rows).toEqual([{ x: 3 }]);
});

test('views that stand on functions and functions that stand on views are made anew together', async () => {
  write(
    'current/shops.sql',
    `create view open_shop as select id, name from shop;
     create function shops_named(wanted text) returns setof open_shop language sql as 'select * from open_shop where name = wanted';
     create view corner as select id from shops_named('Corner');`,
  );
  await start();
  write('current/zones.sql', 'create view zone as select 1 as one;');
  await start();
  await db.query(`insert into shop values (7, 'Corner')`);
  expect((await db.query('select id from corner')).rows).toEqual([{ id: 7 }]);
});

test('files run by name, except after those that their first line names', async () => {
  write(
    'current/a.sql',
    '-- After: shops, b\ncreate view far as select name from near join open_shop on id = shop_id;',
  );
  write('current/b.sql', '-- After: shops\ncreate view near as select id as shop_id from open_shop;');
  await start();
  expect((await db.query('select * from far')).rows).toEqual([]);
  write('current/b.sql', '-- After: a\ncreate view near as select 1 as shop_id;');
  await expect(start()).rejects.toThrow('current/a.sql, current/b.sql: each comes after another, in a circle');
  write('current/b.sql', '-- After: places\ncreate view near as select 1 as shop_id;');
  await expect(start()).rejects.toThrow('current/b.sql comes after current/places.sql, which is not there');
});

test('a file that fails is named, and all stays as it was', async () => {
  await start();
  write('current/shops.sql', 'create view open_shop as select 1 as one;');
  write('current/zones.sql', 'create view zone as select * from nowhere;');
  await expect(start()).rejects.toThrow('current/zones.sql failed: relation "nowhere" does not exist');
  expect((await db.query('select name from open_shop')).rows).toEqual([]);
  write('current/zones.sql', 'commit; begin;');
  await expect(start()).rejects.toThrow('current/zones.sql failed: it ends the transaction');
});

test("a site's own view on one of ours is named and not dropped", async () => {
  await start();
  await db.query('create schema site; create view site.report as select name from open_shop');
  write('current/shops.sql', 'create view open_shop as select id from shop;');
  await expect(start()).rejects.toMatchObject({
    message: expect.stringContaining(
      'dropping functions, views and triggers failed: cannot drop view open_shop',
    ) as string,
    cause: { detail: expect.stringContaining('view site.report depends on view open_shop') as string },
  });
  expect((await db.query('select * from site.report')).rows).toEqual([]);
});

test('after a migration they are made again: it may have dropped a view that stood in its way', async () => {
  await start();
  write('002_shops_number.sql', 'drop view open_shop; alter table shop alter column id type bigint;');
  await expect(migrate(db, { folder, upTo: '002_shops_number.sql' })).resolves.toEqual(['002_shops_number.sql']);
  await expect(db.query('select * from open_shop')).rejects.toThrow('does not exist'); // as if the process had died here
  await start();
  expect((await db.query('select * from open_shop')).rows).toEqual([]);
});

test('four that start at once make them once', async () => {
  write('current/shops.sql', 'create view open_shop as select id, name from shop; select pg_sleep(0.2);');
  const open = (): Promise<Database> => (db.embedded ? Promise.resolve(db) : openDatabase(db.connection));
  const starters = await Promise.all([1, 2, 3, 4].map(open));
  const said: string[] = [];
  await Promise.all(starters.map((one) => migrate(one, { folder, onProgress: ({ en }) => said.push(en) })));
  expect(said.filter((step) => step.includes('views'))).toHaveLength(1);
  if (!db.embedded) await Promise.all(starters.map((starter) => starter.close()));
});
