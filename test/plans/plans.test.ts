import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DayPlan } from '../../shared/plans.ts';
import { until } from '../helpers/server.ts';
import { startPlanUnit, server, aDay, ids, rep, planner, plan, put, edited, read, order } from './planUnit.ts';

beforeAll(startPlanUnit);
afterAll(() => server.stop());

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

  it('loosens no proof: locked, unlocked and moved there and back, the same order is proved as well as before', async () => {
    const day = aDay();
    await plan(day, [1, 2, 3, 4, 5]);
    const first = await edited(day, { revision: 1, retailerIds: ids(3, 1, 2, 5, 4), pinned: ids(3), optimize: true });
    const best = first.plan.stops.map((stop) => stop.retailerId);
    const same = { retailerIds: best, pinned: ids(3) };
    for (const [k, locked] of [true, false, true].entries()) {
      const { plan: now } = await edited(day, { ...same, revision: 2 + k, locked });
      expect(now).toMatchObject({ locked, provedOptimal: true, gapAtMost: 0 });
    }
    await edited(day, { ...same, revision: 5, retailerIds: [best[0]!, ...best.slice(1).reverse()] });
    expect((await edited(day, { ...same, revision: 6 })).plan).toMatchObject({ provedOptimal: true, gapAtMost: 0 });
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
