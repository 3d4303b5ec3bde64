import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Barrier } from '../../shared/barriers.ts';
import { Problem } from '../../shared/errors.ts';
import type { Device, IssuedDevice } from '../../shared/phones.ts';
import type { Person } from '../../shared/people.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { RetailerPoints } from '../../shared/retailers.ts';
import type { PublishedMap } from '../../shared/maps.ts';
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import type { Territory } from '../../shared/territories.ts';
import { PASSWORD, startTestServer, until, type Agent, type TestServer } from '../helpers/server.ts';
import { access, callers, lists, mixed, type Caller, type Place } from './accessTable.ts';

let server: TestServer;
let east: Place;
/** A sister unit, the unit above both, and another rep's things in the same unit. */
let west: Place, above: Place, mate: Place;
let phone: string;
let revoked: string;

beforeAll(async () => {
  server = await startTestServer();
  const admin = server.as('admin');
  east = await furnish('East', server.units.east, server.as('rep.east'), server.idOf('rep.east'));
  west = await furnish('West', server.units.west, server.as('rep.west'), server.idOf('rep.west'));
  above = await furnish('Above', server.root, ...(await newRep(server.root, 'Above rep', 'rep.above')));
  mate = await furnish('Mate', server.units.east, ...(await newRep(server.units.east, 'Mate rep', 'rep.mate')));
  for (const place of [east, west, above, mate]) Object.assign(place, await draft(place.unitId, place.retailerId));
  phone = await server.deviceToken('rep.east');
  const issued = (
    await admin
      .post(`/api/v1/people/${server.idOf('rep.east')}/devices`)
      .send({ label: 'lost' })
      .expect(201)
  ).body as IssuedDevice;
  revoked = issued.token;
  await admin.delete(`/api/v1/devices/${issued.device.deviceId}`).expect(204);
});
afterAll(() => server.stop());

async function newRep(unitId: string, name: string, login: string): Promise<[Agent, string]> {
  const person = (
    await server
      .as('admin')
      .post('/api/v1/people')
      .send({ unitId, role: 'rep', name, login, password: PASSWORD })
      .expect(201)
  ).body as Person;
  return [await signIn(login), person.personId];
}

async function signIn(login: string): Promise<Agent> {
  const agent = request.agent(server.url);
  await agent.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  return agent;
}

/** Puts one of everything into a unit: an import, a retailer, a territory, a plan, a visit, a phone with something unreadable. */
async function furnish(name: string, unitId: string, rep: Agent, repId: string): Promise<Place> {
  const admin = server.as('admin');
  const run = (
    await admin
      .post('/api/v1/retailers/imports')
      .query({ fileName: `${name}.csv`, frame: 'wgs84', unitId })
      .set('Content-Type', 'text/csv')
      .send(`code,name,lng,lat\n${name}-1,${name} corner shop,120.6,28.1`)
      .expect(202)
  ).body as ImportRun;
  let points: RetailerPoints | undefined;
  await until(async () => {
    points = (await admin.get('/api/v1/retailers/points').query({ unitId })).body as RetailerPoints;
    return points.code.includes(`${name}-1`);
  });
  const retailerId = points!.retailerId[points!.code.indexOf(`${name}-1`)]!;
  const territory = (
    await admin
      .post('/api/v1/territories')
      .send({ unitId, kind: 'visit', name: `${name} round`, repId, retailerIds: [retailerId] })
      .expect(201)
  ).body as Territory;
  await admin
    .post('/api/v1/plans')
    .send({ repId, day: new Date().toISOString().slice(0, 10), retailerIds: [retailerId] })
    .expect(201);
  const visitId = randomUUID();
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId, pressedAt: '2026-01-05T02:00:00Z', fix: null })
    .expect(201);
  await rep.post(`/api/v1/visits/${visitId}/end`).send({ pressedAt: '2026-01-05T02:10:00Z', fix: null }).expect(201);
  const { token, device } = (
    await admin
      .post(`/api/v1/people/${repId}/devices`)
      .send({ label: `${name} phone` })
      .expect(201)
  ).body as IssuedDevice;
  await request(server.url)
    .post('/pub')
    .auth('any', token)
    .send({ _type: `${name} kind` })
    .expect(200);
  const [, formerId] = await newRep(unitId, `${name} former`, `former.${name}`.toLowerCase());
  await admin.patch(`/api/v1/people/${formerId}`).send({ isActive: false }).expect(200);
  const { rows } = await server.running.db.query<{ jobId: string }>( // of a kind that nobody runs
    `insert into job (org_id, kind, unit_id, made_by, input) select org_id, 'none', unit_id, $2, '{}' from unit where unit_id = $1 returning job_id as "jobId"`,
    [unitId, repId],
  );
  return {
    unitId,
    repId,
    retailerId,
    deviceId: device.deviceId,
    formerId,
    visitId,
    importId: run.importId,
    territoryId: territory.territoryId,
    jobId: rows[0]!.jobId,
    scenarioId: '',
    copyId: '',
    mapId: '',
    barrierId: '',
  };
}

/** A scenario of a unit by its own planner, in which all is in one territory, its copy, a map that is to come, and a barrier. */
async function draft(
  unitId: string,
  retailerId: string,
): Promise<Pick<Place, 'scenarioId' | 'copyId' | 'mapId' | 'barrierId'>> {
  const planner = server.as(
    unitId === server.units.east ? 'planner.east' : unitId === server.units.west ? 'planner.west' : 'admin',
  );
  const send = async <T>(path: string, body: object): Promise<T> =>
    (await planner.post(`/api/v1${path}`).send(body).expect(201)).body as T;
  const made = await send<Scenario>('/scenarios', {
    unitId,
    kind: 'visit',
    name: `Draft ${retailerId}`,
    from: 'empty',
  });
  const { retailerId: retailerIds } = (await planner.get(`/api/v1/scenarios/${made.scenarioId}/units`).expect(200))
    .body as ScenarioUnits;
  await planner
    .post(`/api/v1/scenarios/${made.scenarioId}/moves`)
    .send({ revision: 1, moves: [{ to: 1, retailerIds }] })
    .expect(200);
  const { scenarioId: copyId } = await send<Scenario>(`/scenarios/${made.scenarioId}/copy`, {
    name: `Copy ${retailerId}`,
  });
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { mapId } = await send<PublishedMap>(`/scenarios/${made.scenarioId}/publish`, { revision: 2, day });
  const { items } = await send<{ items: Barrier[] }>('/barriers', {
    unitId,
    barriers: [
      {
        name: `River ${retailerId}`,
        lines: [
          [
            { lng: 120.6, lat: 28 },
            { lng: 120.7, lat: 28 },
          ],
        ],
      },
    ],
  });
  return { scenarioId: made.scenarioId, copyId, mapId, barrierId: items[0]!.barrierId };
}

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
      ? await signIn(`${caller}.east`)
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
    const day = new Date().toISOString().slice(0, 10);
    for (const path of [
      '/visits',
      `/visits?repId=${mate.repId}`,
      '/live/snapshot?day=2026-01-05',
      `/plans?day=${day}`,
      '/territories',
      `/live/snapshot?unitId=${mate.unitId}`,
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

describe('a session', () => {
  it('ends when the role, the unit, the password or the activity of its person changes', async () => {
    const [, personId] = await newRep(server.units.east, 'Changing', 'changing');
    const admin = server.as('admin');
    for (const change of [
      { role: 'auditor' },
      { unitId: server.units.west },
      { password: PASSWORD },
      { isActive: false },
    ]) {
      const agent = await signIn('changing');
      await agent.get('/api/v1/me').expect(200);
      await admin.patch(`/api/v1/people/${personId}`).send(change).expect(200);
      await agent.get('/api/v1/me').expect(401);
    }
    const refused = await request(server.url)
      .post('/api/v1/session')
      .send({ login: 'changing', password: PASSWORD })
      .expect(401);
    expect(refused.body).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });

  it('of an inactive person is no use, nor are their phones', async () => {
    const [agent, personId] = await newRep(server.units.east, 'Leaving', 'leaving');
    const { token } = (await agent.post('/api/v1/me/devices').send({ label: 'mine' }).expect(201)).body as IssuedDevice;
    await request(server.url).get('/api/v1/me').auth(token, { type: 'bearer' }).expect(200);
    await server.as('admin.east').patch(`/api/v1/people/${personId}`).send({ isActive: false }).expect(200);
    await request(server.url).get('/api/v1/me').auth(token, { type: 'bearer' }).expect(401);
    await request(server.url)
      .post('/pub')
      .auth('any', token)
      .send({ _type: 'location', lat: 28, lon: 120, tst: 1_760_000_000 })
      .expect(401);
  });

  it('cannot change the role, the unit or the activity of its own person', async () => {
    for (const change of [{ role: 'auditor' }, { unitId: server.units.east }, { isActive: false }]) {
      const refused = await server
        .as('admin.east')
        .patch(`/api/v1/people/${server.idOf('admin.east')}`)
        .send(change)
        .expect(409);
      expect(refused.body).toMatchObject({ code: 'CONFLICT' });
    }
    await server.as('admin.east').get('/api/v1/people').expect(200);
  });

  it('is a cookie that scripts and other sites do not get, and ends with signing out', async () => {
    const signedIn = await request(server.url)
      .post('/api/v1/session')
      .send({ login: 'auditor.west', password: PASSWORD })
      .expect(201);
    const [cookie] = signedIn.get('Set-Cookie')!;
    expect(cookie).toMatch(/^rounds=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(signedIn.text).not.toContain(/rounds=([\w-]+)/.exec(cookie!)![1]);
    const value = cookie!.split(';')[0]!;
    await request(server.url).delete('/api/v1/session').set('Cookie', value).expect(204);
    await request(server.url).get('/api/v1/me').set('Cookie', value).expect(401);
  });

  it('writes nothing for a page of another site', async () => {
    const unit = () => server.as('admin').post('/api/v1/units').send({ parentId: server.root, name: randomUUID() });
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:1',
      `${server.url}.evil.example`,
      'not a URL',
    ]) {
      const refused = await unit().set('Origin', origin).expect(403);
      expect(refused.body).toMatchObject({ code: 'WRONG_ORIGIN' });
    }
    await unit().set('Sec-Fetch-Site', 'cross-site').expect(403);
    // a link must not make a look at somebody's track in the name of whoever follows it
    const look = () => server.as('supervisor.east').get('/api/v1/me');
    for (const site of ['cross-site', 'same-site']) await look().set('Sec-Fetch-Site', site).expect(403);
    for (const site of ['same-origin', 'none']) await look().set('Sec-Fetch-Site', site).expect(200);
    await unit().set('Origin', server.url).expect(201);
  });

  it('is not guessed by trying: the eleventh wrong password in a row must wait, and only that login', async () => {
    const attempt = (login: string, password: string) =>
      request(server.url).post('/api/v1/session').send({ login, password });
    for (let i = 0; i < 10; i++)
      await attempt(i % 2 ? 'Supervisor.West' : 'supervisor.west', 'wrong password').expect(401);
    const refused = await attempt('supervisor.west', PASSWORD).expect(429);
    expect(Problem.parse(refused.body).code).toBe('TOO_MANY_REQUESTS');
    expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0);
    await attempt('planner.west', PASSWORD).expect(201);
    await server.as('supervisor.west').get('/api/v1/me').expect(200); // who is in stays in
  });
});

describe('a revoked token', () => {
  const fix = { lat: 28, lon: 120.6, tst: 1_760_000_000 };
  it.each([
    ['OwnTracks', '/pub', { _type: 'location', ...fix }, /^\[\]$/],
    ['Overland', '/pub', { locations: [] }, /"error":".+"/],
    [
      'Traccar Client',
      '/pub',
      { location: { coords: { latitude: 28, longitude: 120 }, timestamp: '2026-01-01T00:00:00Z' }, device_id: 'x' },
      /revoked/,
    ],
    ['GPSLogger', '/pub?lat=28&lon=120&time=2026-01-01T00:00:00Z', '', /revoked/],
    ['the own API', '/pub', { fixes: [] }, /"code":"NOT_SIGNED_IN"/],
  ])('is refused with 401 in words that %s understands, and nothing is kept', async (_app, path, body, words) => {
    const before = await counts();
    const refused = await request(server.url).post(path).auth('any', revoked).send(body);
    expect(refused.status).toBe(401);
    expect(refused.text).toMatch(words);
    expect(await counts()).toEqual(before);
  });

  it('shows as revoked in the list of phones, without a token in it', async () => {
    const { body, text } = await server
      .as('admin')
      .get(`/api/v1/people/${server.idOf('rep.east')}/devices`)
      .expect(200);
    const lost = (body as { items: Device[] }).items.find((d) => d.label === 'lost');
    expect(lost!.revokedAt).not.toBeNull();
    expect(text).not.toMatch(/token/i);
  });

  async function counts(): Promise<unknown> {
    const quarantine = await server.as('admin').get('/api/v1/positions/quarantine').query({ limit: 500 });
    const snapshot = await server.as('admin').get('/api/v1/live/snapshot');
    return [quarantine.text, (snapshot.body as { reps: unknown }).reps];
  }
});
