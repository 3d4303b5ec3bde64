import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActOnMe } from '../../shared/access.ts';
import type { Person } from '../../shared/people.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { E1, PASSWORD, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Fact {
  act: string;
  personId: string | null;
  byId: string | null;
  via: string;
  detail: Record<string, unknown> | null;
}

async function facts<T = Fact>(kind: string, where = 'true'): Promise<T[]> {
  const { rows } = await server.running.db.query<{ fact: string }>(
    `select fact from ledger_entry where kind = $1 and ${where} order by at`,
    [kind],
  );
  return rows.map(({ fact }) => JSON.parse(fact) as T);
}

const actsTold = async (login: string): Promise<ActOnMe[]> =>
  ((await server.as(login).get('/api/v1/me/acts').expect(200)).body as { items: ActOnMe[] }).items;

const issue = async (by: string, path: string): Promise<IssuedDevice> =>
  (await server.as(by).post(`/api/v1${path}`).send({ label: 'phone' }).expect(201)).body as IssuedDevice;

describe('an administrator who acts in the name of others', () => {
  it('leaves each act in the ledger, with the credential, and whom it concerns is told', async () => {
    const [repId, adminId] = [server.idOf('rep.west'), server.idOf('admin.west')];
    const { device, token } = await issue('admin.west', `/people/${repId}/devices`);
    const visitId = randomUUID();
    const start = { visitId, retailerId: server.retailers.get('W1'), ...pressAt(E1, new Date()) };
    await request(server.url).post('/api/v1/visits').set('Authorization', `Bearer ${token}`).send(start).expect(201);
    for (let i = 0; i < 2; i++) await server.as('admin.west').delete(`/api/v1/devices/${device.deviceId}`).expect(204);

    const concerned = `(fact::json ->> 'personId') = '${repId}' and (fact::json ->> 'act') like 'token%'`;
    const detail = { deviceId: device.deviceId, label: 'phone' };
    const by = { personId: repId, byId: adminId, via: expect.stringMatching(/^session [0-9a-f]{16}$/) as string };
    expect(await facts('access', concerned)).toEqual([
      expect.objectContaining({ act: 'token.issued', ...by, detail }),
      expect.objectContaining({ act: 'token.revoked', ...by, detail }), // twice is once
    ]);
    const pressed = await facts<{ via: string }>('press', `fact::json ->> 'visitId' = '${visitId}'`);
    expect(pressed).toMatchObject([{ via: `device ${device.deviceId}` }]);
    const told = await actsTold('rep.west');
    expect(told.map(({ act, byName }) => [act, byName])).toEqual([
      ['token.revoked', 'admin.west'],
      ['token.issued', 'admin.west'],
      ['person.added', 'Root'],
    ]);
  });

  it('who takes another by the password is named beside what was decided so', async () => {
    const rep = server.as('rep.west');
    const visitId = randomUUID();
    const pressedAt = new Date(Date.now() - 60_000);
    const open = await server.running.db.query<{ id: string }>(`select visit_id as id from press where kind = 'start'`);
    await rep.post(`/api/v1/visits/${open.rows[0]!.id}/end`).send(pressAt(E1, new Date())).expect(201);
    const start = { visitId, retailerId: server.retailers.get('W2'), ...pressAt(E1, pressedAt) };
    await rep.post('/api/v1/visits').send(start).expect(201);
    await rep.post(`/api/v1/visits/${visitId}/end`).send(pressAt(E1, new Date())).expect(201);
    await until(
      async () => (await rep.post(`/api/v1/visits/${visitId}/appeal`).send({ note: 'was there' })).status === 201,
    );
    const password = 'violet harbour pencil';
    await server
      .as('admin.west')
      .patch(`/api/v1/people/${server.idOf('auditor.west')}`)
      .send({ password })
      .expect(200);
    const agent = request.agent(server.url);
    await agent.post('/api/v1/session').send({ login: 'auditor.west', password }).expect(201);
    await agent.post(`/api/v1/visits/${visitId}/decision`).send({ word: 'valid', note: '' }).expect(201);
    const [set] = await facts('access', `fact::json ->> 'act' = 'password.set'`);
    expect(set).toMatchObject({ personId: server.idOf('auditor.west'), byId: server.idOf('admin.west') });
    const [decided] = await facts<{ via: string }>('decision');
    expect(decided!.via).toMatch(/^session /);
    const told = (await agent.get('/api/v1/me/acts').expect(200)).body as { items: ActOnMe[] };
    expect(told.items[0]).toMatchObject({ act: 'password.set', byName: 'admin.west' });
  });
});

describe('every act on who may do what', () => {
  it('of a person, from the first to the last, says what it was and is', async () => {
    const admin = server.as('admin');
    const { body } = await admin
      .post('/api/v1/people')
      .send({ unitId: server.units.east, role: 'rep', name: 'Ada', login: 'ada', password: PASSWORD })
      .expect(201);
    const { personId } = body as Person;
    const change = (what: object) => admin.patch(`/api/v1/people/${personId}`).send(what).expect(200);
    await change({ name: 'Ada L.' }); // no matter of access
    await change({ role: 'planner', unitId: server.units.west });
    await change({ role: 'planner', isActive: false });
    const of = await facts('access', `fact::json ->> 'personId' = '${personId}'`);
    expect(of.map(({ act, detail }) => [act, detail])).toEqual([
      ['person.added', { role: 'rep', login: 'ada' }],
      ['role.changed', { from: 'rep', to: 'planner' }],
      ['unit.changed', { from: server.units.east, to: server.units.west }],
      ['activity.changed', { to: false }],
    ]);
  });

  it('on oneself is recorded and not told to oneself', async () => {
    const before = await actsTold('rep.east');
    const { device } = await issue('rep.east', '/me/devices');
    await server.as('rep.east').post(`/api/v1/me/devices/${device.deviceId}/token`).expect(201);
    expect(await actsTold('rep.east')).toEqual(before);
    const own = await facts('access', `fact::json ->> 'byId' = '${server.idOf('rep.east')}'`);
    expect(own.map(({ act }) => act)).toEqual(['token.issued', 'token.rotated']);
  });

  it('that takes evidence away is one', async () => {
    await server.as('auditor.east').get('/api/v1/ledger/export').expect(200);
    expect(await facts('access', `fact::json ->> 'act' = 'evidence.exported'`)).toMatchObject([
      { byId: server.idOf('auditor.east') },
    ]);
  });

  it('stays as it was: a row that is changed, or gone, is found', async () => {
    const { db } = server.running;
    expect(await rowsUnlikeLedger(db, 100)).toEqual([]);
    await expect(db.query('update access_act set by_id = null')).rejects.toThrow('append-only');
    await db.query('alter table access_act disable trigger user');
    await db.query(`update access_act set by_id = null where act = 'password.set'`);
    expect((await rowsUnlikeLedger(db, 100)).join()).toMatch(/act \d+: the row is not what was recorded/);
    await db.query(`delete from access_act where act = 'password.set'`);
    expect((await rowsUnlikeLedger(db, 100)).join()).toMatch(/access \d+ in unit .*: recorded, and its row is gone/);
  });
});
