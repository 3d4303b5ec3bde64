import { expect } from 'vitest';
import { type Barrier } from '../../shared/barriers.ts';
import type { Problem } from '../../shared/errors.ts';
import type { LngLat } from '../../shared/geo.ts';
import { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { importTown, mapOfStrips } from '../scenarios/town.ts';

export let server: TestServer;

export let town: Awaited<ReturnType<typeof importTown>>;

/** Starts a server with a town in which barriers are drawn. */
export async function startBarredTown(): Promise<void> {
  server = await startTestServer();
  town = await importTown(server, 240, 'T');
  await mapOfStrips(
    server,
    'visit',
    [...[1, 2, 3, 4, 5].map((n) => server.retailers.get(`E${n}`)!), ...town.ids],
    [0.25, 0.25, 0.25, 0.25],
  );
}

export const planner = () => server.as('planner.east');

/** From west to east through the middle of the town and far beyond. */
export const river = [
  { lng: 120, lat: 28.4 },
  { lng: 122, lat: 28.4 },
];

export let drawn = 0;

export async function draw(lines: LngLat[][], more: object = {}): Promise<Barrier> {
  const { body, status, text } = await planner()
    .post('/api/v1/barriers')
    .send({ unitId: server.units.east, barriers: [{ name: `Line ${++drawn}`, lines }], ...more });
  expect(status, text).toBe(201);
  return (body as { items: Barrier[] }).items[0]!;
}

export const drop = (barrier: Barrier) =>
  planner().delete(`/api/v1/barriers/${barrier.barrierId}`).query({ revision: barrier.revision }).expect(204);

export const refusal = async (barriers: unknown): Promise<Problem> =>
  (await planner().post('/api/v1/barriers').send({ unitId: server.units.east, barriers }).expect(400)).body as Problem;

export const line = (...at: [number, number][]) => [{ name: 'x', lines: [at.map(([lng, lat]) => ({ lng, lat }))] }];

export const begin = async () =>
  Scenario.parse(
    (
      await planner()
        .post('/api/v1/scenarios')
        .send({ unitId: server.units.east, kind: 'visit', name: `Draft ${++drawn}` })
        .expect(201)
    ).body,
  );

export const read = async ({ scenarioId }: Scenario) =>
  Scenario.parse((await planner().get(`/api/v1/scenarios/${scenarioId}`).expect(200)).body);

export const unitsOf = async ({ scenarioId }: Scenario) =>
  ScenarioUnits.parse((await planner().get(`/api/v1/scenarios/${scenarioId}/units`).expect(200)).body);

/** Pairs that touch across the river. */
export const across = ({ door, edges, lat }: ScenarioUnits, border = 28.4): number => {
  const latOf = new Map(door.map((d, i) => [d, lat[i]!]));
  return edges.filter((d, e) => e % 2 === 0 && latOf.get(d)! > border !== latOf.get(edges[e + 1]!)! > border).length;
};
