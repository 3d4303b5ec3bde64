import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../server/db.ts';
import { exportLines } from '../../server/ledger/export.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { createVerifier, type LedgerHead } from '../../server/chain.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
const ids = { unit: randomUUID(), rep: randomUUID(), shop: randomUUID(), device: randomUUID() };

beforeAll(async () => {
  db = await freshDatabase();
  await db.query(`insert into org (name) values ('Test')`);
  await db.query(`insert into unit (org_id, unit_id, name, time_zone) values (1, $1, 'Unit', 'Asia/Shanghai')`, [
    ids.unit,
  ]);
  await db.query(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values (1, $1, $2, 'rep', 'Rep', 'rep', 'x')`,
    [ids.rep, ids.unit],
  );
  await db.query(
    `insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame) values (1, $1, $2, 'R1', 'Shop', st_makepoint(120.6543217, 28.0123456)::geography, 120, 28, 'wgs84')`,
    [ids.shop, ids.unit],
  );
});
afterAll(() => db.close());

async function press(sql: Pick<Database, 'query'>, visitId: string, kind: 'start' | 'end', at: string): Promise<void> {
  await sql.query(
    `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, position, accuracy_m, source, note, body_sha256)
     values (1, $1, $2, $3, $4, $5, $6::timestamptz::date, $6, st_makepoint(120.1234567, 28.7654321)::geography, 12.5, 'gnss', 'a "note" 到位', '\\x00')`,
    [visitId, kind, ids.rep, ids.unit, ids.shop, at],
  );
}

async function verifyAll(): Promise<{ entries: number; findings: unknown[] }> {
  const verifier = createVerifier();
  for await (const line of exportLines(db, { from: null, to: null }, null)) verifier.add(line);
  return verifier.end();
}

describe('the ledger', () => {
  const visitId = randomUUID();

  it('takes down every press, verdict, batch of fixes and change of a coordinate, in a chain that anybody can recompute', async () => {
    await press(db, visitId, 'start', '2026-03-02T08:00:00.123Z');
    await press(db, visitId, 'end', '2026-03-02T08:10:00.456Z');
    await db.query(
      `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256) values (1, $1, 1, 'valid', '{IN_PLACE}', 'r', '{"a":1}', '{"e":2}', sha256('{"e":2}'))`,
      [visitId],
    );
    await db.query(
      `insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, app, received_at) select 1, $1, '2026-03-02T08:00:00Z'::timestamptz + n * interval '1 s', $2, $3, st_makepoint(120, 28)::geography, 'rounds', '2026-03-02T08:01:00Z' from generate_series(1, 5) n`,
      [ids.device, ids.rep, ids.unit],
    );
    await db.query(`update retailer set trust = 'surveyed', sigma_m = 5 where retailer_id = $1`, [ids.shop]);
    const { rows } = await db.query<{ kind: string; no: number }>(
      'select kind, entry_no as no from ledger_entry order by entry_no',
    );
    expect(rows).toEqual(['press', 'press', 'verdict', 'fixes', 'coordinate'].map((kind, i) => ({ kind, no: i + 1 })));
    expect(await verifyAll()).toMatchObject({ entries: 5, findings: [] });
    expect(await rowsUnlikeLedger(db, 10)).toEqual([]);
  });

  it('says the same of a row whatever the connection is set to', async () => {
    await db.transaction(async (tx) => {
      await tx.query(`set local timezone = 'America/New_York'`);
      await tx.query(`set local extra_float_digits = 0`);
      const { rows } = await tx.query<{ same: boolean }>(
        `select bool_and(exists (select from ledger_entry l where l.fact = press_fact(p)::text)) as same from press p`,
      );
      expect(rows).toEqual([{ same: true }]);
    });
  });

  it('takes nothing down for a retailer that changes in other ways', async () => {
    await db.query(`update retailer set name = 'Another name' where retailer_id = $1`, [ids.shop]);
    expect((await verifyAll()).entries).toBe(5);
  });

  it.each([
    'update press set note = null',
    'delete from verdict',
    'truncate press cascade',
    'update ledger_entry set fact = fact',
    'delete from ledger_entry',
    'truncate ledger_entry',
  ])('refuses: %s', async (statement) => {
    await expect(db.query(statement)).rejects.toThrow(/append-only/);
  });

  it('finds a press that somebody with power over the database changed', async () => {
    await db.query('alter table press disable trigger user');
    await db.query(`update press set accuracy_m = 5 where kind = 'end'`);
    await db.query('alter table press enable trigger user');
    expect(await rowsUnlikeLedger(db, 10)).toEqual([`press end of visit ${visitId}: the row is not what was recorded`]);
  });

  it('keeps the chains of many writers at once whole', async () => {
    const other = SERVER ? await openDatabase(db.connection) : db;
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => press(i % 2 ? db : other, randomUUID(), 'start', '2026-03-03T08:00:00Z')),
    );
    if (SERVER) await other.close();
    expect(await verifyAll()).toMatchObject({ entries: 25, findings: [] });
  });

  it('finds positions that were moved or deleted, and not those that expired', async () => {
    const found = async () => (await rowsUnlikeLedger(db, 50)).filter((what) => what.startsWith('positions'));
    const batchAt = (at: string) =>
      db.query(
        `insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, app, received_at) select 1, $1, $4::timestamptz + n * interval '1 s', $2, $3, st_makepoint(120, 28)::geography, 'rounds', $4 from generate_series(1, 5) n`,
        [ids.device, ids.rep, ids.unit, at],
      );
    await db.query(`select make_fix_partitions('2026-03-02', '2026-03-04')`);
    for (const at of ['2026-03-02T09:00Z', '2026-03-02T23:59:57Z', '2026-03-03T10:00Z']) await batchAt(at);
    expect(await found()).toEqual([]);
    const days = `(now() at time zone 'UTC')::date - date '2026-03-04'`; // until the third of March, with the day of grace
    await db.query(`select drop_fixes(${days})`);
    const { rows } = await db.query<{ fact: string }>(`select fact from ledger_entry where kind = 'expiry'`);
    expect(rows.map(({ fact }) => JSON.parse(fact) as unknown)).toEqual([
      { what: 'positions', before: '2026-03-03T00:00:00.000000Z' },
    ]);
    expect(await found()).toEqual([]); // also of what was sent over midnight, of which the later part is left
    await db.query(`select drop_fixes(${days})`);
    expect((await db.query(`select from ledger_entry where kind = 'expiry'`)).rowCount).toBe(1);
    await db.query(`update fix set position = st_makepoint(121, 28)::geography where fix_at = '2026-03-03T10:00:03Z'`);
    expect(await found()).toHaveLength(2);
    await db.query(`delete from fix where fix_at > '2026-03-03T10:00:00Z'`);
    expect(await found()).toEqual([expect.stringContaining('2026-03-03T10:00:01')]);
  });

  it('finds a setting and an erasure that were changed while the triggers slept', async () => {
    const found = async () => (await rowsUnlikeLedger(db, 50)).filter((what) => /^(setting|erasure) /.test(what));
    await db.query(`insert into org_setting (org_id, key, value, changed_by) values (1, 'recording', 'shift', $1)`, [
      ids.rep,
    ]);
    await db.query(
      `insert into erasure (org_id, person_id, erased_by, note, fixes, notices, quarantined) values (1, $1, $1, 'left', 3, 0, 0)`,
      [ids.rep],
    );
    expect(await found()).toEqual([]);
    for (const table of ['org_setting', 'erasure']) await db.query(`alter table ${table} disable trigger user`);
    await db.query(`update org_setting set value = 'always'`);
    await db.query('update erasure set fixes = 2');
    for (const table of ['org_setting', 'erasure']) await db.query(`alter table ${table} enable trigger user`);
    expect((await found()).map((what) => what.split(' ')[0])).toEqual(['erasure', 'erasure', 'setting']);
  });

  it('is found with published heads to have been written anew from the head on', async () => {
    const { rows: heads } = await db.query<LedgerHead>(
      'select unit_id as unit, entry_no::int as no, sha256 as hash from ledger_head',
    );
    const verify = async () => {
      const verifier = createVerifier(heads);
      for await (const line of exportLines(db, { from: null, to: null }, null)) verifier.add(line);
      return verifier.end();
    };
    expect(await verify()).toMatchObject({ metHeads: heads.length, findings: [] });
    await db.query('alter table ledger_entry disable trigger user');
    await db.query('create table old as select entry_no, kind, fact from ledger_entry where unit_id = $1', [ids.unit]);
    await db.query('delete from ledger_entry where unit_id = $1', [ids.unit]);
    await db.query(`update ledger_head set sha256 = repeat('ab', 32) where unit_id = $1`, [ids.unit]);
    await db.query('select ledger_append(1, $1, kind, fact::json) from old order by entry_no', [ids.unit]);
    await db.query('alter table ledger_entry enable trigger user');
    expect((await verify()).findings.map(({ kind }) => kind)).toEqual(['missing', 'missing']);
  });
});

const SERVER = process.env.TEST_DATABASE_URL !== undefined;
