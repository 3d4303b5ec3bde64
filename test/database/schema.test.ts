import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, SQL_FOLDER } from '../../server/migrate.ts';
import { ownersOf } from '../architecture/owners.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';
import { describeSchema } from './describeSchema.ts';

const current = join(SQL_FOLDER, 'current');
const owners = ownersOf(
  new Map(readdirSync(current).map((name) => [`sql/current/${name}`, readFileSync(join(current, name), 'utf8')])),
);
let db: FreshDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

describe('sql/schema.sql', () => {
  it('says what a fresh database is: npm run schema writes it anew', async () => {
    expect(readFileSync(join(SQL_FOLDER, 'schema.sql'), 'utf8')).toBe(await describeSchema(db, owners));
  });

  it('is the same after functions, views and triggers were made anew, as the next version will', async () => {
    await db.query('delete from current_sql');
    const steps: string[] = [];
    await migrate(db, { onProgress: ({ en }) => steps.push(en) });
    expect(steps).toEqual(['migrating the database: functions, views and triggers']);
    expect(readFileSync(join(SQL_FOLDER, 'schema.sql'), 'utf8')).toBe(await describeSchema(db, owners));
  });
});

describe('the tables', () => {
  it('have an owner each: the feature whose file in current/ says what a row is', async () => {
    const { rows } = await db.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
         and relname not in ('spatial_ref_sys', 'migration', 'current_sql') order by 1`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !owners.tables.has(name))).toEqual([]);
  });

  it('are unique within an organisation, or say why not', async () => {
    const { rows } = await db.query<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
       left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indisunique and c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relname <> 'spatial_ref_sys'
         and a.attname is distinct from 'org_id' and obj_description(i.indexrelid, 'pg_class') is null`,
    );
    expect(rows).toEqual([]);
  });
});
