import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSession, bySession } from '../../server/people/sessionStore.ts';
import { newToken, tokenHash } from '../../server/auth.ts';
import { guessable } from '../../server/people/guessable.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import { PASSWORD, startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function signIn(login: string, password = PASSWORD): Promise<ReturnType<typeof request.agent>> {
  const agent = request.agent(server.url);
  await agent.post('/api/v1/session').send({ login, password }).expect(201);
  return agent;
}

describe('a session', () => {
  const rule = { idleHours: 2, maxHours: 24 };
  async function newSession(): Promise<Buffer> {
    const hash = tokenHash(newToken());
    const { rows } = await server.running.db.query<{ orgId: number; personId: string }>(
      'select org_id as "orgId", person_id as "personId" from person where login = $1',
      ['planner.west'],
    );
    await addSession(server.running.db, rows[0]!.orgId, rows[0]!.personId, hash, rule);
    return hash;
  }
  const age = (hash: Buffer, hours: number) =>
    server.running.db.query(
      'update session set created_at = created_at - make_interval(hours => $2), expires_at = expires_at - make_interval(hours => $2) where session_hash = $1',
      [hash, hours],
    );

  it('that is used lives on, up to its longest life and no longer', async () => {
    const { db } = server.running;
    const hash = await newSession();
    for (let used = 0; used < 23; used++) {
      await age(hash, 1);
      expect(await bySession(db, hash, rule), `after ${used + 1} hours`).not.toBeNull();
    }
    await age(hash, 1);
    expect(await bySession(db, hash, rule)).toBeNull();
  });

  it('that is not used ends; and one begun under a longer rule ends with the shorter', async () => {
    const { db } = server.running;
    const hash = await newSession();
    await age(hash, 2);
    expect(await bySession(db, hash, rule)).toBeNull();
    const other = await newSession();
    await age(other, 1);
    expect(await bySession(db, other, { idleHours: 2, maxHours: 0.5 })).toBeNull();
  });

  it('is another one after signing in again, and the one before is worth nothing', async () => {
    const first = await request(server.url)
      .post('/api/v1/session')
      .send({ login: 'planner.west', password: PASSWORD })
      .expect(201);
    const cookie = first.get('Set-Cookie')![0]!.split(';')[0]!;
    const second = await request(server.url)
      .post('/api/v1/session')
      .set('Cookie', cookie)
      .send({ login: 'planner.west', password: PASSWORD })
      .expect(201);
    expect(second.get('Set-Cookie')![0]!.split(';')[0]).not.toBe(cookie);
    await request(server.url).get('/api/v1/me').set('Cookie', cookie).expect(401);
  });

  it('ends everywhere at once when its person wants so', async () => {
    const [here, there, other] = [
      await signIn('auditor.west'),
      await signIn('auditor.west'),
      await signIn('planner.west'),
    ];
    await here.delete('/api/v1/me/sessions').expect(204);
    for (const agent of [here, there]) await agent.get('/api/v1/me').expect(401);
    await other.get('/api/v1/me').expect(200);
  });
});

describe("one's own password", () => {
  it('is changed with the present one only; every other sign-in ends, and the old password with them', async () => {
    const [here, there] = [await signIn('supervisor.west'), await signIn('supervisor.west')];
    const next = 'grey owl at seven';
    const refused = await here.post('/api/v1/me/password').send({ current: 'not the one', next }).expect(400);
    expect(refused.body).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'body.current' }] });
    await there.get('/api/v1/me').expect(200);
    await here.post('/api/v1/me/password').send({ current: PASSWORD, next }).expect(200);
    await here.get('/api/v1/me').expect(200);
    await there.get('/api/v1/me').expect(401);
    await request(server.url)
      .post('/api/v1/session')
      .send({ login: 'supervisor.west', password: PASSWORD })
      .expect(401);
    await signIn('supervisor.west', next);
  });

  it('is not tried out through a session that was left open: the tries are counted', async () => {
    const agent = await signIn('rep.west');
    for (let i = 0; i < 10; i++)
      await agent
        .post('/api/v1/me/password')
        .send({ current: `guess ${i}`, next: 'grey owl at seven' })
        .expect(400);
    const refused = await agent
      .post('/api/v1/me/password')
      .send({ current: PASSWORD, next: 'grey owl at seven' })
      .expect(429);
    expect(Number(refused.get('Retry-After'))).toBe(300);
  });

  it('that is among the first guesses is refused, for oneself and for others; of any composition it is taken up to 128 characters', async () => {
    const admin = server.as('admin');
    const add = (login: string, password: string) =>
      admin.post('/api/v1/people').send({ unitId: server.units.east, role: 'rep', name: 'Wang Fang', login, password });
    for (const password of ['password123', '1234567890', 'wangfang2026', 'Test City 1', 'qwertyuiop!']) {
      const refused = await add('wfang', password).expect(400);
      expect(refused.body, password).toMatchObject({ fields: [{ path: 'body.password' }] });
    }
    await admin
      .patch(`/api/v1/people/${server.idOf('rep.east')}`)
      .send({ password: 'rep.east1234' })
      .expect(400);
    for (const [i, password] of [
      'aubergine',
      '温州的雨夜里有一只猫',
      ' spaces  inside and around ',
      'x7'.repeat(3) + 'y9 zebra',
      'Jk'.padEnd(128, ' owl'),
    ].entries()) {
      const isLong = password.length >= 10;
      await add(`person${i}`, password).expect(isLong ? 201 : 400);
      if (isLong) await signIn(`person${i}`, password);
    }
    await request(server.url)
      .post('/api/v1/session')
      .send({ login: 'person2', password: 'spaces  inside and around' })
      .expect(401); // as it was said, to the space
  });

  it.each([
    ['aaaaaaaaaaaa', true],
    ['abcabcabcabc', true],
    ['abcdefghijkl', true],
    ['1qaz2wsx3edc', true],
    ['P@ssword2024!', true],
    ['woaini1314520', true],
    ['Rounds2026!!', true],
    ['adminadmin1', true],
    ['烟草公司20260101', false],
    ['correct horse battery', false],
    ['grey owl at seven', false],
    ['tr0ub4dor&3x', false],
    ['m9Kq!x2Lw', false],
  ])('%s is guessed early: %s', (password, isEarly) => {
    expect(guessable(password, ['ann', 'Ann Lee']) !== null).toBe(isEarly);
  });
});

describe('a device token', () => {
  const sends = (token: string) =>
    request(server.url)
      .post('/pub')
      .auth('any', token)
      .send({ _type: 'location', lat: 28, lon: 120, tst: 1_760_000_000 });
  const issue = async () =>
    (await server.as('rep.east').post('/api/v1/me/devices').send({ label: 'mine' }).expect(201)).body as IssuedDevice;

  it('is exchanged for a new one by its owner or an administrator: the phone stays the same, the old token is refused', async () => {
    const { device, token } = await issue();
    await sends(token).expect(200);
    const rotated = (await server.as('rep.east').post(`/api/v1/me/devices/${device.deviceId}/token`).expect(201))
      .body as IssuedDevice;
    expect(rotated.device).toMatchObject({ deviceId: device.deviceId, label: 'mine', revokedAt: null });
    expect(rotated.setup.gpsLogger.headers).toContain(rotated.token);
    await sends(token).expect(401);
    await sends(rotated.token).expect(200);
    const again = (await server.as('admin.east').post(`/api/v1/devices/${device.deviceId}/token`).expect(201))
      .body as IssuedDevice;
    await sends(rotated.token).expect(401);
    await sends(again.token).expect(200);
    expect((await server.running.db.query('select 1 from fix where device_id = $1', [device.deviceId])).rowCount).toBe(
      1,
    ); // one phone, one fix
  });

  it('is revoked by its owner when the phone is lost, and cannot be exchanged any more', async () => {
    const { device, token } = await issue();
    await server.as('rep.east').delete(`/api/v1/me/devices/${device.deviceId}`).expect(204);
    await sends(token).expect(401);
    await server.as('rep.east').post(`/api/v1/me/devices/${device.deviceId}/token`).expect(404);
    await server.as('admin').post(`/api/v1/devices/${device.deviceId}/token`).expect(404);
  });

  it('of a colleague is nobody else’s to exchange or revoke, nor its own', async () => {
    const { device, token } = await issue();
    await server.as('rep.west').post(`/api/v1/me/devices/${device.deviceId}/token`).expect(404);
    await server.as('rep.west').delete(`/api/v1/me/devices/${device.deviceId}`).expect(404);
    await request(server.url)
      .post(`/api/v1/me/devices/${device.deviceId}/token`)
      .auth(token, { type: 'bearer' })
      .expect(403);
    await sends(token).expect(200);
  });
});

// the last: the address is shut afterwards
describe('a stranger who guesses', () => {
  it('shuts the address for strangers only: who signed in with this browser before signs in', async () => {
    const here = await signIn('auditor.east');
    await here.delete('/api/v1/session').expect(204);
    const guess = (i: number) =>
      request(server.url)
        .post('/api/v1/session')
        .send({ login: `guess${i}`, password: 'x' });
    const statuses = [];
    for (let i = 0; i < 101; i++) statuses.push((await guess(i)).status);
    expect(statuses.at(-1)).toBe(429);
    const right = { login: 'auditor.east', password: PASSWORD };
    await request(server.url).post('/api/v1/session').send(right).expect(429);
    const signedIn = await here.post('/api/v1/session').send(right).expect(201);
    const mark = signedIn.get('Set-Cookie')!.find((cookie) => cookie.startsWith('rounds-known='));
    expect(mark).toMatch(/; Max-Age=15552000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  });
});
