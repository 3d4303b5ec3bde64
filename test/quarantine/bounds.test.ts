import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Who } from '../../server/auth.ts';
import { addQuarantined, quarantineIn } from '../../server/quarantine/store.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
const ids = { unit: randomUUID(), rep: randomUUID(), device: randomUUID() };
const sender = { orgId: 1, personId: ids.rep, unitId: ids.unit, timeZone: 'UTC', deviceId: ids.device };
const who = { orgId: 1, unitIds: [ids.unit] } as unknown as Who;

beforeAll(async () => {
  db = await freshDatabase();
  await db.query(`insert into org (name) values ('Test')`);
  await db.query(`insert into unit (org_id, unit_id, name, time_zone) values (1, $1, 'Unit', 'UTC')`, [ids.unit]);
  await db.query(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values (1, $1, $2, 'rep', 'Rep', 'rep', 'x')`,
    [ids.rep, ids.unit],
  );
  await db.query(
    `insert into device (org_id, device_id, person_id, label, token_hash) values (1, $1, $2, 'phone', '\\x01')`,
    [ids.device, ids.rep],
  );
});
afterAll(() => db.close());

const part = (raw: string) => ({
  reason: 'BODY_UNREADABLE' as const,
  why: { code: 'BODY_NO_FORM', breaksAt: null },
  raw: JSON.stringify({ body: raw }),
});

it('what a phone sends that cannot be read is kept whole up to 5 MB a day, and then its beginning, length and hash', async () => {
  for (let i = 0; i < 7; i++) await addQuarantined(db, sender, 'owntracks', [part(`${i}${'x'.repeat(1_000_000)}`)]);
  const { rows } = await db.query<{ bytes: number }>(
    'select octet_length(raw) as bytes from quarantine order by quarantine_id',
  );
  expect(rows.map(({ bytes }) => bytes > 1_000_000)).toEqual([true, true, true, true, false, false, false]);
  expect(Math.max(...rows.slice(4).map(({ bytes }) => bytes))).toBeLessThan(4_000);
  const { rows: kept } = await db.query<{ raw: string }>(
    'select raw from quarantine order by quarantine_id desc limit 1',
  );
  expect(JSON.parse(kept[0]!.raw)).toMatchObject({
    bytes: expect.any(Number) as number,
    sha256: expect.any(String) as string,
  });
});

it('is listed by its beginning, so that no list grows with what a phone sends', async () => {
  const listed = await quarantineIn(db, who, 500, null);
  expect(listed).toHaveLength(7);
  expect(Math.max(...listed.map(({ raw }) => raw.length))).toBe(20_000);
});
