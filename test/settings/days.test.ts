import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesOfDays } from '../../server/plans/rules.ts';
import { dropOldFixes, dropOldNotices } from '../../server/positions/expiryStore.ts';
import type { DayPlan } from '../../shared/plans.ts';
import type { Me } from '../../shared/sessions.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { change, dayFromNow, settingOf } from './ground.ts';

let server: TestServer;
let orgId: number;
beforeAll(async () => {
  server = await startTestServer();
  orgId = ((await server.as('admin').get('/api/v1/me').expect(200)).body as Me).org.orgId;
});
afterAll(() => server.stop());

const tomorrow = dayFromNow(1);
const afterwards = dayFromNow(2);
const plan = async (day: string, revision?: number): Promise<DayPlan> => {
  const retailerIds = [1, 2, 3].map((n) => server.retailers.get(`E${n}`)!);
  const body = { repId: server.idOf('rep.east'), day, retailerIds, ...(revision !== undefined && { revision }) };
  return (await server.as('planner.east').post('/api/v1/plans').send(body).expect(201)).body as DayPlan;
};

describe('a plan', () => {
  it('is made by the hours, minutes and speed that are in force for its unit on its day', async () => {
    const before = await plan(tomorrow);
    expect(before.frame).toMatchObject({ dayStart: '08:30', dayEnd: '17:30', lunch: { from: '11:30' } });
    const unitId = server.units.east;
    const admin = server.as('admin');
    const fromDay = afterwards;
    await change(admin, { key: 'workHours', unitId, value: { from: '10:00', to: '16:00' }, fromDay });
    await change(admin, { key: 'lunch', unitId: server.root, value: null, fromDay });
    await change(admin, { key: 'visitMinutes', unitId, value: 25, fromDay });
    await change(admin, { key: 'travelKmh', unitId, value: 12.5, fromDay });

    const after = await plan(afterwards);
    expect(after.frame).toMatchObject({ dayStart: '10:00', dayEnd: '16:00', lunch: null });
    expect(after.stops.map(({ serviceS }) => serviceS)).toEqual([1_500, 1_500, 1_500]);
    expect(after.travel).toMatchObject({ speedKmh: 12.5, detourFactor: 1.3 });
    expect(after.travelS).toBeCloseTo(2 * before.travelS, 6);
    expect((await plan(tomorrow)).frame).toEqual(before.frame); // an earlier day is planned as before
  });

  it('keeps the hours it was made under', async () => {
    const path = `/api/v1/plans/${server.idOf('rep.east')}/${afterwards}`;
    const made = (await server.as('planner.east').get(path).expect(200)).body as DayPlan;
    const hours = { from: '07:00', to: '12:00' };
    await change(server.as('admin'), {
      key: 'workHours',
      unitId: server.units.east,
      value: hours,
      fromDay: afterwards,
    });
    expect((await server.as('planner.east').get(path).expect(200)).body).toEqual(made);
    expect((await plan(afterwards, made.revision)).frame).toMatchObject({ dayStart: '07:00', dayEnd: '12:00' });
  });

  it('of a week has each day by its own rules, in one question', async () => {
    let asked = 0;
    const db = {
      query: (...of: Parameters<typeof server.running.db.query>) => (asked++, server.running.db.query(...of)),
    };
    const [first, second] = await rulesOfDays(
      { db: db as typeof server.running.db, environment: {} },
      orgId,
      server.units.east,
      [tomorrow, afterwards],
    );
    expect(asked).toBe(1);
    expect(first!.frame.dayStart).toBe('08:30');
    expect(second!.frame.dayStart).toBe('07:00');
    expect(second!.due).toEqual({ visitsAMonth: 1, byGrade: { A: 4, B: 2, C: 1, D: 0.5 } });
  });
});

describe('retention', () => {
  it('is that of each organisation', async () => {
    const { db } = server.running;
    const other = await db.query<{ orgId: number }>(
      `with o as (insert into org (name) values ('Other') returning org_id),
            u as (insert into unit (org_id, parent_id, name, time_zone) select org_id, null, 'Other', 'Etc/UTC' from o returning org_id, unit_id)
       select org_id as "orgId" from u`,
    );
    await change(server.as('admin'), { key: 'positionDays', unitId: server.root, value: 10, reason: 'Less' });
    const insert = (org: number, days: number) =>
      db.query(
        `insert into fix (org_id, device_id, rep_id, unit_id, app, fix_at, received_at, position)
         select $1, gen_random_uuid(), $2, $3, 'own', now() - make_interval(days => $4), now() - make_interval(days => $4), st_makepoint(120, 28)::geography`,
        [org, server.idOf('rep.east'), server.units.east, days],
      );
    await db.query('alter table fix disable trigger user');
    for (const org of [orgId, other.rows[0]!.orgId]) for (const days of [5, 30, 120]) await insert(org, days);
    await dropOldFixes(db, 90);
    await dropOldNotices(db, 90);
    const left = await db.query<{ org: number; n: number }>(
      'select org_id as org, count(*)::int as n from fix group by org_id order by org_id',
    );
    expect(left.rows).toEqual([
      { org: orgId, n: 1 },
      { org: other.rows[0]!.orgId, n: 2 },
    ]);
    expect((await server.as('rep.east').get('/api/v1/me/stored').expect(200)).body).toMatchObject({ positionDays: 10 });
    expect((await server.as('admin').get('/api/v1/settings').expect(200)).body).toMatchObject({
      retention: { positionDays: 10, quarantineDays: 90, shiftDays: 1095 },
    });
  });
});

describe('a base map by an address', () => {
  it("is the organisation's own at once, and the next page may load it", async () => {
    const url = 'https://{s}.tiles.example.org/{z}/{x}/{y}.png';
    const policy = async () =>
      (await fetch(`${server.url}/live`, { headers: { accept: 'text/html' } })).headers.get('content-security-policy');
    expect(await policy()).not.toContain('tiles.example.org');
    const value = { kind: 'url', url, frame: 'gcj02', attribution: 'Example' } as const;
    await change(server.as('admin'), { key: 'baseMap', unitId: server.root, value });
    const { tiles } = (await server.as('rep.east').get('/api/v1/me').expect(200)).body as Me;
    expect(tiles).toMatchObject({ url, kind: 'pictures', frame: 'gcj02', attribution: 'Example', maxZoom: 19 });
    expect(await policy()).toContain("img-src 'self' data: blob: https://*.tiles.example.org");
    await change(server.as('admin'), { key: 'baseMap', unitId: server.root, value: { kind: 'builtIn' } });
    expect(((await server.as('rep.east').get('/api/v1/me').expect(200)).body as Me).tiles).toBeNull();
    expect(await settingOf(server.as('rep.east'), 'baseMap', server.units.east)).toMatchObject({
      value: { kind: 'builtIn' },
    });
  });
});
