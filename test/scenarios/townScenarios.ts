import { expect } from 'vitest';
import type { Job } from '../../shared/jobs.ts';
import type { Problem } from '../../shared/errors.ts';
import { Scenario, ScenarioUnits, type ScenarioStand } from '../../shared/scenarios.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';
import { importTown, mapOfStrips } from './town.ts';

export let server: TestServer;

export let ids: string[];

export let strays: string[];

/** Starts a server with a town of 240 retailers in four strips, and five strays that no territory holds. */
export async function startTown(): Promise<void> {
  server = await startTestServer();
  ids = (await importTown(server, 240, 'T')).ids;
  strays = [1, 2, 3, 4, 5].map((n) => server.retailers.get(`E${n}`)!);
  for (const kind of ['visit', 'delivery']) await mapOfStrips(server, kind, ids, [0.4, 0.2, 0.2, 0.2]);
}

export let made = 0;

export const path = (scenario: Pick<Scenario, 'scenarioId'>, rest = '') =>
  `/api/v1/scenarios/${scenario.scenarioId}${rest}`;

export const planner = () => server.as('planner.east');

export async function begin(more: object = {}): Promise<Scenario> {
  const body = { unitId: server.units.east, kind: 'visit', name: `Draft ${++made}`, ...more };
  return Scenario.parse((await planner().post('/api/v1/scenarios').send(body).expect(201)).body);
}

export async function write(scenario: Scenario, rest: string, body: object): Promise<Scenario> {
  const {
    body: after,
    status,
    text,
  } = await planner()
    .post(path(scenario, rest))
    .send({ revision: scenario.revision, ...body });
  expect(status, text).toBe(200);
  return Scenario.parse(after);
}

export async function patch(scenario: Scenario, body: object): Promise<Scenario> {
  const {
    body: after,
    status,
    text,
  } = await planner()
    .patch(path(scenario))
    .send({ revision: scenario.revision, ...body });
  expect(status, text).toBe(200);
  return Scenario.parse(after);
}

export const unitsOf = async (scenario: Scenario) =>
  ScenarioUnits.parse((await planner().get(path(scenario, '/units')).expect(200)).body);

export const standOf = async (scenario: Scenario) =>
  (await planner().get(path(scenario, '/stand')).expect(200)).body as ScenarioStand;

export const refused = async (scenario: Scenario, rest: string, body: object, status: number): Promise<Problem> =>
  (
    await planner()
      .post(path(scenario, rest))
      .send({ revision: scenario.revision, ...body })
      .expect(status)
  ).body as Problem;

export async function solved(scenario: Scenario, wish: object): Promise<{ job: Job; after: Scenario }> {
  const { body, status, text } = await planner()
    .post(path(scenario, '/solve'))
    .send({ revision: scenario.revision, seconds: 2, ...wish });
  expect(status, text).toBe(202);
  let job = body as Job;
  await until(async () => {
    job = (await planner().get(`/api/v1/jobs/${job.jobId}`)).body as Job;
    return job.endedAt !== null;
  });
  return { job, after: Scenario.parse((await planner().get(path(scenario)).expect(200)).body) };
}
