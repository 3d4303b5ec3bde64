import { DayPlan } from '../../shared/plans.ts';
import { PlanChange, type PlanEdit } from '../../shared/planEdits.ts';
import type { z } from 'zod';
import { startTestServer, zoneAtNoon, type TestServer } from '../helpers/server.ts';

export let server: TestServer;

export let today: string;

let nextDay = 0;

const zone = zoneAtNoon();

/** Starts a server where it is about noon: the east has a second rep, and five retailers that are the first one's to visit. */
export async function startPlanUnit(): Promise<void> {
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
}

export const dayIn = (days: number) => new Date(Date.parse(today) + 86_400_000 * days).toISOString().slice(0, 10);

/** A day of its own for each test, well ahead. */
export const aDay = () => dayIn(30 + nextDay++);

export const ids = (...n: number[]) => n.map((k) => server.retailers.get(`E${k}`)!);

export const rep = () => server.idOf('rep.east');

export const planner = () => server.as('planner.east');

export async function second(): Promise<string> {
  const { items } = (await server.as('admin').get('/api/v1/people?q=second').expect(200)).body as {
    items: { personId: string }[];
  };
  return items[0]!.personId;
}

export async function plan(day: string, n: number[], more: object = {}, repId = rep()): Promise<DayPlan> {
  return DayPlan.parse(
    (
      await planner()
        .post('/api/v1/plans')
        .send({ repId, day, retailerIds: ids(...n), ...more })
        .expect(201)
    ).body,
  );
}

export const put = (day: string, edit: z.input<typeof PlanEdit>) =>
  planner().put(`/api/v1/plans/${rep()}/${day}`).send(edit);

export const edited = async (day: string, edit: z.input<typeof PlanEdit>) =>
  PlanChange.parse((await put(day, edit).expect(200)).body);

export const read = async (day: string, repId = rep()) =>
  DayPlan.parse((await planner().get(`/api/v1/plans/${repId}/${day}`).expect(200)).body);

export const order = ({ stops }: DayPlan) => stops.map(({ code }) => code);
