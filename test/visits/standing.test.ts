import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../server/auth.ts';
import { SQL_FOLDER } from '../../server/migrate.ts';
import { whoIs } from '../../server/people/store.ts';
import { visitsIn, type VisitFilter } from '../../server/visits/listStore.ts';
import type { VisitState, VisitSummary } from '../../shared/visits.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

const units = { root: randomUUID(), east: randomUUID(), west: randomUUID() };
const reps = { east: randomUUID(), west: randomUUID(), other: randomUUID() };
const auditor = randomUUID();
const shops = [randomUUID(), randomUUID()];
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await db.query(
    `insert into org (name) values ('Trial');
     insert into unit (org_id, unit_id, parent_id, name, time_zone) values
       (1, '${units.root}', null, 'root', 'Pacific/Kiritimati'), (1, '${units.east}', '${units.root}', 'east', 'Pacific/Kiritimati'), (1, '${units.west}', '${units.root}', 'west', 'Etc/GMT+12');
     insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values
       (1, '${auditor}', '${units.root}', 'auditor', 'A', 'a', ''), (1, '${reps.east}', '${units.east}', 'rep', 'E', 'e', ''),
       (1, '${reps.other}', '${units.east}', 'rep', 'O', 'o', ''), (1, '${reps.west}', '${units.west}', 'rep', 'W', 'w', '')`,
  );
  for (const [i, shop] of shops.entries())
    await db.query(
      `insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame)
       values (1, $1, $2, $3, 'Shop', 'point(120 28)', 120, 28, 'wgs84')`,
      [shop, units.east, `S${i}`],
    );
});
afterAll(() => db.close());

/** A press at the very first or last moment of its day, or at noon, in the zone of the rep's unit. */
const press = (visitId: string, kind: 'start' | 'end', rep: 'east' | 'west' | 'other', day: string, at: string) => {
  const unit = rep === 'west' ? 'west' : 'east';
  return db.query(
    `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, body_sha256)
     select 1, $1, $2, $3, unit_id, $4, $5, ($5::date + $6::time) at time zone time_zone, '' from unit where unit_id = $7`,
    [visitId, kind, reps[rep], shops[visitId.charCodeAt(0) % 2], day, at, units[unit]],
  );
};
const nextNo = (table: string, visitId: string) =>
  db
    .query<{ n: number }>(`select count(*) as n from ${table} where visit_id = $1`, [visitId])
    .then(({ rows }) => rows[0]!.n + 1);
const addVerdict = async (visitId: string, verdict: string) =>
  db.query(
    `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256) values (1, $1, $2, $3, '{A}', 'r', '{}', '{}', '')`,
    [visitId, await nextNo('verdict', visitId), verdict],
  );
const appeal = (visitId: string) =>
  db.query(
    `insert into appeal (org_id, visit_id, verdict_no, rep_id, note) select 1, $1, 1, $2, 'no' where exists (select from verdict where visit_id = $1)
     on conflict do nothing`,
    [visitId, reps.east],
  );
const decide = async (visitId: string, word: string) =>
  db.query(
    `insert into decision (org_id, visit_id, decision_no, verdict_no, decider_id, word, note, on_appeal)
     select 1, $1, $2, max(verdict_no), $3, $4, 'so', exists (select from appeal where visit_id = $1) from verdict where visit_id = $1 having count(*) > 0`,
    [visitId, await nextNo('decision', visitId), auditor, word],
  );

const Acts = fc.record({
  rep: fc.constantFrom('east' as const, 'west' as const, 'other' as const),
  day: fc.constantFrom(...DAYS),
  at: fc.constantFrom('00:00', '12:00', '23:59:59'),
  acts: fc.array(
    fc.constantFrom('end', 'valid', 'suspect', 'invalid', 'unverifiable', 'appeal', '+valid', '+invalid', '+withdrawn'),
    { maxLength: 6 },
  ),
});

type Made = typeof Acts extends fc.Arbitrary<infer Value> ? Value : never;

async function made(visits: Made[]): Promise<void> {
  for (const { rep, day, at, acts } of visits) {
    const visitId = randomUUID();
    await press(visitId, 'start', rep, day, at);
    for (const act of new Set(acts))
      if (act === 'end') await press(visitId, 'end', rep, day, at);
      else if (act === 'appeal') await appeal(visitId);
      else if (act.startsWith('+')) await decide(visitId, act.slice(1));
      else await addVerdict(visitId, act);
  }
}

const standings = async () => (await db.query('select * from visit_standing order by visit_id')).rows;

describe('how a visit stands', () => {
  it('is what its presses, verdicts, appeal and decisions say, and what an upgrade makes of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Acts, { minLength: 3, maxLength: 12 }), async (visits) => {
        await made(visits);
        const { rows } = await db.query(
          `select org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state,
                  appealed = 'open' or decided is null and machine_state in ('suspect', 'unverifiable') as needs_review,
                  evidence_changed_since as has_changed from visit order by visit_id`,
        );
        expect(await standings()).toEqual(rows);
      }),
      { numRuns: 10 },
    );
    const written = await standings();
    const upgrade = readFileSync(join(SQL_FOLDER, '074_visits_standing.sql'), 'utf8');
    await db.query('delete from visit_standing');
    await db.query(upgrade.slice(upgrade.indexOf('insert into'), upgrade.indexOf('-- Of everybody')));
    expect(await standings()).toEqual(written);
  });
});

describe('a list of visits', () => {
  const filters: Partial<VisitFilter>[] = [
    {},
    ...(['open', 'waiting', 'valid', 'suspect', 'invalid', 'unverifiable'] as VisitState[]).map((state) => ({ state })),
    ...DAYS.map((day) => ({ day })),
    { review: 'open' },
    { review: 'changed' },
    { review: 'open', state: 'valid' },
    { repId: reps.other },
    { repId: reps.west, day: DAYS[1], state: 'valid' },
    { retailerId: shops[0] },
    { unitId: units.west },
    { unitId: units.east, state: 'suspect' },
  ];
  const isWanted = (filter: Partial<VisitFilter>) => (visit: VisitSummary) =>
    (['state', 'day', 'repId', 'retailerId', 'unitId'] as const).every(
      (key) => filter[key] === undefined || visit[key] === filter[key],
    );
  const allOf = async (who: Who, filter: Partial<VisitFilter>, limit: number): Promise<VisitSummary[]> => {
    const rows: VisitSummary[] = [];
    for (let after: VisitFilter['after'] = null; ; after = rows.at(-1)!) {
      const page: VisitSummary[] = await visitsIn(db, who, { ...filter, limit: limit - 1, after });
      rows.push(...page);
      if (page.length < limit) return rows;
    }
  };
  const reviewed = async (which: string) =>
    new Set(
      (await db.query<{ id: string }>(`select visit_id as id from visit_standing where ${which}`)).rows.map(
        (r) => r.id,
      ),
    );

  it('has the same visits in the same order by any filter, from any scope, in pages of any size', async () => {
    const open = await reviewed('needs_review');
    const changed = await reviewed('has_changed');
    const root = (await whoIs(db, 1, auditor))!;
    const all = await allOf(root, {}, 1_000);
    expect(all.map(({ startedAt, visitId }) => startedAt + visitId)).toEqual(
      all
        .map(({ startedAt, visitId }) => startedAt + visitId)
        .sort()
        .reverse(),
    );
    const scopes: Who[] = [
      root,
      { ...root, unitIds: [units.east] },
      { ...root, unitIds: [units.east, units.west] },
      (await whoIs(db, 1, reps.other))!,
    ];
    for (const who of scopes)
      for (const filter of filters) {
        const expected = all
          .filter((visit) => who.unitIds.includes(visit.unitId) && (who.role !== 'rep' || visit.repId === who.personId))
          .filter(isWanted(filter))
          .filter(({ visitId }) => !filter.review || (filter.review === 'open' ? open : changed).has(visitId));
        expect(await allOf(who, filter, 7)).toEqual(expected);
      }
    expect(all.length).toBeGreaterThan(30);
    expect(Math.min(open.size, changed.size)).toBeGreaterThan(0);
  });
});
