import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeDay, restAfter, VISITS_AT_ONCE } from '../../server/visits/judgeDue.ts';
import { dueDays } from '../../server/visits/dueStore.ts';
import { visitsToJudge } from '../../server/visits/judgeStore.ts';
import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '../../server/db.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

/** BUSY=1100 npx vitest run --testTimeout 900000 test/visits/busyDay.test.ts for the day that once ended the server. */
const BUSY = Number(process.env.BUSY ?? 120);

let db: FreshDatabase;
const ids = { unit: randomUUID(), rep: randomUUID(), shop: randomUUID() };
beforeAll(async () => {
  db = await freshDatabase();
  await db.query(`insert into org (name) values ('Test')`);
  await db.query(`insert into unit (org_id, unit_id, name, time_zone) values (1, $1, 'Unit', 'UTC')`, [ids.unit]);
  await db.query(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values (1, $1, $2, 'rep', 'Rep', 'rep', 'x')`,
    [ids.rep, ids.unit],
  );
  await db.query(
    `insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame) values (1, $1, $2, 'R1', 'Shop', st_makepoint(120, 28)::geography, 120, 28, 'wgs84')`,
    [ids.shop, ids.unit],
  );
  await db.query(
    `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, position, accuracy_m, source, body_sha256)
     select 1, v.visit_id, k.kind, $1, $2, $3, '2026-03-02', '2026-03-02T01:00:00.0005Z'::timestamptz + v.n * interval '1 min' + k.after, st_makepoint(120 + v.n * 1e-7, 28)::geography, 8, 'gnss', '\\x00'
     from (select n, gen_random_uuid() as visit_id from generate_series(1, $4::int) n) v, (values ('start', interval '0'), ('end', interval '30 s')) k(kind, after)
     order by v.n, k.kind desc`,
    [ids.rep, ids.unit, ids.shop, BUSY],
  );
  await db.query(`insert into visit_day (org_id, rep_id, day, revision) values (1, $1, '2026-03-02', 1)`, [ids.rep]);
});
afterAll(() => db.close());

it('a day that takes long, or fails, rests before it is looked at again, so that the others have their turn', () => {
  expect(restAfter(true, 400, 0)).toBe(0);
  expect(restAfter(true, 8_000, 0)).toBe(32_000);
  expect(restAfter(true, 8_000, 40_000)).toBe(32_000);
  expect(restAfter(false, 10, 0)).toBe(5_000);
  expect(restAfter(false, 10, 5_000)).toBe(10_000);
  expect(restAfter(false, 10, 3_000_000)).toBe(3_600_000);
});

it('a day of more visits than anybody makes is judged whole, each visit with the fifty nearest for its history', async () => {
  const [due] = await dueDays(db, false, 20);
  const first = await visitsToJudge(db, due!, 180, null, 40);
  expect(first).toHaveLength(40);
  for (const { input } of first) {
    const { visits } = input.history as { visits: unknown[] };
    expect(visits.length).toBeLessThanOrEqual(102); // two kinds of history, which overlap here
    expect(JSON.stringify(input).length).toBeLessThan(150_000);
  }
  await judgeDay(db, due!);
  const { rows } = await db.query<{ visits: number; verdicts: number }>(
    'select count(distinct visit_id)::int as visits, count(*)::int as verdicts from verdict',
  );
  expect(rows).toEqual([{ visits: BUSY, verdicts: BUSY }]);
  expect(await dueDays(db, false, 20)).toEqual([]);
});

/** A visit more, as a press takes its locks: the day's row, then the ledger's head. */
async function press(n: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`update visit_day set revision = revision + 1 where rep_id = $1`, [ids.rep]);
    await tx.query(
      `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, position, accuracy_m, source, body_sha256)
       select 1, v.visit_id, k.kind, $1, $2, $3, '2026-03-02', '2026-03-02T00:00:00Z'::timestamptz + $4 * interval '1 s' + k.after, st_makepoint(120.001, 28)::geography, 8, 'gnss', '\\x00'
       from (select gen_random_uuid() as visit_id) v, (values ('start', interval '0'), ('end', interval '300 ms')) k(kind, after) order by k.kind desc`,
      [ids.rep, ids.unit, ids.shop, n],
    );
  });
}

it('is judged in pieces of a few visits: what is pressed between two is taken at once, and judged with the day’s next turn', async () => {
  await press(0);
  const [due] = await dueDays(db, false, 20);
  let pieces = 0;
  const watched: Database = {
    ...db,
    query: db.query.bind(db),
    transaction: async <T>(work: (tx: Queryable) => Promise<T>) => {
      const done = await db.transaction(work);
      if (++pieces <= 3) await press(pieces); // it would wait for ever if the day were held
      return done;
    },
  };
  await judgeDay(watched, due!);
  expect(pieces).toBe(Math.floor((BUSY + 1) / VISITS_AT_ONCE) + 1);
  const [left] = await dueDays(db, false, 20);
  await judgeDay(db, left!);
  expect(await dueDays(db, false, 20)).toEqual([]);
  const { rows } = await db.query<{ visits: number }>('select count(distinct visit_id)::int as visits from verdict');
  expect(rows).toEqual([{ visits: BUSY + 4 }]);
});

it('is judged by two at once while presses come in, without a deadlock and each verdict once', async () => {
  await press(10);
  const judging = async () => {
    for (let turn = 0; turn < 2; turn++) for (const due of await dueDays(db, false, 20)) await judgeDay(db, due);
  };
  const pressing = async () => {
    for (let n = 11; n < 19; n++) await press(n);
  };
  await Promise.all([judging(), judging(), pressing()]);
  for (const due of await dueDays(db, false, 20)) await judgeDay(db, due);
  expect(await dueDays(db, false, 20)).toEqual([]);
  const { rows } = await db.query<{ visits: number; twice: number }>(
    `select count(distinct visit_id)::int as visits, (count(*) - count(distinct (visit_id, verdict, reasons, rule)))::int as twice from verdict`,
  );
  expect(rows).toEqual([{ visits: BUSY + 4 + 9, twice: 0 }]);
});
