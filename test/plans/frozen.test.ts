import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job } from '../../shared/jobs.ts';
import { PlanHistory } from '../../shared/planHistory.ts';
import { DayPlan, Plan, PlanActual } from '../../shared/plans.ts';
import { PlanChange, PlanResult } from '../../shared/planEdits.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { freezeBegun } from '../../server/plans/frozenStore.ts';
import { stopsChanged } from '../../server/plans/history.ts';
import { E1, pressAt, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let today: string;
const zone = zoneAtNoon();
/** It is about noon there, so that the working day has not begun by itself. */
const BEGIN = '20:00';
beforeAll(async () => {
  server = await startTestServer(zone, { WORK_HOURS: `${BEGIN}-23:30`, LUNCH: 'none' });
  today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
});
afterAll(() => server.stop());

const dayIn = (days: number) => new Date(Date.parse(today) + 86_400_000 * days).toISOString().slice(0, 10);
const ids = (...n: number[]) => n.map((k) => server.retailers.get(`E${k}`)!);
const planner = () => server.as('planner.east');
const db = () => server.running.db;

let reps = 0;
/** A rep of their own for each test: a day begins for each by themselves. */
async function newRep(): Promise<string> {
  const login = `frozen${reps++}`;
  const person = { unitId: server.units.east, role: 'rep', name: login, login, password: 'correct horse battery' };
  return ((await server.as('admin').post('/api/v1/people').send(person).expect(201)).body as { personId: string })
    .personId;
}

async function plan(repId: string, day: string, n: number[]): Promise<DayPlan> {
  const body = { repId, day, retailerIds: ids(...n), keepOrder: true };
  return DayPlan.parse((await planner().post('/api/v1/plans').send(body).expect(201)).body);
}

async function edit(repId: string, day: string, revision: number, n: number[]): Promise<DayPlan> {
  const body = { revision, retailerIds: ids(...n) };
  return PlanChange.parse((await planner().put(`/api/v1/plans/${repId}/${day}`).send(body).expect(200)).body).plan;
}

async function get(path: string): Promise<unknown> {
  return (await planner().get(`/api/v1/plans/${path}`).expect(200)).body;
}
const history = async (repId: string, day: string) => PlanHistory.parse(await get(`${repId}/${day}/history`));
const codes = (stops: readonly { code: string }[]) => stops.map(({ code }) => code);

async function press(login: string, k: number): Promise<void> {
  const at = { lng: E1.lng, lat: E1.lat + (k - 1) * 0.0045 };
  const body = { visitId: randomUUID(), retailerId: ids(k)[0], ...pressAt(at, new Date()) };
  await server.as(login).post('/api/v1/visits').send(body).expect(201);
}

/** A plan of yesterday that was changed after it had been frozen: E2 was taken out and E4 put in. */
async function yesterday(repId: string): Promise<string> {
  const day = dayIn(-1);
  await plan(repId, today, [1, 2, 3]);
  await db().query(
    `insert into plan select * from (select (p).* from (select jsonb_populate_record(plan, jsonb_build_object('day', $2::text)) as p from plan where rep_id = $1) moved) x`,
    [repId, day],
  );
  await db().query(
    `insert into plan_stop select (s).* from (select jsonb_populate_record(plan_stop, jsonb_build_object('day', $2::text)) as s from plan_stop where rep_id = $1 and day = $3) x`,
    [repId, day, today],
  );
  await db().query('select freeze_plan(org_id, rep_id, day, $3) from plan where rep_id = $1 and day = $2', [
    repId,
    day,
    'workStart',
  ]);
  await db().query('update plan_stop set retailer_id = $3 where rep_id = $1 and day = $2 and retailer_id = $4', [
    repId,
    day,
    ids(4)[0],
    ids(2)[0],
  ]);
  return day;
}

describe('a plan before its day begins', () => {
  it('is made again without a trace: nothing is frozen', async () => {
    const repId = await newRep();
    await plan(repId, today, [1, 2]);
    await plan(repId, today, [3]);
    expect(await history(repId, today)).toEqual({ begun: null, changes: [] });
  });
});

describe('a plan whose day has begun', () => {
  it('stays as it stood at the first press: what is made and changed later are rows with a name', async () => {
    const repId = server.idOf('rep.east');
    await plan(repId, today, [1, 2, 3]);
    await press('rep.east', 1);
    await plan(repId, today, [1, 2, 3, 4]);
    const now = await edit(repId, today, 2, [1, 3, 2, 5]);
    expect(codes(now.stops)).toEqual(['E1', 'E3', 'E2', 'E5']);
    const { begun, changes } = await history(repId, today);
    expect(begun).toMatchObject({ why: 'press' });
    expect(codes(begun!.stops)).toEqual(['E1', 'E2', 'E3']);
    expect(changes.map((c) => [c.by, codes(c.added), codes(c.removed), c.isReordered])).toEqual([
      ['planner.east', ['E4'], [], false],
      ['planner.east', ['E5'], ['E4'], true],
    ]);
    expect(changes[1]!.lengthM).toBeCloseTo(now.lengthM, 6);
    const actual = PlanActual.parse(await get(`${repId}/${today}/actual`));
    expect(actual).toMatchObject({ planned: { stops: 3 }, visited: 1 });
    expect(actual.missed.sort()).toEqual(ids(2, 3).sort());
  });

  it('stays as it stood when the shift was opened', async () => {
    const repId = server.idOf('rep.west');
    const west = [1, 2].map((k) => server.retailers.get(`W${k}`)!);
    await server.as('planner.west').post('/api/v1/plans').send({ repId, day: today, retailerIds: west }).expect(201);
    const open = { clientId: randomUUID(), at: new Date().toISOString() };
    await server.as('rep.west').post('/api/v1/shifts/open').send(open).expect(201);
    const read = await server.as('planner.west').get(`/api/v1/plans/${repId}/${today}/history`).expect(200);
    expect(PlanHistory.parse(read.body).begun).toMatchObject({ why: 'shift' });
  });

  it('is frozen at the start of the working day, once, however many processes look', async () => {
    const repId = await newRep();
    const day = dayIn(3);
    await plan(repId, day, [1, 2]);
    const begin = (
      await db().query<{ at: Date }>(
        'select work_begins_at(org_id, unit_id, day, $2) as at from plan where rep_id = $1',
        [repId, BEGIN],
      )
    ).rows[0]!.at;
    const look = (at: number) => freezeBegun(db(), new Date(at), BEGIN, 100);
    await look(begin.getTime() - 1);
    expect((await history(repId, day)).begun).toBeNull();
    await Promise.all([0, 1, 2, 3].map(() => look(begin.getTime())));
    expect((await history(repId, day)).begun).toMatchObject({ why: 'workStart' });
    expect(await look(begin.getTime())).toBe(0);
  });

  it('by hours of its unit that hold on that very day', async () => {
    const repId = await newRep();
    const [held, usual] = [dayIn(5), dayIn(6)];
    for (const fromDay of [held, usual]) {
      const value = { from: fromDay === held ? '06:00' : BEGIN, to: '23:30' };
      await server
        .as('admin')
        .post('/api/v1/settings/changes')
        .send({ unitId: server.units.east, key: 'workHours', fromDay, value, revision: fromDay === held ? 0 : 1 })
        .expect(201);
      await plan(repId, fromDay, [1]);
    }
    const { rows } = await db().query<{ clock: string }>(
      `select to_char(work_begins_at(org_id, unit_id, day, $2) at time zone $3, 'HH24:MI') as clock from plan where rep_id = $1 order by day`,
      [repId, BEGIN, zone],
    );
    expect(rows.map(({ clock }) => clock)).toEqual(['06:00', BEGIN]);
  });

  it('that was made only then is frozen as it was made first', async () => {
    const repId = await newRep();
    await db().query(
      `insert into shift (org_id, client_id, kind, shift_id, rep_id, unit_id, day, at) select org_id, $2, 'open', $2, person_id, unit_id, $3, now() from person where person_id = $1`,
      [repId, randomUUID(), today],
    );
    await plan(repId, today, [2, 3]);
    await plan(repId, today, [2]);
    const { begun, changes } = await history(repId, today);
    expect(begun).toMatchObject({ why: 'made' });
    expect(codes(begun!.stops)).toEqual(['E2', 'E3']);
    expect(changes.map(({ removed }) => codes(removed))).toEqual([['E3']]);
  });

  it('is not frozen by a phone whose clock is a day ahead', async () => {
    const repId = await newRep();
    const day = dayIn(1);
    await plan(repId, day, [1]);
    await db().query(
      `insert into shift (org_id, client_id, kind, shift_id, rep_id, unit_id, day, at) select org_id, $2, 'open', $2, person_id, unit_id, $3, now() + interval '1 day' from person where person_id = $1`,
      [repId, randomUUID(), day],
    );
    expect((await history(repId, day)).begun).toBeNull();
  });
});

describe('a working day', () => {
  it('begins once on the days on which clocks change', async () => {
    await db().query(`update unit set time_zone = 'America/New_York' where unit_id = $1`, [server.units.west]);
    const begins = async (day: string, clock: string) =>
      (
        await db().query<{ at: Date }>(
          'select work_begins_at(org_id, unit_id, $2, $3) as at from unit where unit_id = $1',
          [server.units.west, day, clock],
        )
      ).rows[0]!.at.toISOString();
    expect(await begins('2026-03-07', '08:30')).toBe('2026-03-07T13:30:00.000Z');
    expect(await begins('2026-03-08', '08:30')).toBe('2026-03-08T12:30:00.000Z');
    expect(await begins('2026-03-08', '02:30')).toBe('2026-03-08T07:30:00.000Z'); // this clock time is left out: 03:30 in summer time
    expect(await begins('2026-11-01', '01:30')).toMatch(/^2026-11-01T0[56]:30/); // this one comes twice
    expect(await begins('2026-11-01', '08:30')).toBe('2026-11-01T13:30:00.000Z');
  });
});

describe('a plan of a day that is over', () => {
  it('is read, listed and exported as the day began', async () => {
    const repId = await newRep();
    const day = await yesterday(repId);
    expect(codes(DayPlan.parse(await get(`${repId}/${day}`)).stops)).toEqual(['E1', 'E2', 'E3']);
    const listed = ((await get(`?day=${day}&repId=${repId}`)) as { items: unknown[] }).items;
    expect(listed.map((one) => codes(Plan.parse(one).stops))).toEqual([['E1', 'E2', 'E3']]);
    const file = await planner()
      .get('/api/v1/plans/export')
      .query({ day, repId, format: 'csv', lang: 'en' })
      .expect(200);
    expect(file.text.match(/E\d(?=,)/g)).toEqual(['E1', 'E2', 'E3']);
    const map = (await get(`${repId}/${day}/export?format=geojson`)) as {
      features: { properties: { code?: string } }[];
    };
    expect(map.features.flatMap(({ properties }) => properties.code ?? [])).toEqual(['E1', 'E2', 'E3']);
    expect(PlanActual.parse(await get(`${repId}/${day}/actual`)).missed).toEqual(ids(1, 2, 3));
  });

  it('is not changed any more, and that is said in words', async () => {
    const repId = await newRep();
    const day = await yesterday(repId);
    const other = await newRep();
    const refused = [
      await planner()
        .post('/api/v1/plans')
        .send({ repId, day, retailerIds: ids(1) })
        .expect(409),
      await planner()
        .put(`/api/v1/plans/${repId}/${day}`)
        .send({ revision: 1, retailerIds: ids(1) })
        .expect(409),
      await planner()
        .post('/api/v1/plans/move')
        .send({ day, retailerId: ids(1)[0], from: { repId, revision: 1 }, to: { repId: other, revision: null } })
        .expect(409),
    ];
    for (const { body } of refused) expect(body).toMatchObject({ reason: { code: 'PLAN_PAST' } });
    expect(sentenceOf({ code: 'PLAN_PAST' }, 'zh')).toMatch(/已过/);
    for (const [path, body] of [
      ['day', { unitId: server.units.east, day, replace: true }],
      ['week', { repId, days: [day], replace: true }],
    ] as const) {
      let job = Job.parse((await planner().post(`/api/v1/plans/${path}`).send(body).expect(202)).body);
      await until(async () => {
        job = Job.parse((await planner().get(`/api/v1/jobs/${job.jobId}`).expect(200)).body);
        return job.endedAt !== null;
      });
      const { made, left } = PlanResult.parse(job.result);
      expect(made).toEqual([]);
      expect(left.find((one) => one.repId === repId)).toMatchObject({ why: 'past' });
    }
    expect(codes(DayPlan.parse(await get(`${repId}/${day}`)).stops)).toEqual(['E1', 'E2', 'E3']);
  });

  it('cannot be rewritten in the database either', async () => {
    for (const statement of [
      'update plan_frozen set length_m = 0',
      'delete from plan_frozen_stop',
      'truncate plan_change',
    ])
      await expect(db().query(statement)).rejects.toThrow('append-only');
  });
});

it('what was kept of a plan is counted from the plans as their days began', async () => {
  const { rows } = await db().query<{ planned: number; kept: number }>(
    `select count(*)::int as planned, count(v.visit_id)::int as kept
     from known_plan_frozen f cross join lateral unnest(f.retailer_ids) s(retailer_id)
     left join lateral (select visit_id from visit v where v.org_id = f.org_id and v.rep_id = f.rep_id and v.day = f.day and v.retailer_id = s.retailer_id limit 1) v on true
     where f.rep_id = $1 and f.day = $2`,
    [server.idOf('rep.east'), today],
  );
  expect(rows).toEqual([{ planned: 3, kept: 1 }]);
});

it('between two orders what was added and removed is exact, and the rest is reordered or not', () => {
  const stops = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
  fc.assert(
    fc.property(stops, stops, (before, after) => {
      const { added, removed, isReordered } = stopsChanged(before, after);
      const stayed = before.filter((id) => !removed.includes(id));
      expect([...stayed, ...added].sort()).toEqual([...after].sort());
      expect(isReordered).toBe(stayed.join() !== after.filter((id) => !added.includes(id)).join());
    }),
  );
});
