import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { E1, pressAt, startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const list = async (login: string, query: Record<string, string>) => {
  const { body } = await server
    .as(login)
    .get('/api/v1/retailers')
    .query({ count: 'all', ...query })
    .expect(200);
  const { items, count } = body as { items: { code: string; grade: string | null; state: string }[]; count: number };
  return { codes: items.map(({ code }) => code), items, count };
};

it('is narrowed by what retailers are, where they belong and when somebody was last there; the count is of all pages', async () => {
  const all = await list('planner.east', {});
  expect(all.count).toBe(all.codes.length);
  expect((await list('planner.east', { limit: '1' })).count).toBe(all.count);

  const id = server.retailers.get('E1')!;
  await server
    .as('admin')
    .post(`/api/v1/retailers/${id}/life`)
    .send({ deed: 'paused', fromDay: '2026-01-05', word: 'a letter' })
    .expect(201);
  expect((await list('planner.east', { state: 'paused' })).codes).toEqual(['E1']);
  expect((await list('planner.east', { state: 'open' })).codes).toEqual(all.codes.filter((code) => code !== 'E1'));

  for (const trust of ['imported', 'confirmed', 'surveyed']) {
    const found = await list('planner.east', { trust });
    expect(found.codes.length).toBe(found.count);
  }
  const { body } = await server.as('planner.east').get('/api/v1/territories').expect(200);
  const territories = (body as { items: { territoryId: string; kind: string }[] }).items;
  const inOne = await Promise.all(
    ['none', ...territories.filter(({ kind }) => kind === 'visit').map((one) => one.territoryId)].map(
      async (territoryId) => (await list('planner.east', { territoryId })).codes,
    ),
  );
  expect(inOne.flat().sort()).toEqual([...all.codes].sort()); // each is in one, or in none

  expect((await list('planner.east', { notVisitedSince: '2020-01-01' })).count).toBe(all.count);
  await server
    .as('rep.east')
    .post('/api/v1/visits')
    .send({ visitId: randomUUID(), retailerId: server.retailers.get('E2'), ...pressAt(E1, new Date()), deviceId: 'a' })
    .expect(201);
  const since = await list('planner.east', { notVisitedSince: '2020-01-01' });
  expect(all.codes.filter((code) => !since.codes.includes(code))).toEqual(['E2']);
  expect((await list('planner.east', { notVisitedSince: '2099-01-01' })).count).toBe(all.count);
});

it('refuses a filter that is none, by its name', async () => {
  for (const [query, field] of [
    [{ trust: 'much' }, 'query.trust'],
    [{ state: 'asleep' }, 'query.state'],
    [{ territoryId: 'here' }, 'query.territoryId'],
    [{ notVisitedSince: 'May' }, 'query.notVisitedSince'],
  ] as const) {
    const { body } = await server.as('planner.east').get('/api/v1/retailers').query(query).expect(400);
    expect(JSON.stringify(body)).toContain(field);
  }
});
