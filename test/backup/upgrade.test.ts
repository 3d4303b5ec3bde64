import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../../server/backup/dump.ts';
import { restore } from '../../server/backup/restore.ts';
import { addRows, makePart, openForRows, type BackupRow, type BackupSchema } from '../../server/backup/store.ts';
import { readConfig } from '../../server/config.ts';
import { openDatabase, type Database } from '../../server/db.ts';
import { entriesAfter } from '../../server/ledger/store.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { createVerifier } from '../../server/chain.ts';
import { start } from '../../server/main.ts';
import { migrate, readCurrent, readMigrations, SQL_FOLDER } from '../../server/migrate.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';
import { PASSWORD, pressAt } from '../helpers/server.ts';

/**
 * A back-up that the version before sql/current wrote (d441f5a, migrations up to 023): a synthetic organisation of four units
 * and 36 made-up people, filled through that version's API, with a row in every table but open_visit, which is empty when
 * nobody is in a visit. Its bytes are real.
 */
const BACKUP = new URL('../data/synthetic-city-at-023.gz', import.meta.url);
const LAST = '023_positions.sql';

interface Backup {
  head: BackupSchema;
  /** The rows of each table, as lines. */
  rows: Map<string, string[]>;
}

function readBackup(text: string): Backup {
  const [first, ...lines] = text.trimEnd().split('\n');
  const head = JSON.parse(first!) as BackupSchema;
  const rows = new Map<string, string[]>(head.tables.map(({ name }) => [name, []]));
  let table: string[] | undefined;
  for (const line of lines) {
    if (line.startsWith('{"table"')) table = rows.get((JSON.parse(line) as { table: string }).table);
    else if (line.startsWith('[')) table!.push(line);
  }
  return { head, rows };
}

const text = gunzipSync(readFileSync(BACKUP)).toString();
const before = readBackup(text);

/** What is kept in another table since: earlier places are versions, and looks at tracks are looks. */
const gone = ['retailer_was', 'track_look'];
const still = new Map([...before.rows].filter(([name]) => !gone.includes(name)));

/** What the database holds now, of the tables and columns that there were. */
async function backupOf(db: Database): Promise<Map<string, string[]>> {
  let now = '';
  await dump(db, new Date(), async (part) => void (now += part));
  const { head, rows } = readBackup(now);
  return new Map(
    before.head.tables
      .filter(({ name }) => still.has(name))
      .map(({ name, columns }) => {
        const there = head.tables.find((table) => table.name === name)!.columns.map((column) => column.name);
        const at = columns.map((column) => there.indexOf(column.name));
        return [name, rows.get(name)!.map((line) => JSON.stringify(at.map((i) => (JSON.parse(line) as BackupRow)[i])))];
      }),
  );
}

/** What is wrong with the ledger: its chains, and facts whose row says something else. */
async function ledgerFaults(db: Database): Promise<unknown[]> {
  const verifier = createVerifier();
  for (const entry of await entriesAfter(db, { from: null, to: null }, null, null, 10_000))
    verifier.add(JSON.stringify(entry));
  return [...verifier.end().findings, ...(await rowsUnlikeLedger(db, 100))];
}

/** Views, functions and triggers, each with its whole definition. */
async function definitions(db: Database): Promise<unknown[]> {
  const { rows } = await db.query(
    `select oid::regprocedure::text as name, pg_get_functiondef(oid) as text from pg_proc p where pronamespace = 'public'::regnamespace and prokind = 'f'
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
     union all select c.oid::regclass::text, pg_get_viewdef(c.oid) from pg_class c where relkind = 'v' and relnamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     union all select tgname || ' ' || tgrelid::regclass, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1, 2`,
  );
  return rows;
}

const empty = mkdtempSync(join(tmpdir(), 'rounds-sql-'));
afterAll(() => rmSync(empty, { recursive: true }));

describe('a back-up of the version before sql/current', () => {
  let db: FreshDatabase;
  beforeAll(async () => void (db = await freshDatabase({ folder: empty })));
  afterAll(() => db.close());

  it('has a row in every table but one', () => {
    expect([...before.rows].filter(([, rows]) => rows.length === 0).map(([name]) => name)).toEqual(['open_visit']);
  });

  it('is restored: every row of every table, the ledger to the byte, and functions and views of today', async () => {
    await restore(db, lines(text));
    expect(await backupOf(db)).toEqual(still);
    expect(await ledgerFaults(db)).toEqual([]);
    expect((await db.query('select sha256 from current_sql')).rows).toEqual([
      { sha256: (await readCurrent(SQL_FOLDER)).sha256 },
    ]);
  });
});

/**
 * A database as that version left it: the migrations that it ran are real, byte for byte, with the functions, views and triggers
 * that they made; the rows are the back-up's. Rebuilt, because the data folder itself has 40 MB.
 */
describe('a database of the version before sql/current', () => {
  let old: FreshDatabase;
  let today: unknown[];
  beforeAll(async () => {
    const fresh = await freshDatabase();
    today = await definitions(fresh);
    await fresh.close();
    old = await freshDatabase({ folder: empty });
    await migrate(old, { upTo: LAST });
    await old.transaction(async (tx) => {
      await openForRows(tx);
      for (const part of before.head.parts) await makePart(tx, part);
      for (const table of before.head.tables)
        await addRows(
          tx,
          table,
          before.rows.get(table.name)!.map((line) => JSON.parse(line) as BackupRow),
        );
    });
    await old.query('drop table current_sql'); // that version had none
    await old.closeOnly();
  });
  afterAll(() => old.remove());

  it('ran the migrations that are here, byte for byte', async () => {
    const here = (await readMigrations(SQL_FOLDER)).map(({ name, sha256 }) => ({ name, sha256 }));
    expect(before.head.migrations).toEqual(here.filter(({ name }) => name <= LAST));
  });

  it('comes up with the same rows and the same ledger, and is then like a fresh one', async () => {
    const db = await openDatabase(old.connection);
    await migrate(db);
    expect(await backupOf(db)).toEqual(still);
    expect(await ledgerFaults(db)).toEqual([]);
    expect(await definitions(db)).toEqual(today);
    const { rows: looks } = await db.query(`select org_id from look where way = 'track'`);
    expect(looks).toHaveLength(before.rows.get('track_look')!.length);
    await db.close();
  });

  it('says of the past what was stored: retailers were so always, and plans of days that are over stand as they are', async () => {
    const db = await openDatabase(old.connection);
    const { rows } = await db.query<{
      retailers: number;
      versions: number;
      plans: number;
      frozen: number;
      changed: number;
    }>(
      `select (select count(*)::int from retailer) as retailers,
         (select count(*)::int from retailer r cross join lateral facts_on(r.org_id, r.retailer_id, '2000-01-01') f
          where (f.grade, f.business_type, f.setting, f.visits_per_month, f.opening_hours, f.key_hours)
            is not distinct from (r.grade, r.business_type, r.setting, r.visits_per_month, r.opening_hours, r.key_hours)
            and retailer_open_on(r.org_id, r.retailer_id, '2000-01-01')) as versions,
         (select count(*)::int from plan join unit u using (org_id, unit_id) where day < (now() at time zone u.time_zone)::date) as plans,
         (select count(*)::int from known_plan_frozen where why = 'upgrade') as frozen,
         (select count(*)::int from plan_stop s where not exists (
            select from day_plan_stop d where d.org_id = s.org_id and d.rep_id = s.rep_id and d.day = s.day and d.stop_no = s.stop_no and d.retailer_id = s.retailer_id)) as changed`,
    );
    const { retailers, plans } = rows[0]!;
    expect(plans).toBeGreaterThan(0);
    expect(rows[0]).toEqual({ retailers, versions: retailers, plans, frozen: plans, changed: 0 });
    await db.close();
  });

  it('is served: people sign in with their passwords, and a press goes on with the chain', async () => {
    const dataDir = old.connection.dataDir ?? empty;
    const settings = { ...readConfig({ LOG_LEVEL: 'error' }, []), ...old.connection, dataDir, port: 0, demo: false };
    const running = await start(settings);
    const rep = request.agent(running.localUrl);
    await rep.post('/api/v1/session').send({ login: 'rep.east', password: PASSWORD }).expect(201);
    const { items } = (await rep.get('/api/v1/retailers').expect(200)).body as {
      items: { retailerId: string; position: { lng: number; lat: number } }[];
    };
    const { retailerId, position } = items[0]!;
    await rep
      .post('/api/v1/visits')
      .send({ visitId: randomUUID(), retailerId, ...pressAt(position, new Date()) })
      .expect(201);
    const entries = before.rows.get('ledger_entry')!.length;
    expect(
      (await running.db.query<{ n: number }>('select count(*) as n from ledger_entry')).rows[0]!.n,
    ).toBeGreaterThan(entries);
    expect(await ledgerFaults(running.db)).toEqual([]);
    await running.stop();
  });
});

async function* lines(whole: string): AsyncGenerator<string> {
  for (const line of whole.trimEnd().split('\n')) yield line;
}
