import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../server/db.ts';
import { judgeDay } from '../../server/visits/judgeDue.ts';
import { dueDays } from '../../server/visits/dueStore.ts';
import { simulateVisits } from '../../server/visits/simulate/visits.ts';
import { usualWorld } from '../../server/visits/simulate/world.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';
import { judgedNow, storeVisits, verdictsStored } from './simulatedDays.ts';

/** REJUDGE=10000 npx vitest run --testTimeout 1800000 test/visits/rejudge.test.ts for as many as the bar asks. */
const VISITS = Number(process.env.REJUDGE ?? 30);

let db: FreshDatabase;
let first: Map<string, string>;
beforeAll(async () => {
  db = await freshDatabase();
  await storeVisits(db, [...simulateVisits(31, VISITS, { ...usualWorld, trackShare: 0.9 })]);
  for (const day of await dueDays(db, false, 1_000_000)) await judgeDay(db, day);
  first = await verdictsStored(db);
}, 1_800_000);
afterAll(() => db.close());

const allDue = (sql: Queryable) => sql.query('update visit_day set revision = revision + 1');
const expire = async (sql: Queryable, which = 'true') => {
  await sql.query(`delete from fix where ${which}`);
};
/** A shop stands ten metres from where it was said to be: what once cleared a fraud whose positions had expired. */
const correctAll = (sql: Queryable) =>
  sql.query(
    `insert into retailer_place (org_id, retailer_id, position, trust, sigma_m, kind, reason, on_record)
     select org_id, retailer_id, st_project(position, 10, 1), trust, sigma_m, 'survey', 'measured at the door', false from known_retailer`,
  );

/** Every shop moves three hundred metres away from a day on; the visits were made on 2 March. */
const moveAll = (sql: Queryable, fromDay: string) =>
  sql.query(
    `insert into retailer_place (org_id, retailer_id, position, trust, sigma_m, kind, reason, from_day, on_record)
     select org_id, retailer_id, st_project(position, 300, 1), trust, sigma_m, 'move', 'over the street', $1, false from known_retailer`,
    [fromDay],
  );

/** What is asked of the database as if something had happened, which then has not. */
async function supposing<T>(
  happen: (sql: Queryable) => Promise<unknown>,
  ask: (sql: Queryable) => Promise<T>,
): Promise<T> {
  let told: T | undefined;
  const undo = new Error('undo');
  await db
    .transaction(async (tx) => {
      await happen(tx);
      told = await ask(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return told!;
}

describe('a visit that is judged again', () => {
  it.each([
    ['all positions', 'true'],
    ['the positions of the morning', `(fix_at at time zone 'Asia/Shanghai')::time < '12:00'`],
    ['every third position', 'extract(epoch from fix_at)::bigint % 3 = 0'],
  ])('comes out the same, to the byte, when %s have expired', async (_, which) => {
    const again = await supposing(async (tx) => {
      await expire(tx, which);
      await allDue(tx);
    }, judgedNow);
    expect(again.size).toBe(VISITS);
    expect([...again].filter(([id, text]) => first.get(id) !== text)).toEqual([]);
  });

  it('by a corrected coordinate comes out as it would have while the positions were there', async () => {
    const correct = async (tx: Queryable) => {
      await correctAll(tx);
      await allDue(tx);
    };
    const kept = await supposing(correct, judgedNow);
    const gone = await supposing(async (tx) => {
      await expire(tx);
      await correct(tx);
    }, judgedNow);
    expect(kept.size).toBe(VISITS);
    expect([...kept].filter(([id, text]) => first.get(id) === text)).toEqual([]); // each says the new place
    expect([...gone].filter(([id, text]) => kept.get(id) !== text)).toEqual([]);
  });

  it('whose shop has moved since keeps its verdict to the byte, and is another one from the day of the move on', async () => {
    const movedOn = (fromDay: string) =>
      supposing(async (tx) => {
        await expire(tx);
        await moveAll(tx, fromDay);
        await allDue(tx);
      }, judgedNow);
    const before = await movedOn('2026-03-03');
    expect(before.size).toBe(VISITS);
    expect([...before].filter(([id, text]) => first.get(id) !== text)).toEqual([]);
    const after = await movedOn('2026-03-02');
    expect([...after].filter(([id, text]) => first.get(id) === text)).toEqual([]);
  });

  it('adds no verdict where nothing is new', async () => {
    await expire(db);
    await allDue(db);
    for (const day of await dueDays(db, false, 1_000_000)) await judgeDay(db, day);
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from verdict');
    expect(rows).toEqual([{ n: VISITS }]);
    expect(await verdictsStored(db)).toEqual(first);
  });
});
