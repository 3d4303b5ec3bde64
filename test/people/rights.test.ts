import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../shared/errors.ts';
import type { Device, IssuedDevice } from '../../shared/phones.ts';
import { PASSWORD, startTestServer, type TestServer } from '../helpers/server.ts';
import { newRep, revokedToken, signIn } from '../api/places.ts';

let server: TestServer;
let revoked: string;

beforeAll(async () => {
  server = await startTestServer();
  revoked = await revokedToken(server, 'rep.east');
});
afterAll(() => server.stop());

describe('a session', () => {
  it('ends when the role, the unit, the password or the activity of its person changes', async () => {
    const [, personId] = await newRep(server, server.units.east, 'Changing', 'changing');
    const admin = server.as('admin');
    for (const change of [
      { role: 'auditor' },
      { unitId: server.units.west },
      { password: PASSWORD },
      { isActive: false },
    ]) {
      const agent = await signIn(server.url, 'changing');
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
    const [agent, personId] = await newRep(server, server.units.east, 'Leaving', 'leaving');
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

  it('has a phone only as a rep who is at work: nobody else is given a token, also not by an administrator', async () => {
    const admin = server.as('admin');
    const give = (personId: string) => admin.post(`/api/v1/people/${personId}/devices`).send({ label: 'phone' });
    for (const login of ['supervisor.east', 'planner.east', 'auditor.east', 'admin.east', 'admin'])
      expect((await give(server.idOf(login)).expect(409)).body).toMatchObject({ reason: { code: 'PHONE_OF_NO_REP' } });
    const [, personId] = await newRep(server, server.units.east, 'Coming', 'coming');
    await give(personId).expect(201);
    await admin.patch(`/api/v1/people/${personId}`).send({ isActive: false }).expect(200);
    await give(personId).expect(409);
    await admin.patch(`/api/v1/people/${personId}`).send({ isActive: true, role: 'supervisor' }).expect(200);
    await give(personId).expect(409);
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
    // nor does it sign its visitor in to an account of its choice
    const signIn = () => request(server.url).post('/api/v1/session').send({ login: 'admin', password: PASSWORD });
    await signIn().set('Origin', 'https://evil.example').expect(403);
    await signIn().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await signIn().set('Origin', server.url).expect(201);
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
