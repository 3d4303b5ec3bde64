import { randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactorAdded, MyFactors } from '../../shared/factors.ts';
import type { Me } from '../../shared/sessions.ts';
import { PASSWORD, startTestServer, type Agent, type TestServer } from '../helpers/server.ts';
import { createAuthenticator, type Authenticator, type Changes } from './authenticator.ts';

const ORIGIN = 'http://localhost';
const home = { origin: ORIGIN, rpId: 'localhost' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('Asia/Shanghai', { PUBLIC_URL: ORIGIN });
});
afterAll(() => server.stop());

/** Somebody new: what one test adds is nobody else's. */
async function person(role = 'auditor'): Promise<{ login: string; personId: string; agent: Agent }> {
  const login = `${role}-${randomUUID().slice(0, 8)}`;
  const added = await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role, name: login, login, password: PASSWORD })
    .expect(201);
  const { agent } = await signIn(login);
  return { login, personId: (added.body as { personId: string }).personId, agent };
}

async function signIn(login: string, code?: string): Promise<{ agent: Agent; status: number; body: Me & Refusal }> {
  const agent = request.agent(server.url);
  const { status, body } = await agent.post('/api/v1/session').send({ login, password: PASSWORD, code });
  return { agent, status, body: body as Me & Refusal };
}

interface Refusal {
  reason: { code: string; ways?: string[] };
}

const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

async function addTotp(agent: Agent): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await agent.post('/api/v1/me/factors/totp').send({ password: PASSWORD }).expect(201);
  const { secret } = begun.body as { secret: string };
  const confirmed = await agent
    .post('/api/v1/me/factors/totp/confirmation')
    .send({ code: codeOf(secret, -1) })
    .expect(200);
  return { secret, recoveryCodes: (confirmed.body as FactorAdded).recoveryCodes! };
}

async function addPasskey(agent: Agent, key: Authenticator, changes?: Changes): Promise<request.Response> {
  const asked = await agent.post('/api/v1/me/factors/passkeys/challenge').send({ password: PASSWORD }).expect(201);
  const { token, options } = asked.body as { token: string; options: { challenge: string } };
  return agent
    .post('/api/v1/me/factors/passkeys')
    .send({ token, label: 'My key', credential: key.register(options.challenge, changes) });
}

async function challenge(): Promise<{ token: string; challenge: string }> {
  const { body } = await request(server.url).post('/api/v1/session/passkey/challenge').expect(201);
  const { token, options } = body as { token: string; options: { challenge: string } };
  return { token, challenge: options.challenge };
}

async function bySign(key: Authenticator, changes?: Changes): Promise<request.Response> {
  const asked = await challenge();
  return request(server.url)
    .post('/api/v1/session/passkey')
    .send({ token: asked.token, credential: key.assert(asked.challenge, changes) });
}

const reasonOf = ({ body }: request.Response): string => (body as Refusal).reason.code;

describe('codes of an app', () => {
  it('are asked for after the password, each good once, a step of thirty seconds early or late', async () => {
    const { login, agent } = await person();
    const { secret } = await addTotp(agent);
    const asked = await signIn(login);
    expect([asked.status, asked.body.reason]).toEqual([
      401,
      { code: 'SECOND_FACTOR_NEEDED', ways: ['totp', 'recovery'] },
    ]);
    await asked.agent.get('/api/v1/me').expect(401);
    expect((await signIn(login, '000000')).body.reason.code).toBe('SECOND_FACTOR_WRONG');
    const now = codeOf(secret);
    const [one, other] = await Promise.all([signIn(login, now), signIn(login, now)]);
    expect([one.status, other.status].sort()).toEqual([201, 401]);
    expect((await signIn(login, codeOf(secret, 1))).status).toBe(201);
    expect((await signIn(login, codeOf(secret, -5))).status).toBe(401);
  });

  it('count only once the app has shown one, and begin only with the password', async () => {
    const { login, agent } = await person();
    await agent.post('/api/v1/me/factors/totp').send({ password: 'not the password' }).expect(400);
    await agent.post('/api/v1/me/factors/totp').send({ password: PASSWORD }).expect(201);
    const wrong = await agent.post('/api/v1/me/factors/totp/confirmation').send({ code: '123' });
    expect([wrong.status, (await signIn(login)).status]).toEqual([400, 201]);
  });

  it('end every other sign-in when they are added', async () => {
    const { login, agent } = await person();
    const other = await signIn(login);
    await addTotp(agent);
    await other.agent.get('/api/v1/me').expect(401);
    await agent.get('/api/v1/me').expect(200);
  });
});

describe('codes on paper', () => {
  it('are ten, good once each, however they are typed, and worth nothing once there are new ones', async () => {
    const { login, agent } = await person();
    const { recoveryCodes } = await addTotp(agent);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first, second] = recoveryCodes as [string, string];
    expect((await signIn(login, first.toLowerCase().replaceAll('-', ' '))).status).toBe(201);
    expect((await signIn(login, first)).status).toBe(401);
    const factors = (await agent.get('/api/v1/me/factors').expect(200)).body as MyFactors;
    expect(factors.recoveryCodes).toBe(9);
    const renewed = await agent.post('/api/v1/me/factors/recovery-codes').send({ password: PASSWORD }).expect(201);
    expect((await signIn(login, second)).status).toBe(401);
    expect((await signIn(login, (renewed.body as { codes: string[] }).codes[0])).status).toBe(201);
  });
});

describe('a passkey', () => {
  it('signs in by itself, and stands for the password too', async () => {
    const { login, agent } = await person();
    const key = createAuthenticator(home);
    const added = await addPasskey(agent, key);
    expect([added.status, (added.body as FactorAdded).recoveryCodes?.length]).toEqual([201, 10]);
    const signed = await bySign(key);
    expect([signed.status, (signed.body as Me).person.login]).toEqual([201, login]);
    expect((await signIn(login)).body.reason.ways).toEqual(['passkey', 'recovery']);
  });

  it('is refused from another page, for another server, without the lock of the device, or as a copy', async () => {
    const { agent } = await person();
    const key = createAuthenticator(home);
    expect((await addPasskey(agent, key)).status).toBe(201);
    expect((await bySign(key, { count: 50 })).status).toBe(201);
    for (const changes of [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { isVerified: false, count: 60 },
      { count: 50 },
    ]) {
      const refused = await bySign(key, changes);
      expect([refused.status, reasonOf(refused)], JSON.stringify(changes)).toEqual([401, 'PASSKEY_REFUSED']);
    }
    const other = createAuthenticator(home);
    expect((await addPasskey(agent, other, { origin: 'https://evil.example' })).status).toBe(401);
    expect((await bySign(other)).status).toBe(401);
  });

  it('answers a challenge once, its own, in time, and none that somebody made up', async () => {
    const { agent } = await person();
    const key = createAuthenticator(home);
    await addPasskey(agent, key);
    const asked = await challenge();
    const answer = { token: asked.token, credential: key.assert(asked.challenge) };
    const send = (body: object) => request(server.url).post('/api/v1/session/passkey').send(body);
    const both = await Promise.all([send(answer), send(answer)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = `${Date.now()}.${'A'.repeat(43)}.${'B'.repeat(43)}`;
    expect(reasonOf(await send({ token: made, credential: key.assert('A'.repeat(43)) }))).toBe('CHALLENGE_OVER');
    const [, rest] = [asked.token, asked.token.slice(13)];
    const old = `${Date.now() - 600_000}${rest}`;
    expect(reasonOf(await send({ token: old, credential: key.assert(asked.challenge) }))).toBe('CHALLENGE_OVER');
    const adding = await agent.post('/api/v1/me/factors/passkeys/challenge').send({ password: PASSWORD });
    const { token, options } = adding.body as { token: string; options: { challenge: string } };
    expect(reasonOf(await send({ token, credential: key.assert(options.challenge) }))).toBe('CHALLENGE_OVER');
  });

  it('is gone when its owner removes it, and signs nobody in who has left', async () => {
    const { login, personId, agent } = await person();
    const [kept, lost] = [createAuthenticator(home), createAuthenticator(home)];
    await addPasskey(agent, kept);
    const added = (await addPasskey(agent, lost)).body as FactorAdded;
    const { passkeyId } = added.factors.passkeys.at(-1)!;
    await agent.post(`/api/v1/me/factors/passkeys/${passkeyId}/removal`).send({ password: 'wrong' }).expect(400);
    await agent.post(`/api/v1/me/factors/passkeys/${passkeyId}/removal`).send({ password: PASSWORD }).expect(200);
    expect([(await bySign(lost)).status, (await bySign(kept)).status]).toEqual([401, 201]);
    await server.as('admin').patch(`/api/v1/people/${personId}`).send({ isActive: false }).expect(200);
    expect([(await bySign(kept)).status, (await signIn(login)).status]).toEqual([401, 401]);
  });
});

describe('what is done to second factors', () => {
  const actsOn = async (personId: string) => {
    const { rows } = await server.running.db.query<{ fact: string }>(
      `select fact from ledger_entry where kind = 'access' and fact::json ->> 'personId' = $1 order by entry_no`,
      [personId],
    );
    return rows.map(
      ({ fact }) => JSON.parse(fact) as { act: string; byId: string; via: string; detail: { kind?: string } },
    );
  };

  it('is in the ledger, with by whom and which kind, and told to whom it concerns, but for each use of an app', async () => {
    const { login, personId, agent } = await person('planner');
    const { secret, recoveryCodes } = await addTotp(agent);
    await addPasskey(agent, createAuthenticator(home));
    await agent.post('/api/v1/me/factors/totp/removal').send({ password: PASSWORD }).expect(200);
    expect((await signIn(login, codeOf(secret))).status).toBe(401);
    const { agent: again } = await signIn(login, recoveryCodes[0]);
    await again.post('/api/v1/me/factors/recovery-codes').send({ password: PASSWORD }).expect(201);
    await addTotp(again).then((totp) => signIn(login, codeOf(totp.secret)));
    const { items } = (await again.get('/api/v1/me/acts').expect(200)).body as { items: { act: string }[] };
    await server.as('admin.east').delete(`/api/v1/people/${personId}/factors`).expect(204);

    const acts = (await actsOn(personId)).slice(1); // after being added
    expect(acts.map(({ act, detail }) => [act, detail?.kind])).toEqual([
      ['factor.added', 'totp'],
      ['factor.added', 'passkey'],
      ['factor.removed', 'totp'],
      ['recovery.used', 'recovery'],
      ['recovery.renewed', undefined],
      ['factor.added', 'totp'],
      ['factor.used', 'totp'],
      ['factors.reset', undefined],
    ]);
    expect(acts.map(({ byId }) => byId === personId)).toEqual([...Array<boolean>(7).fill(true), false]);
    expect(acts.map(({ via }) => via.split(' ')[0])).toEqual(
      acts.map(({ act }) => (act.endsWith('used') ? 'sign-in' : 'session')),
    );
    expect(items.map(({ act }) => act).reverse()).toEqual(['person.added', ...acts.map(({ act }) => act).slice(0, 6)]);
  });
});

describe('an organisation that asks for a second factor', () => {
  async function ask(of: string): Promise<void> {
    const { items } = (await server.as('admin').get('/api/v1/settings/in-force').expect(200)).body as {
      items: { key: string; revision: number }[];
    };
    const { revision } = items.find(({ key }) => key === 'secondFactor')!;
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    await server
      .as('admin')
      .post('/api/v1/settings/changes')
      .send({ unitId: server.root, key: 'secondFactor', fromDay: day, value: of, revision })
      .expect(201);
  }

  it('lets whoever has none do nothing but add one, at once or within a minute, and spares whom it does not ask', async () => {
    const [auditor, planner] = [await person('auditor'), await person('planner')];
    const weak = (await signIn(auditor.login)).agent;
    await ask('administratorsAndAuditors');
    const { agent, body, status } = await signIn(auditor.login);
    expect([status, body.mustEnrol, body.actions]).toEqual([201, true, ['me.read', 'me.password', 'me.factors']]);
    const refused = await agent.get('/api/v1/visits');
    expect([refused.status, reasonOf(refused)]).toEqual([403, 'SECOND_FACTOR_TO_SET_UP']);
    expect((await signIn(planner.login)).body.mustEnrol).toBe(false);

    await server.running.db.query(
      `update session set expires_at = expires_at - interval '2 minutes' where person_id = $1`,
      [auditor.personId],
    );
    await weak.get('/api/v1/me');
    await weak.get('/api/v1/visits').expect(403);

    const { secret } = await addTotp(agent);
    await agent.get('/api/v1/visits').expect(200);
    const last = await agent.post('/api/v1/me/factors/totp/removal').send({ password: PASSWORD });
    expect([last.status, reasonOf(last)]).toEqual([409, 'SECOND_FACTOR_REQUIRED']);
    expect((await signIn(auditor.login, codeOf(secret))).body.mustEnrol).toBe(false);
    await agent.post('/api/v1/me/password').send({ current: PASSWORD, next: 'another long sentence' }).expect(200);
    await agent.get('/api/v1/visits').expect(200);
    await ask('nobody');
  });

  it('has an administrator who helps whoever lost theirs, below and not above, and not themself', async () => {
    const { login, personId, agent } = await person('planner');
    await addTotp(agent);
    await server.as('supervisor.east').delete(`/api/v1/people/${personId}/factors`).expect(403);
    await server.as('admin.west').delete(`/api/v1/people/${personId}/factors`).expect(404);
    await server
      .as('admin.east')
      .delete(`/api/v1/people/${server.idOf('admin.east')}/factors`)
      .expect(409);
    await server.as('admin.east').delete(`/api/v1/people/${personId}/factors`).expect(204);
    await agent.get('/api/v1/me').expect(401);
    expect((await signIn(login)).status).toBe(201);
  });
});
