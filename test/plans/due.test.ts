import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlanDue } from '../../shared/planDue.ts';
import { E1, pressAt } from '../helpers/server.ts';
import {
  aDay,
  dayIn,
  edited,
  ids,
  order,
  plan,
  planner,
  read,
  rep,
  second,
  server,
  startPlanUnit,
} from './planUnit.ts';

beforeAll(startPlanUnit);
afterAll(() => server.stop());

async function due(day: string, q?: string, repId = rep()): Promise<PlanDue> {
  const query = q === undefined ? {} : { q };
  return PlanDue.parse((await planner().get(`/api/v1/plans/${repId}/${day}/due`).query(query).expect(200)).body);
}

const codes = ({ items }: PlanDue) => items.map(({ code }) => code).sort();

describe('who could be added to a plan', () => {
  it('is who is due for the rep and not in it, with since when and what adding costs', async () => {
    const day = aDay();
    await plan(day, [1, 2, 5], { keepOrder: true });
    const found = await due(day);
    expect([codes(found), found.of]).toEqual([['E3', 'E4'], 2]);
    for (const stop of found.items) {
      expect(stop).toMatchObject({ calendar: null, lastDay: null, overdueDays: null });
      expect(stop.everyDays).toBeGreaterThan(0);
    }
  });

  it('says the place and the metres that the plan then has, stop by stop', async () => {
    const day = aDay();
    const before = await plan(day, [1, 2, 5], { keepOrder: true });
    for (const { retailerId, cost } of (await due(day)).items) {
      const wanted = before.stops.map((stop) => stop.retailerId);
      wanted.splice(cost!.place - 1, 0, retailerId);
      const tried = await edited(day, { revision: before.revision, retailerIds: wanted, dryRun: true });
      expect(tried.change.lengthM).toBeCloseTo(cost!.lengthM, 3);
      expect(tried.change.travelS).toBeCloseTo(cost!.travelS, 3);
    }
  });

  it('counts from the last visit, made or planned, and calls late what is later than its frequency', async () => {
    const body = { visitId: randomUUID(), retailerId: ids(3)[0], ...pressAt(E1, new Date()) };
    await server.as('rep.east').post('/api/v1/visits').send(body).expect(201);
    const soon = await due(dayIn(1));
    expect(codes(soon)).not.toContain('E3');
    const late = (await due(dayIn(200))).items.find(({ code }) => code === 'E3')!;
    expect(late.lastDay).toBe(dayIn(0));
    expect(late.overdueDays).toBe(200 - late.everyDays!);
  });

  it('is found by name, code or address though it is not due, and is nobody whom another rep visits that day', async () => {
    const day = dayIn(2);
    await plan(day, [1]);
    const [stop] = (await due(day, 'e3')).items;
    expect(stop).toMatchObject({ code: 'E3', lastDay: dayIn(0) });
    expect(stop!.overdueDays).toBe(2 - stop!.everyDays!);
    await plan(day, [3], {}, await second());
    expect((await due(day, 'E3')).items).toEqual([]);
    expect((await due(day, 'E1')).items).toEqual([]); // in this very plan
    expect((await due(day, 'W1')).items).toEqual([]); // of another unit
  });

  it('is there without a plan too, and the first of one begins it', async () => {
    const day = aDay();
    const found = await due(day, 'E4');
    expect(found.items.map(({ cost }) => cost)).toEqual([{ place: 1, travelS: 0, lengthM: 0 }]);
    await plan(day, [4]);
    expect(order(await read(day))).toEqual(['E4']);
  });

  it('is asked of no day that is over, and of no rep of another unit', async () => {
    const past = await planner()
      .get(`/api/v1/plans/${rep()}/${dayIn(-1)}/due`)
      .expect(409);
    expect(past.body).toMatchObject({ reason: { code: 'PLAN_PAST' } });
    await server.as('planner.west').get(`/api/v1/plans/${rep()}/${aDay()}/due`).expect(404);
  });
});
