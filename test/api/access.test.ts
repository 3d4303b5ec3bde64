import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../shared/errors.ts';
import type { ImportRun } from '../../shared/imports.ts';
import { PASSWORD, startTestServer, todayIn, until, type TestServer } from '../helpers/server.ts';
import { access, lists, mixed } from './accessTable.ts';
import { makePlaces, revokedToken, signIn } from './places.ts';
import { callers, type Caller, type Place } from './rules.ts';

let server: TestServer;
let east: Place, west: Place, above: Place, mate: Place;
let phone: string;
let revoked: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ east, west, above, mate } = await makePlaces(server));
  phone = await server.deviceToken('rep.east');
  revoked = await revokedToken(server, 'rep.east');
});
afterAll(() => server.stop());

/** Everything that belongs to the west or above; ids that the caller named may be repeated to them. */
function expectNoLeak(body: string, asked = ''): void {
  expect(body).not.toMatch(/West|\.west|Above|\.above|Root/);
  for (const place of [west, above]) {
    for (const [kind, id] of Object.entries(place) as [string, string][]) {
      if (place === above && kind === 'unitId') continue; // a unit says which one it is part of, by its id
      if (!asked.includes(id)) expect(body).not.toContain(id);
    }
  }
}

const keyOf = ({ contract }: TestServer['running']['endpoints'][number]): string =>
  `${contract.method} ${contract.path}`;

async function call(caller: Caller, key: string): Promise<request.Response> {
  const [method, path] = key.split(' ') as ['get' | 'post' | 'put' | 'patch' | 'delete', string];
  const url = (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`).replace(/:\w+/g, randomUUID());
  const isSession = callers.indexOf(caller) >= callers.indexOf('rep');
  // signing out must not end the session that the rest of the table uses
  const agent = isSession
    ? key === 'delete /session'
      ? await signIn(server.url, `${caller}.east`)
      : server.as(`${caller}.east`)
    : request(server.url);
  const asking = agent[method](url);
  if (caller === 'device') void asking.set('Authorization', `Bearer ${phone}`);
  if (caller === 'revoked') void asking.set('Authorization', `Bearer ${revoked}`);
  return method === 'get' || method === 'delete' ? asking : asking.send(access[key]!.body ?? {});
}

describe('the table of route × role × scope', () => {
  it('has every endpoint of the server, and no other', () => {
    expect(Object.keys(access).sort()).toEqual(server.running.endpoints.map(keyOf).sort());
  });

  it.each(Object.keys(access))('lets the right roles %s, and nobody else', async (key) => {
    const { may, refusal } = access[key]!;
    for (const caller of callers) {
      const { status, text, type } = await call(caller, key);
      if (key === 'delete /me/sessions' && status === 204)
        await server
          .as(`${caller}.east`)
          .post('/api/v1/session')
          .send({ login: `${caller}.east`, password: PASSWORD })
          .expect(201);
      const isStranger = caller === 'anonymous' || caller === 'revoked';
      if (may.includes(caller)) expect([401, 403], `${caller}: ${text}`).not.toContain(status);
      else expect(status, `${caller}: ${text}`).toBe(refusal ?? (isStranger ? 401 : 403));
      expect(status).toBeLessThan(500);
      if (status >= 400 && !key.includes('//')) {
        expect(type).toBe('application/problem+json');
        Problem.parse(JSON.parse(text));
      }
    }
  });

  it.each(Object.entries(access).flatMap(([key, { scope }]) => (scope ?? []).map((s) => [key, s.login, s] as const)))(
    'keeps %s by %s in its unit',
    async (_key, login, { ask, elsewhere }) => {
      for (const other of [west, above]) {
        const refused = await ask(server.as(login), other);
        expect(elsewhere ? [elsewhere] : [403, 404], refused.text).toContain(refused.status);
        expectNoLeak(refused.text);
      }
      const home = await ask(server.as(login), east);
      expect(home.status, home.text).toBeLessThan(300);
      expectNoLeak(home.text);
    },
  );

  it.each(mixed)('refuses $what of another unit', async ({ login, ask }) => {
    for (const other of [west, above]) {
      const refused = await ask(server.as(login), east, other);
      expect(refused.status, refused.text).toBe(404);
      expectNoLeak(refused.text);
    }
  });

  it.each(lists)('shows in $path what is in scope only', async ({ path, query, logins }) => {
    for (const login of logins) {
      for (const other of query ? [west, above] : [west]) {
        const asked = query?.(other) ?? {};
        const answer = await server
          .as(login)
          .get(`/api/v1${path}`)
          .query(asked)
          .buffer(true)
          .parse((res, done) => {
            let text = '';
            res.on('data', (chunk: Buffer) => (text += chunk.toString()));
            res.on('end', () => done(null, text));
          });
        expect(answer.status).toBeLessThan(300);
        expectNoLeak(String(answer.body), JSON.stringify(asked));
      }
    }
  });

  it('shows a rep nothing of a colleague in the same unit', async () => {
    const rep = server.as('rep.east');
    const day = todayIn();
    for (const path of [
      '/visits',
      `/visits?repId=${mate.repId}`,
      '/live/snapshot?day=2026-01-05',
      `/plans?day=${day}`,
      '/territories',
      `/live/snapshot?unitId=${mate.unitId}`,
      '/scores/standing',
    ]) {
      const { text } = await rep.get(`/api/v1${path}`).expect(200);
      for (const word of [mate.repId, mate.visitId, mate.territoryId, 'Mate rep', 'Mate round'])
        if (!path.includes(word)) expect(text, path).not.toContain(word);
    }
    await rep.get(`/api/v1/visits/${mate.visitId}`).expect(404);
    await rep.get('/api/v1/positions/day').query({ repId: mate.repId, day }).expect(404);
    await rep
      .get('/api/v1/positions/track')
      .query({ repId: mate.repId, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' })
      .expect(404);
  });

  it('lets somebody above see both units', async () => {
    const { text } = await server.as('admin').get('/api/v1/visits').expect(200);
    for (const place of [east, west, above, mate]) expect(text).toContain(place.visitId);
  });

  it('has health, readiness and the description open to everybody', async () => {
    for (const path of ['/healthz', '/readyz', '/api/openapi.json']) await request(server.url).get(path).expect(200);
    const { body } = await request(server.url).get('/api/v1/nothing').expect(404);
    expect(Problem.parse(body).code).toBe('NOT_FOUND');
  });
});

describe('a file of retailers', () => {
  it('moves nothing of another unit, by its name nor by its code', async () => {
    const csv = 'code,name,lng,lat,unit\nWest-1,Taken over,120.6,28.1,\nQ1,Sent there,120.6,28.1,West\n';
    const run = (
      await server
        .as('planner.east')
        .post('/api/v1/retailers/imports')
        .query({ fileName: 'a.csv', frame: 'wgs84' })
        .set('Content-Type', 'text/csv')
        .send(csv)
        .expect(202)
    ).body as ImportRun;
    let after = run;
    await until(async () => {
      after = (await server.as('planner.east').get(`/api/v1/retailers/imports/${run.importId}`)).body as ImportRun;
      return after.state !== 'running';
    });
    expect(after).toMatchObject({ state: 'done', createdCount: 0, updatedCount: 0, errorCount: 2 });
    expect(after.errors.map((e) => e.problem)).toEqual(['OTHER_UNIT', 'OTHER_UNIT']);
    const { text } = await server.as('admin').get(`/api/v1/retailers/${west.retailerId}`).expect(200);
    expect(text).toContain('West corner shop');
  });
});
