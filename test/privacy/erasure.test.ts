import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../shared/people.ts';
import type { Erasure, StoredAboutMe } from '../../shared/privacy.ts';
import { E1, PASSWORD, pressAt, startTestServer, until, type Agent, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const day = '2026-01-05';
const count = async (what: string): Promise<number> =>
  (await server.running.db.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]!.n;

/** A rep in the east with a day behind them: positions, a notice, something unreadable, a judged visit. */
async function newRep(login: string): Promise<{ rep: Agent; repId: string; visitId: string; token: string }> {
  const admin = server.as('admin');
  const repId = (
    (
      await admin
        .post('/api/v1/people')
        .send({ unitId: server.units.east, role: 'rep', name: login, login, password: PASSWORD })
        .expect(201)
    ).body as Person
  ).personId;
  const rep = request.agent(server.url);
  await rep.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  const { token } = (
    await admin
      .post(`/api/v1/people/${repId}/devices`)
      .send({ label: `${login} phone` })
      .expect(201)
  ).body as { token: string };
  const send = (body: object) => request(server.url).post('/pub').auth('any', token).send(body).expect(200);
  const from = Date.parse(`${day}T02:00:00Z`) / 1_000;
  for (let i = 0; i < 5; i++) await send({ _type: 'location', lon: E1.lng, lat: E1.lat, acc: 8, tst: from + 60 * i });
  await send({
    _type: 'transition',
    event: 'enter',
    desc: 'x',
    tst: from,
    lon: E1.lng,
    lat: E1.lat,
    acc: 8,
    t: 'c',
    wtst: from,
  });
  await send({ _type: `unknown kind of ${login}` });
  const visitId = crypto.randomUUID();
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get('E1'), ...pressAt(E1, new Date(from * 1_000)) })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(pressAt(E1, new Date(from * 1_000 + 600_000)))
    .expect(201);
  await until(async () => (await count(`verdict where visit_id = '${visitId}'`)) > 0);
  return { rep, repId, visitId, token };
}

describe('everything that is stored about oneself', () => {
  it('comes as one file: each position, press, notice, judgement with its evidence, what could not be read, who looked, and nothing of others', async () => {
    const { rep, repId, visitId } = await newRep('anna');
    await newRep('bert');
    const track = { repId, from: `${day}T00:00:00Z`, to: `${day}T12:00:00Z` };
    await server.as('supervisor.east').get('/api/v1/positions/track').query(track).expect(200);
    const answer = await rep
      .get('/api/v1/me/stored/export')
      .expect(200)
      .expect('Content-Disposition', /attachment/);
    const stored = JSON.parse(answer.text) as StoredAboutMe & {
      format: string;
      account: object;
      unreadable: { raw: string }[];
      looksAtOthers: unknown[];
      days: {
        day: string;
        fixes: unknown[];
        presses: unknown[];
        notices: unknown[];
        visits: { visitId: string; verdicts: { evidence: object }[] }[];
      }[];
    };
    expect(stored).toMatchObject({
      format: 'rounds-stored/1',
      personId: repId,
      account: { login: 'anna', role: 'rep', unit: 'East' },
      looks: [{ lookerName: 'supervisor.east' }],
      looksAtOthers: [],
      days: [{ day }],
    });
    const [only] = stored.days;
    expect([only!.fixes.length, only!.presses.length, only!.notices.length, only!.visits.length]).toEqual([5, 2, 1, 1]);
    expect(only!.visits[0]!.visitId).toBe(visitId);
    expect(only!.visits[0]!.verdicts[0]!.evidence).toHaveProperty('track');
    expect(stored.unreadable.map(({ raw }) => raw).join()).toContain('unknown kind of anna');
    expect(answer.text).not.toMatch(/bert|password|token_hash|argon2/);
    const looker = JSON.parse(
      (await server.as('supervisor.east').get('/api/v1/me/stored/export').expect(200)).text,
    ) as typeof stored;
    expect(looker.looksAtOthers).toMatchObject([{ repIds: [repId], way: 'track' }]);
    expect(looker.days).toEqual([]);
  });
});

describe('the positions of somebody who works here no more', () => {
  it('are deleted by an administrator of their unit; presses, verdicts and evidence stay, and the ledger says who, why and how much', async () => {
    const { repId, visitId, token } = await newRep('carl');
    const admin = server.as('admin.east');
    const erase = (agent: Agent) =>
      agent.post('/api/v1/positions/erasures').send({ personId: repId, note: 'Left on Friday.' });
    const stillHere = await erase(admin).expect(409);
    expect(stillHere.body).toMatchObject({ code: 'CONFLICT' });
    await admin.patch(`/api/v1/people/${repId}`).send({ isActive: false }).expect(200);
    await erase(server.as('admin.west')).expect(404);
    await erase(server.as('auditor.east')).expect(403);

    const others = await count(`fix where rep_id <> '${repId}'`);
    const before = (await server.as('admin').get(`/api/v1/visits/${visitId}`).expect(200)).body as object;
    expect(await count(`event where rep_id = '${repId}'`)).toBeGreaterThan(0);
    const erased = (await erase(admin).expect(201)).body as Erasure;
    expect(await count(`event where rep_id = '${repId}'`)).toBe(0);
    expect(erased).toMatchObject({ personId: repId, fixes: 5, notices: 1, quarantined: 1 });
    for (const table of ['fix', 'phone_notice'])
      expect(await count(`${table} where rep_id = '${repId}'`), table).toBe(0);
    expect(await count(`quarantine q join device d using (org_id, device_id) where person_id = '${repId}'`)).toBe(0);
    expect(await count(`fix where rep_id <> '${repId}'`)).toBe(others);
    const after = (await server.as('admin').get(`/api/v1/visits/${visitId}`).expect(200)).body as object;
    expect({ ...after, notices: null, ledger: null }).toEqual({ ...before, notices: null, ledger: null });
    await request(server.url)
      .post('/pub')
      .auth('any', token)
      .send({ _type: 'location', lat: 28, lon: 120, tst: 1_760_000_000 })
      .expect(401);
    expect((await erase(admin).expect(201)).body).toMatchObject({ fixes: 0, notices: 0, quarantined: 0 });

    const chain = (
      await server
        .as('auditor.east')
        .get('/api/v1/ledger/export')
        .buffer(true)
        .parse((res, done) => {
          let text = '';
          res.on('data', (chunk: Buffer) => (text += chunk.toString()));
          res.on('end', () => done(null, text));
        })
        .expect(200)
    ).body as string;
    const entries = chain
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; fact: string })
      .filter(({ kind }) => kind === 'erasure')
      .map(({ fact }) => JSON.parse(fact) as object);
    expect(entries).toMatchObject([
      { personId: repId, erasedBy: server.idOf('admin.east'), note: 'Left on Friday.', fixes: 5 },
      { fixes: 0 },
    ]);
  });

  it('are on record as deleted, and that record cannot be changed', async () => {
    const { db } = server.running;
    expect(await count('erasure')).toBeGreaterThan(0);
    for (const change of ["update erasure set note = 'nothing'", 'delete from erasure', 'truncate erasure'])
      await expect(db.query(change)).rejects.toThrow('append-only');
  });

  it('are not missed by the judge: nothing is judged again because they are gone', async () => {
    const { repId, visitId } = await newRep('dora');
    await server.as('admin.east').patch(`/api/v1/people/${repId}`).send({ isActive: false }).expect(200);
    await server.as('admin.east').post('/api/v1/positions/erasures').send({ personId: repId, note: 'x' }).expect(201);
    const verdicts = await count(`verdict where visit_id = '${visitId}'`);
    const { visitId: later } = await newRep('emil'); // its judgement says that the judge has passed
    expect(await count(`verdict where visit_id = '${later}'`)).toBeGreaterThan(0);
    expect(await count(`verdict where visit_id = '${visitId}'`)).toBe(verdicts);
  });
});
