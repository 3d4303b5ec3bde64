import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SQL_FOLDER, migrate } from '../../server/migrate.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

/** The tables of the version before there were places. */
const before = mkdtempSync(join(tmpdir(), 'rounds-sql-'));
const ids = {
  unit: randomUUID(),
  person: randomUUID(),
  run: randomUUID(),
  still: randomUUID(),
  moved: randomUUID(),
  old: randomUUID(),
};
const visitId = randomUUID();

let db: FreshDatabase;
beforeAll(async () => {
  for (const name of readdirSync(SQL_FOLDER).filter((one) => /^\d{3}_.*\.sql$/.test(one) && one < '031'))
    copyFileSync(join(SQL_FOLDER, name), join(before, name));
  db = await freshDatabase({ folder: before });
  await db.query(`insert into org (name) values ('Test')`);
  await db.query(`insert into unit (org_id, unit_id, name, time_zone) values (1, $1, 'Unit', 'UTC')`, [ids.unit]);
  await db.query(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values (1, $1, $2, 'planner', 'Planner', 'p', 'x')`,
    [ids.person, ids.unit],
  );
  await db.query(
    `insert into import_run (org_id, import_id, unit_id, person_id, file_name, file_sha256, frame, mapping, row_count, at, beat_at)
     values (1, $1, $2, $3, 'shops.csv', '\\x00', 'gcj02', '{}', 2, '2026-03-02T01:00:00Z', '2026-03-02T01:02:00Z')`,
    [ids.run, ids.unit, ids.person],
  );
  const retailer = (id: string, lng: number, trust: string, createdAt: string) =>
    db.query(
      `insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame, trust, created_at)
       values (1, $1, $2, $6, 'Shop', st_makepoint($3, 28)::geography, $3, 28, 'gcj02', $4, $5)`,
      [id, ids.unit, lng, trust, createdAt, `code ${lng}`],
    );
  await retailer(ids.still, 120.1, 'imported', '2026-03-02T01:01:00Z');
  await retailer(ids.moved, 120.2, 'imported', '2026-03-02T01:01:00Z');
  await retailer(ids.old, 120.3, 'surveyed', '2026-01-01T01:00:00Z');
  await db.query(
    `update retailer set position = st_makepoint(120.25, 28)::geography, trust = 'confirmed' where retailer_id = $1`,
    [ids.moved],
  );
  await db.query(
    `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256)
     values (1, $1, 1, 'valid', '{IN_PLACE}', 'rounds-verdict/2', '{"b": 1, "a":2.50}', '{"track" : []}', '\\x00')`,
    [visitId],
  );
  await migrate(db);
});
afterAll(async () => {
  await db.close();
  rmSync(before, { recursive: true, force: true });
});

const places = async (retailerId: string) =>
  (
    await db.query<object>(
      `select st_x(position::geometry) as lng, trust, kind, from_day as "fromDay", import_id as "importId", by_id as "byId", frame from known_place where retailer_id = $1 order by place_no`,
      [retailerId],
    )
  ).rows;

describe('a database from before there were places', () => {
  it('has a first version of each, from the import that brought it', async () => {
    expect(await places(ids.still)).toEqual([
      {
        lng: 120.1,
        trust: 'imported',
        kind: 'import',
        fromDay: null,
        importId: ids.run,
        byId: ids.person,
        frame: 'gcj02',
      },
    ]);
  });

  it('has those that were said before, oldest first, and the present one last', async () => {
    expect(await places(ids.moved)).toMatchObject([
      { lng: 120.2, trust: 'imported', kind: 'import', importId: ids.run, frame: null },
      { lng: 120.25, trust: 'confirmed', kind: 'survey', importId: null, frame: 'gcj02' },
    ]);
  });

  it('says no import where none is known to have brought it', async () => {
    expect(await places(ids.old)).toMatchObject([{ kind: 'survey', importId: null, byId: null }]);
  });

  it('reads the same place for every day, and keeps every verdict to the byte', async () => {
    const { rows } = await db.query<{ lng: number }>(
      `select st_x(p.position::geometry) as lng from (values ('2020-01-01'::date), ('2026-11-29')) d(day) cross join lateral place_on(1, $1, d.day) p`,
      [ids.moved],
    );
    expect(rows).toEqual([{ lng: 120.25 }, { lng: 120.25 }]);
    const kept = await db.query<object>('select answer::text as answer, evidence::text as evidence, rule from verdict');
    expect(kept.rows).toEqual([{ answer: '{"b": 1, "a":2.50}', evidence: '{"track" : []}', rule: 'rounds-verdict/2' }]);
  });
});
