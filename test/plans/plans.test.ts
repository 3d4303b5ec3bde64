import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job } from '../../shared/jobs.ts';
import { DayPlan, PlanActual } from '../../shared/plans.ts';
import { MovedStop, PlanChange, PlanResult, type PlanEdit } from '../../shared/planEdits.ts';
import request from 'supertest';
import type { z } from 'zod';
import { orderKept, trackM } from '../../server/plans/actual.ts';
import { dueness, dueOf } from '../../server/plans/due.ts';
import { inTime } from '../../server/plans/jobs.ts';
import { E1, pressAt, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let today: string;
let nextDay = 0;
const zone = zoneAtNoon();
beforeAll(async () => {
  server = await startTestServer(zone);
  today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({
      unitId: server.units.east,
      role: 'rep',
      name: 'second',
      login: 'second',
      password: 'correct horse battery',
    })
    .expect(201);
  await server
    .as('admin')
    .post('/api/v1/territories')
    .send({
      unitId: server.units.east,
      kind: 'visit',
      name: 'V',
      repId: server.idOf('rep.east'),
      retailerIds: ids(1, 2, 3, 4, 5),
    })
    .expect(201);
});
afterAll(() => server.stop());

const dayIn = (days: number) => new Date(Date.parse(today) + 86_400_000 * days).toISOString().slice(0, 10);
/** A day of its own for each test, well ahead. */
const aDay = () => dayIn(30 + nextDay++);
const ids = (...n: number[]) => n.map((k) => server.retailers.get(`E${k}`)!);
const rep = () => server.idOf('rep.east');
const planner = () => server.as('planner.east');
async function second(): Promise<string> {
  const { items } = (await server.as('admin').get('/api/v1/people?q=second').expect(200)).body as {
    items: { personId: string }[];
  };
  return items[0]!.personId;
}

async function plan(day: string, n: number[], more: object = {}, repId = rep()): Promise<DayPlan> {
  return DayPlan.parse(
    (
      await planner()
        .post('/api/v1/plans')
        .send({ repId, day, retailerIds: ids(...n), ...more })
        .expect(201)
    ).body,
  );
}
const put = (day: string, edit: z.input<typeof PlanEdit>) => planner().put(`/api/v1/plans/${rep()}/${day}`).send(edit);
const edited = async (day: string, edit: z.input<typeof PlanEdit>) =>
  PlanChange.parse((await put(day, edit).expect(200)).body);
const read = async (day: string, repId = rep()) =>
  DayPlan.parse((await planner().get(`/api/v1/plans/${repId}/${day}`).expect(200)).body);
const order = ({ stops }: DayPlan) => stops.map(({ code }) => code);

async function newRetailer(): Promise<string> {
  await server
    .as('admin')
    .post('/api/v1/retailers/imports')
    .query({ fileName: 'n.csv', frame: 'wgs84' })
    .set('Content-Type', 'text/csv')
    .send('code,name,lng,lat,unit\nNEW1,Never visited,120.7,28.1,East')
    .expect(202);
  let found: { retailerId: string }[] = [];
  await until(
    async () =>
      (found = ((await planner().get('/api/v1/retailers?q=NEW1').expect(200)).body as { items: typeof found }).items)
        .length === 1,
  );
  return found[0]!.retailerId;
}

async function ended(job: unknown): Promise<PlanResult> {
  let now = Job.parse(job);
  await until(
    async () => (now = Job.parse((await planner().get(`/api/v1/jobs/${now.jobId}`).expect(200)).body)).endedAt !== null,
  );
  expect(now.problem).toBeNull();
  return PlanResult.parse(now.result);
}

describe('a plan', () => {
  it('is made in the best order with times, proved, by straight lines that are said', async () => {
    const day = aDay();
    const made = await plan(day, [3, 1, 5, 2, 4], { dayStart: '09:00' });
    expect([order(made), order(made).reverse()]).toContainEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
    expect(made).toMatchObject({
      revision: 1,
      locked: false,
      provedOptimal: true,
      gapAtMost: 0,
      latenessS: 0,
      late: [],
      travel: { source: 'straight' },
      frame: { dayStart: '09:00', dayEnd: '17:30' },
    });
    expect(made.lengthM).toBeCloseTo(1.3 * 4 * 500.4, -1);
    expect(made.stops[0]).toMatchObject({
      arriveS: 9 * 3600,
      departS: 9 * 3600 + 600,
      serviceS: 600,
      lateS: 0,
      pinned: false,
      visited: false,
    });
    expect(await read(day)).toEqual(made);
  });

  it('keeps what the retailers say of their hours, minutes and roads', async () => {
    const csv =
      'code,name,lng,lat,unit,key,open,min,road\nK1,Key,120.65,28.1,East,14:00-15:00,08:00-20:00,25,poor\nK2,Open,120.66,28.1,East,,08:00-09:00,5,poor';
    const mapping = JSON.stringify({
      code: 'code',
      name: 'name',
      lng: 'lng',
      lat: 'lat',
      unit: 'unitName',
      key: 'keyHours',
      open: 'openingHours',
      min: 'minutesPerVisit',
      road: 'roadCondition',
    });
    await server
      .as('admin')
      .post('/api/v1/retailers/imports')
      .query({ fileName: 'k.csv', frame: 'wgs84', mapping })
      .set('Content-Type', 'text/csv')
      .send(csv)
      .expect(202);
    let found: { retailerId: string; code: string }[] = [];
    await until(
      async () =>
        (found = (
          (await planner().get('/api/v1/retailers?q=K').expect(200)).body as { items: typeof found }
        ).items.filter(({ code }) => /^K\d/.test(code))).length === 2,
    );
    const made = DayPlan.parse(
      (
        await planner()
          .post('/api/v1/plans')
          .send({ repId: rep(), day: aDay(), retailerIds: found.map((r) => r.retailerId) })
          .expect(201)
      ).body,
    );
    expect(order(made)).toEqual(['K2', 'K1']);
    expect(made.stops[1]!.departS).toBe(14 * 3600 + 25 * 60);
    expect(made.stops[0]!.serviceS).toBe(300);
    expect(made.lengthM / (1.3 * 1.3)).toBeCloseTo(981.8, -1);
  });

  it('that cannot be done in time says what is late and what would mend it', async () => {
    const made = await plan(aDay(), [1, 2, 3, 4, 5], { dayStart: '09:00', dayEnd: '09:30', lunch: null });
    expect(made.latenessS).toBeGreaterThan(20 * 60);
    expect(made.late[0]).toMatchObject({ what: 'end' });
    expect(made.late[0]!.fixes.map((fix) => fix.kind)).toContain('endLater');
    expect(made.stops).toHaveLength(5);
  });

  it('is not to be had for a rep or a day that is none', async () => {
    await planner().get(`/api/v1/plans/${rep()}/2026-01-01`).expect(404);
    await planner().get(`/api/v1/plans/${randomUUID()}/2026-01-01`).expect(404);
    await planner()
      .post('/api/v1/plans')
      .send({ repId: rep(), day: aDay(), retailerIds: ids(1), dayStart: '18:00' })
      .expect(400);
  });
});

describe('a change by hand', () => {
  it('tried says the difference and saves nothing; saved it says the same', async () => {
    const day = aDay();
    const before = await plan(day, [1, 2, 3, 4, 5]);
    const wanted = {
      revision: 1,
      retailerIds: [before.stops[1]!, before.stops[0]!, ...before.stops.slice(2)].map((s) => s.retailerId),
    };
    const tried = await edited(day, { ...wanted, dryRun: true });
    expect(tried.change.lengthM).toBeCloseTo(1.3 * 500.4, -1);
    expect(tried.change.durationS).toBeCloseTo(tried.change.travelS, 6);
    expect(tried.plan.gapAtMost).toBeCloseTo(0.25, 2);
    expect(await read(day)).toEqual(before);
    const done = await edited(day, wanted);
    expect(done.change).toEqual(tried.change);
    expect(done.plan).toMatchObject({ revision: 2, provedOptimal: false });
    expect(done.plan.lengthM - before.lengthM).toBeCloseTo(done.change.lengthM, 6);
    expect(await read(day)).toEqual(done.plan);
    const best = await edited(day, { ...wanted, revision: 2, optimize: true });
    expect(best.plan.lengthM).toBeCloseTo(before.lengthM, 6);
  });

  it('of a revision that is no longer the latest is refused, also when two come at once', async () => {
    const day = aDay();
    const { stops } = await plan(day, [1, 2, 3]);
    const retailerIds = stops.map((s) => s.retailerId).reverse();
    const statuses = (await Promise.all([1, 2, 3].map(() => put(day, { revision: 1, retailerIds })))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 409, 409]);
    await put(day, { revision: 1, retailerIds, dryRun: true }).expect(409);
    await planner().post('/api/v1/plans').send({ repId: rep(), day, retailerIds, revision: 1 }).expect(409);
    expect((await read(day)).revision).toBe(2);
  });

  it('adds and removes stops, and knows none of other units', async () => {
    const day = aDay();
    await plan(day, [1, 2, 3]);
    const { plan: now, change } = await edited(day, { revision: 1, retailerIds: ids(4, 2) });
    expect(order(now)).toEqual(['E4', 'E2']);
    expect(change.durationS).toBeLessThan(0);
    await put(day, { revision: 2, retailerIds: [server.retailers.get('W1')!] }).expect(404);
    expect(order((await edited(day, { revision: 2, retailerIds: [] })).plan)).toEqual([]);
    await server
      .as('planner.west')
      .put(`/api/v1/plans/${rep()}/${day}`)
      .send({ revision: 3, retailerIds: [] })
      .expect(404);
    await server
      .as('supervisor.east')
      .put(`/api/v1/plans/${rep()}/${day}`)
      .send({ revision: 3, retailerIds: [] })
      .expect(403);
  });

  it('keeps a pinned stop at its place when the order is made anew', async () => {
    const day = aDay();
    await plan(day, [1, 2, 3, 4, 5]);
    const { plan: now } = await edited(day, {
      revision: 1,
      retailerIds: ids(3, 1, 2, 5, 4),
      pinned: ids(3),
      optimize: true,
    });
    expect(order(now)[0]).toBe('E3');
    expect(now.stops.map(({ pinned }) => pinned)).toEqual([true, false, false, false, false]);
    expect(now.lengthM).toBeCloseTo(1.3 * 6 * 500.4, -1);
    expect(now.provedOptimal).toBe(true);
  });

  it('of a locked plan is refused until it is unlocked', async () => {
    const day = aDay();
    await plan(day, [1, 2]);
    await edited(day, { revision: 1, retailerIds: ids(1, 2), locked: true });
    await put(day, { revision: 2, retailerIds: ids(2, 1), locked: true }).expect(409);
    await planner()
      .post('/api/v1/plans')
      .send({ repId: rep(), day, retailerIds: ids(1) })
      .expect(409);
    expect(order((await edited(day, { revision: 2, retailerIds: ids(2, 1) })).plan)).toEqual(['E2', 'E1']);
  });
});

describe('a stop given to another rep', () => {
  it('goes where it costs least, in both plans or in neither', async () => {
    const day = aDay();
    const other = await second();
    await plan(day, [1, 2, 3]);
    await plan(day, [4, 5], {}, other);
    const move = {
      day,
      retailerId: ids(3)[0]!,
      from: { repId: rep(), revision: 1 },
      to: { repId: other, revision: 1 },
    };
    const tried = MovedStop.parse(
      (
        await planner()
          .post('/api/v1/plans/move')
          .send({ ...move, dryRun: true })
          .expect(200)
      ).body,
    );
    expect(order(await read(day))).toHaveLength(3);
    const moved = MovedStop.parse((await planner().post('/api/v1/plans/move').send(move).expect(200)).body);
    expect(moved.to.change).toEqual(tried.to.change);
    expect(moved.to.change.lengthM).toBeCloseTo(1.3 * 500.4, -1);
    expect(moved.from.change.lengthM).toBeCloseTo(-1.3 * 500.4, -1);
    expect([order(await read(day, other)), order(await read(day, other)).reverse()]).toContainEqual(['E3', 'E4', 'E5']);
    expect(order(await read(day))).toEqual(expect.not.arrayContaining(['E3']));
    await planner()
      .post('/api/v1/plans/move')
      .send({ ...move, retailerId: ids(2)[0]!, to: { repId: other, revision: 1 }, from: { repId: rep(), revision: 2 } })
      .expect(409);
    expect((await read(day)).revision).toBe(2);
  });

  it('makes a plan for somebody who had none, at the place wanted', async () => {
    const day = aDay();
    const other = await second();
    await plan(day, [1, 2]);
    const moved = MovedStop.parse(
      (
        await planner()
          .post('/api/v1/plans/move')
          .send({
            day,
            retailerId: ids(1)[0]!,
            from: { repId: rep(), revision: 1 },
            to: { repId: other, revision: null },
            place: 1,
          })
          .expect(200)
      ).body,
    );
    expect(order(moved.to.plan)).toEqual(['E1']);
    const at = async (place: number, revision: number) =>
      MovedStop.parse(
        (
          await planner()
            .post('/api/v1/plans/move')
            .send({
              day,
              retailerId: ids(2)[0]!,
              from: { repId: rep(), revision: 2 },
              to: { repId: other, revision },
              place,
              dryRun: true,
            })
            .expect(200)
        ).body,
      );
    expect(order((await at(1, 1)).to.plan)).toEqual(['E2', 'E1']);
    expect(order((await at(9, 1)).to.plan)).toEqual(['E1', 'E2']);
  });
});

describe('a day under way', () => {
  it('keeps what was visited first, in its real order, and says what it came to', async () => {
    await plan(today, [1, 2, 3, 4, 5], { keepOrder: true });
    const phone = server.as('rep.east');
    const t0 = Date.now() - 50 * 60_000;
    const visit = async (k: number, fromMs: number, toMs: number) => {
      const visitId = randomUUID();
      const at = { lng: E1.lng, lat: E1.lat + (k - 1) * 0.0045 };
      await phone
        .post('/api/v1/visits')
        .send({ visitId, retailerId: ids(k)[0], ...pressAt(at, new Date(fromMs)) })
        .expect(201);
      await phone
        .post(`/api/v1/visits/${visitId}/end`)
        .send(pressAt(at, new Date(toMs)))
        .expect(201);
    };
    await visit(4, t0, t0 + 600_000);
    await visit(2, t0 + 1_200_000, t0 + 1_800_000);
    const token = await server.deviceToken('rep.east');
    await request(server.url)
      .post('/api/v1/positions')
      .auth(token, { type: 'bearer' })
      .send({
        fixes: [0, 1, 2, 3].map((k) => ({
          position: { lng: E1.lng, lat: E1.lat + 0.0135 - k * 0.003 },
          accuracyM: 8,
          fixAt: new Date(t0 + 60_000 + k * 400_000),
        })),
      })
      .expect(200);
    const { plan: now } = await edited(today, { revision: 1, retailerIds: ids(1, 2, 3, 4, 5), optimize: true });
    expect(order(now).slice(0, 2)).toEqual(['E4', 'E2']);
    expect(now.stops.map((s) => s.visited)).toEqual([true, true, false, false, false]);
    expect(now.stops[1]!.departS! - now.stops[0]!.arriveS!).toBeCloseTo(1800, 0);
    expect(now.stops[2]!.arriveS).toBeGreaterThanOrEqual(now.stops[1]!.departS!);
    const { plan: byHand } = await edited(today, { revision: 2, retailerIds: ids(5, 4, 3, 2, 1) });
    expect(order(byHand)).toEqual(['E4', 'E2', 'E5', 'E3', 'E1']);
    await planner()
      .post('/api/v1/plans/move')
      .send({
        day: today,
        retailerId: ids(4)[0],
        from: { repId: rep(), revision: 3 },
        to: { repId: await second(), revision: null },
      })
      .expect(409);
    const actual = PlanActual.parse((await planner().get(`/api/v1/plans/${rep()}/${today}/actual`).expect(200)).body);
    expect(actual).toMatchObject({ visited: 2, unplanned: 0, orderKept: 0.5, durationS: 1800, planned: { stops: 5 } });
    expect(actual.missed).toHaveLength(3);
    expect(actual.lengthM).toBeCloseTo(3 * 333.6, -1);
  });
});

describe('everybody at once', () => {
  it('gets a plan of who is due, as a job; plans that are there stay unless they are to be made anew', async () => {
    const day = dayIn(200); // long after what other tests plan: who is planned is not due
    const ask = (more: object) =>
      planner()
        .post('/api/v1/plans/day')
        .send({ unitId: server.units.east, day, ...more })
        .expect(202);
    const first = await ended((await ask({})).body);
    expect(first.made).toMatchObject([{ repId: rep(), stops: 5, unserved: 0 }]);
    expect(first.left).toEqual([{ repId: await second(), day, why: 'nothingDue' }]);
    expect((await read(day)).provedOptimal).toBe(true);
    expect((await ended((await ask({})).body)).left).toContainEqual({ repId: rep(), day, why: 'planned' });
    await edited(day, { revision: 1, retailerIds: ids(1, 2), locked: true });
    expect((await ended((await ask({ replace: true })).body)).left).toContainEqual({
      repId: rep(),
      day,
      why: 'locked',
    });
    await edited(day, { revision: 2, retailerIds: ids(1, 2) });
    expect((await ended((await ask({ replace: true })).body)).made).toMatchObject([{ stops: 5 }]);
    await planner().post('/api/v1/plans/day').send({ unitId: server.units.west, day }).expect(404);
  });

  it('whom nobody has visited or planned is due', async () => {
    const repId = await second();
    await server
      .as('admin')
      .post('/api/v1/territories')
      .send({ unitId: server.units.east, kind: 'visit', name: 'N', repId, retailerIds: [await newRetailer()] })
      .expect(201);
    const day = dayIn(150);
    expect(
      (
        await ended(
          (await planner().post('/api/v1/plans/day').send({ unitId: server.units.east, day }).expect(202)).body,
        )
      ).made,
    ).toContainEqual(expect.objectContaining({ repId, stops: 1 }));
  });

  it('gets a week: each due retailer once', async () => {
    const days = [dayIn(300), dayIn(301)];
    const { made } = await ended(
      (await planner().post('/api/v1/plans/week').send({ repId: rep(), days }).expect(202)).body,
    );
    expect(made.map(({ day }) => day)).toEqual(days);
    const codes = (await Promise.all(days.map((day) => read(day)))).flatMap(order);
    expect(codes.sort()).toEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
  });
});

describe('an export', () => {
  it('is GPX or GeoJSON, for those who may see the plan', async () => {
    const day = aDay();
    const made = await plan(day, [1, 2], { keepOrder: true, start: { lng: 120.6, lat: 28 } });
    const get = (format: string) =>
      server
        .as('rep.east')
        .get(`/api/v1/plans/${rep()}/${day}/export?format=${format}`)
        .buffer()
        .parse((res, done) => {
          let text = '';
          res.on('data', (c: Buffer) => (text += c.toString())).on('end', () => done(null, text));
        })
        .expect(200);
    const gpx = await get('gpx');
    expect(gpx.type).toBe('application/gpx+xml');
    expect(
      [...(gpx.body as string).matchAll(/<rtept lat="([\d.]+)" lon="([\d.]+)">/g)].map((m) => [
        Number(m[2]),
        Number(m[1]),
      ]),
    ).toEqual(made.stops.map((s) => [s.position.lng, s.position.lat]));
    const geo = JSON.parse((await get('geojson')).body as string) as {
      features: { geometry: { type: string; coordinates: number[][] }; properties: Record<string, unknown> }[];
    };
    expect(geo.features.map((f) => f.geometry.type)).toEqual(['Point', 'Point', 'LineString']);
    expect(geo.features[2]!.geometry.coordinates[0]).toEqual([120.6, 28]);
    expect(geo.features[0]!.properties).toMatchObject({
      number: 1,
      code: 'E1',
      arrive: expect.stringMatching(/^\d\d:\d\d$/) as unknown,
    });
    await server.as('rep.west').get(`/api/v1/plans/${rep()}/${day}/export`).expect(404);
  });
});

describe('dueness', () => {
  const settings = { visitsAMonth: 1, byGrade: { A: 4 } };
  it('is own frequency, then the grade, then the setting; never visited is overdue', () => {
    expect(dueness({ grade: 'A', visitsPerMonth: 2, daysSince: 15 }, settings)).toBe(1);
    expect(dueness({ grade: 'A', visitsPerMonth: null, daysSince: 7 }, settings)).toBe(1);
    expect(dueness({ grade: 'B', visitsPerMonth: null, daysSince: 29 }, settings)).toBeLessThan(1);
    expect(dueness({ grade: null, visitsPerMonth: null, daysSince: null }, settings)).toBe(2);
    expect(dueness({ grade: 'A', visitsPerMonth: 0, daysSince: null }, settings)).toBe(0);
    expect(dueness({ grade: null, visitsPerMonth: 60, daysSince: 1 }, settings)).toBe(1);
  });

  it('puts the most overdue first and leaves out who is not due', () => {
    const of = (code: string, daysSince: number | null) => ({
      retailerId: code,
      code,
      name: code,
      address: null,
      position: E1,
      openingHours: null,
      keyHours: null,
      roadCondition: null,
      minutesPerVisit: null,
      grade: null,
      visitsPerMonth: null,
      daysSince,
    });
    expect(
      dueOf([of('a', 10), of('b', 30), of('c', 90), of('d', null)], settings).map(({ retailer, priority }) => [
        retailer.code,
        priority,
      ]),
    ).toEqual([
      ['c', 2],
      ['d', 1],
      ['b', 0],
    ]);
  });
});

it('of an order that is late, what comes before the first late stop is kept, and what was visited', () => {
  const row = (departS: number, lateS = 0) => ({ serviceS: 0, arriveS: departS, departS, lateS });
  const frame = { dayStart: '08:00', dayEnd: '10:00', lunch: null, start: null, end: null };
  const retailers = ['a', 'b', 'c', 'd'].map((retailerId) => ({
    retailerId,
    code: retailerId,
    name: retailerId,
    address: null,
    position: E1,
    openingHours: null,
    keyHours: null,
    roadCondition: null,
    minutesPerVisit: null,
  }));
  const of = (rows: ReturnType<typeof row>[], visits: string[] = []) =>
    inTime(
      { order: [2, 0, 1, 3], stops: rows, unserved: [] },
      {
        retailers,
        frame,
        visitMinutes: 10,
        nowS: null,
        visits: visits.map((retailerId) => ({ retailerId, startS: 0, endS: 0 })),
      },
    );
  expect(of([row(30_000), row(33_000), row(36_001), row(35_000)])).toEqual({
    order: [2, 0],
    unserved: ['b', 'd'].map((id) => ({ id, why: 'noTime', lateIfServedS: null })),
  });
  expect(of([row(30_000), row(33_000, 5), row(34_000), row(35_000)]).order).toEqual([2]);
  expect(of([row(40_000), row(40_000), row(41_000), row(42_000)], ['c']).order).toEqual([2]);
  expect(of([row(1), row(2), row(3), row(4)]).order).toEqual([2, 0, 1, 3]);
});

describe('planned against actual', () => {
  it('knows the longest part of the order that was kept, as trying all parts does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }), (visited) => {
        const planned = ['0', '1', '2', '3', '4', '5', '6'];
        let best = 0;
        for (let mask = 0; mask < 1 << visited.length; mask++) {
          const part = visited.filter((_, k) => mask & (1 << k));
          if (part.every((x, k) => k === 0 || part[k - 1]! < x)) best = Math.max(best, part.length);
        }
        expect(
          orderKept(
            planned,
            visited.map((k) => ({ retailerId: String(k) })),
          ),
        ).toEqual(visited.length === 0 ? null : best / visited.length);
      }),
    );
  });

  it('does not walk while the phone lies still, and leaves out what knows the place to a quarter kilometre', () => {
    const jitter = Array.from({ length: 100 }, (_, k) => ({
      lng: E1.lng + ((k % 3) - 1) * 0.0001,
      lat: E1.lat,
      accuracyM: 10,
    }));
    expect(trackM(jitter)).toBe(0);
    expect(trackM([...jitter, { lng: E1.lng + 0.1, lat: E1.lat, accuracyM: 250 }])).toBe(0);
    expect(trackM(jitter.slice(0, 1))).toBeNull();
  });
});
