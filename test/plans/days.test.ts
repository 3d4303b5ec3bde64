import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job } from '../../shared/jobs.ts';
import { PlanActual } from '../../shared/plans.ts';
import { MovedStop, PlanResult } from '../../shared/planEdits.ts';
import request from 'supertest';
import { E1, pressAt, until } from '../helpers/server.ts';
import {
  startPlanUnit,
  server,
  today,
  dayIn,
  aDay,
  ids,
  rep,
  planner,
  second,
  plan,
  edited,
  read,
  order,
} from './planUnit.ts';

beforeAll(startPlanUnit);
afterAll(() => server.stop());

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
