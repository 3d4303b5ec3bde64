import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { importFile } from '../../server/retailers/import.ts';
import { applyFacts } from '../../server/retailers/lifeStore.ts';
import { dueCandidates } from '../../server/plans/dueStore.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { DayPlan } from '../../shared/plans.ts';
import type { RetailerHistory } from '../../shared/retailerLife.ts';
import type { Retailer } from '../../shared/retailers.ts';
import { E1, pressAt, startTestServer, todayIn, zoneAtNoon, type TestServer } from '../helpers/server.ts';

let server: TestServer;
const zone = zoneAtNoon();
const today = todayIn(zone);
beforeAll(async () => {
  server = await startTestServer(zone);
  const round = {
    unitId: server.units.east,
    kind: 'visit',
    name: 'V',
    repId: rep(),
    retailerIds: [1, 2, 3, 4, 5].map(id),
  };
  await server.as('admin').post('/api/v1/territories').send(round).expect(201);
});
afterAll(() => server.stop());

const dayIn = (days: number) => new Date(Date.parse(today) + 86_400_000 * days).toISOString().slice(0, 10);
const id = (n: number) => server.retailers.get(`E${n}`)!;
const rep = () => server.idOf('rep.east');
const planner = () => server.as('planner.east');
const db = () => server.running.db;

const say = (n: number, deed: string, fromDay: string, status = 201) =>
  planner()
    .post(`/api/v1/retailers/${id(n)}/life`)
    .send({ deed, fromDay, word: 'the owner' })
    .expect(status);
const change = (n: number, fromDay: string, said: object) =>
  planner()
    .post(`/api/v1/retailers/${id(n)}/facts`)
    .send({ fromDay, word: 'a letter', ...said })
    .expect(201);
const plan = (day: string, n: number[], status = 201) =>
  planner()
    .post('/api/v1/plans')
    .send({ repId: rep(), day, retailerIds: n.map(id), keepOrder: true })
    .expect(status);

async function history(n: number): Promise<RetailerHistory> {
  return (
    await planner()
      .get(`/api/v1/retailers/${id(n)}/history`)
      .expect(200)
  ).body as RetailerHistory;
}
async function retailer(n: number): Promise<Retailer> {
  return (
    await planner()
      .get(`/api/v1/retailers/${id(n)}`)
      .expect(200)
  ).body as Retailer;
}
async function due(from: string, to = from): Promise<string[]> {
  const { rows } = await db().query<{ orgId: number; unitIds: string[] }>(
    `select org_id as "orgId", unit_ids as "unitIds" from actor where person_id = $1`,
    [server.idOf('planner.east')],
  );
  const one = { repId: rep(), unitId: server.units.east, timeZone: zone, nowS: null, today };
  return (await dueCandidates(db(), rows[0] as never, one, from, to, new Date())).map(({ code }) => code);
}

async function importCsv(csv: string): Promise<ImportRun> {
  const { rows } = await db().query<{ orgId: number; unitId: string; unitIds: string[] }>(
    `select org_id as "orgId", unit_id as "unitId", unit_ids as "unitIds" from actor where person_id = $1`,
    [server.idOf('admin')],
  );
  const file = { fileName: 'f.csv', bytes: Buffer.from(csv), frame: 'wgs84', mapping: null } as const;
  return importFile(db(), { ...rows[0]!, personId: server.idOf('admin'), makes: null }, file as never);
}
const rowOf = (n: number, grade: string, open = '') =>
  `E${n},East shop ${n},${E1.lng},${E1.lat + (n - 1) * 0.0045},East,${grade},${open}`;
const HEAD = 'code,name,lng,lat,unit,grade,opening hours';

describe('a retailer that is closed', () => {
  it('stays in the plan it was in and is said to be closed; it is neither due nor planned, until it is open again', async () => {
    const made = (await plan(today, [1, 2])).body as DayPlan;
    expect(made.stops.map(({ state }) => state)).toEqual(['open', 'open']);
    await say(1, 'closed', today);
    expect((await retailer(1)).state).toBe('closed');
    const now = (await planner().get(`/api/v1/plans/${rep()}/${today}`).expect(200)).body as DayPlan;
    expect(now.stops.map(({ code, state }) => [code, state])).toEqual([
      ['E1', 'closed'],
      ['E2', 'open'],
    ]);
    await planner()
      .put(`/api/v1/plans/${rep()}/${today}`)
      .send({ revision: 1, retailerIds: [id(2), id(1)] })
      .expect(200);
    expect((await plan(dayIn(1), [1, 2], 409)).body).toMatchObject({
      reason: { code: 'STOPS_CLOSED', names: ['East shop 1'] },
    });
    await say(1, 'opened', dayIn(5));
    expect(await due(dayIn(4))).not.toContain('E1');
    expect(await due(dayIn(4), dayIn(6))).not.toContain('E1');
    expect(await due(dayIn(5))).toContain('E1');
    await plan(dayIn(5), [1]);
  });

  it('is not opened by a file, which says so', async () => {
    const run = await importCsv(`${HEAD}\n${rowOf(1, 'C')}\n${rowOf(2, 'C')}`);
    expect(run.notOpen).toEqual([{ line: 2, code: 'E1', name: 'East shop 1', state: 'closed' }]);
    expect(await retailer(1)).toMatchObject({ grade: 'C', state: 'closed' });
  });

  it('has a past that is kept, with names and in the ledger, and refuses what does not follow', async () => {
    expect((await say(1, 'paused', dayIn(2), 409)).body).toMatchObject({
      reason: { code: 'LIFE_SAID_LATER', day: dayIn(5) },
    });
    await say(1, 'withdrawn', dayIn(5));
    expect((await say(1, 'resumed', dayIn(2), 409)).body).toMatchObject({ reason: { code: 'LIFE_NO_CHANGE' } });
    expect((await history(1)).life.map(({ deed, fromDay, by, counts }) => [deed, fromDay, by, counts])).toEqual([
      ['withdrawn', dayIn(5), 'planner.east', false],
      ['opened', dayIn(5), 'planner.east', false],
      ['closed', today, 'planner.east', true],
    ]);
    const { rows } = await db().query<{ n: number }>(`select count(*)::int as n from ledger_entry where kind = 'life'`);
    expect(rows[0]!.n).toBe(3);
    await expect(db().query('update retailer_life set word = $1', ['x'])).rejects.toThrow('append-only');
    expect(await rowsUnlikeLedger(db(), 10)).toEqual([]);
  });
});

describe('what a retailer is known to be', () => {
  it('is a version from the day a file says otherwise; the same file again says nothing', async () => {
    const csv = `${HEAD}\n${rowOf(3, 'A', '09:00-18:00')}`;
    expect((await importCsv(csv)).updatedCount).toBe(1);
    await importCsv(csv);
    expect(
      (await history(3)).facts.map(({ fromDay, grade, openingHours, fileName }) => [
        fromDay,
        grade,
        openingHours,
        fileName,
      ]),
    ).toEqual([
      [today, 'A', '09:00-18:00', 'f.csv'],
      [null, null, null, 'test.csv'],
    ]);
    expect(await rowsUnlikeLedger(db(), 10)).toEqual([]);
  });

  it('is planned by as it is on that day, and stored on the retailer when the day comes', async () => {
    await change(4, dayIn(10), { keyHours: '14:00-15:00', grade: 'B' });
    const before = (await plan(dayIn(9), [4])).body as DayPlan;
    const after = (await plan(dayIn(10), [4])).body as DayPlan;
    expect([before, after].map(({ stops }) => stops[0]!.departS! > 14 * 3600)).toEqual([false, true]);
    expect(await retailer(4)).toMatchObject({ grade: null, keyHours: null });
    await change(4, dayIn(-3), { grade: 'D' });
    expect(await retailer(4)).toMatchObject({ grade: 'D', keyHours: null });
    await applyFacts(db(), null);
    expect((await history(4)).facts.map(({ fromDay, grade, keyHours }) => [fromDay, grade, keyHours])).toEqual([
      [dayIn(10), 'B', '14:00-15:00'],
      [dayIn(-3), 'D', null],
      [null, null, null],
    ]);
    const twice = await change(4, dayIn(-3), { grade: 'D' });
    expect((twice.body as RetailerHistory).facts).toHaveLength(3);
  });

  it('has the visits from its day on judged again where the hours differ, and no others', async () => {
    const visitId = randomUUID();
    const at = { lng: E1.lng, lat: E1.lat + 4 * 0.0045 };
    await server
      .as('rep.east')
      .post('/api/v1/visits')
      .send({ visitId, retailerId: id(5), ...pressAt(at, new Date()) })
      .expect(201);
    const revision = async () =>
      (
        await db().query<{ n: number }>('select revision::int as n from visit_day where rep_id = $1 and day = $2', [
          rep(),
          today,
        ])
      ).rows[0]!.n;
    const first = await revision();
    await change(5, today, { grade: 'A' });
    await change(5, dayIn(1), { openingHours: '10:00-11:00' });
    expect(await revision()).toBe(first);
    await change(5, dayIn(-1), { openingHours: '02:00-03:00' });
    expect(await revision()).toBeGreaterThan(first);
    const { rows } = await db().query<{ hours: string }>(
      'select f.opening_hours as hours from retailer r cross join lateral facts_on(r.org_id, r.retailer_id, $2) f where r.retailer_id = $1',
      [id(5), today],
    );
    expect(rows).toEqual([{ hours: '02:00-03:00' }]);
    expect(await rowsUnlikeLedger(db(), 10)).toEqual([]);
  });
});
