import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, tokenHash } from '../../server/auth.ts';
import { recogniserOf } from '../../server/people/recognise.ts';
import { AppError } from '../../server/errors.ts';
import { ownerClient } from '../../server/ownerClient.ts';
import { findServer, ownerTokenFor } from '../../server/runningServer.ts';
import { readMe } from '../../shared/sessions.ts';
import { PASSWORD, startTestServer, type Agent, type TestServer } from '../helpers/server.ts';

/** The first organisation is set up through the API, the second is put beside it by SQL: no endpoint makes one yet. */
let server: TestServer;
let second: { orgId: number; admin: Agent; root: string };
beforeAll(async () => {
  server = await startTestServer();
  const { db } = server.running;
  const { rows } = await db.query<{ orgId: number; root: string }>(
    `with o as (insert into org (name) values ('Second City') returning org_id),
          u as (insert into unit (org_id, name, time_zone) select org_id, 'Second City', 'Europe/Berlin' from o returning org_id, unit_id)
     insert into person (org_id, unit_id, role, name, login, password_hash) select org_id, unit_id, 'admin', 'Second root', 'admin.second', $1 from u
     returning org_id as "orgId", unit_id as root`,
    [await hashPassword(PASSWORD)],
  );
  const admin = request.agent(server.url);
  await admin.post('/api/v1/session').send({ login: 'admin.second', password: PASSWORD }).expect(201);
  second = { ...rows[0]!, admin };
});
afterAll(() => server.stop());

const me = async (agent: Agent) =>
  (await agent.get('/api/v1/me').expect(200)).body as { org: { orgId: number; name: string; synthetic: boolean } };

describe('two organisations in one database', () => {
  it('are told apart by whoever signs in', async () => {
    expect((await me(second.admin)).org).toEqual({ orgId: second.orgId, name: 'Second City', synthetic: false });
    expect((await me(server.as('admin'))).org).toMatchObject({ name: 'Test City' });
    const again = await second.admin.post('/api/v1/session').send({ login: 'admin.second', password: PASSWORD });
    expect(again.body).toMatchObject({ org: { name: 'Second City' } });
  });

  it('have names of their own: the same unit and the same code of a retailer', async () => {
    const east = await second.admin.post('/api/v1/units').send({ parentId: second.root, name: 'East' }).expect(201);
    await second.admin
      .post('/api/v1/retailers/imports')
      .query({ fileName: 'second.csv', frame: 'wgs84' })
      .set('Content-Type', 'text/csv')
      .send('code,name,lng,lat\nE1,Shop of the second,13.4,52.5')
      .expect(202);
    const shops = async (agent: Agent) =>
      ((await agent.get('/api/v1/retailers').expect(200)).body as { items: { code: string; name: string }[] }).items;
    await expect.poll(async () => (await shops(second.admin)).map(({ name }) => name)).toEqual(['Shop of the second']);
    expect((await shops(server.as('admin'))).find(({ code }) => code === 'E1')!.name).toBe('East shop 1');
    await server
      .as('admin')
      .post('/api/v1/units')
      .send({ parentId: (east.body as { unitId: string }).unitId, name: 'Below' })
      .expect(404);
  });

  it('have rules of their own for passwords: the first is a demo, the second is not', async () => {
    await server.running.db.query(`update org set synthetic = true where name = 'Test City'`);
    const add = (agent: Agent, unitId: string, login: string) =>
      agent.post('/api/v1/people').send({ unitId, role: 'rep', name: login, login, password: 'password1234' });
    await add(server.as('admin'), server.root, 'first.rep').expect(201);
    await add(second.admin, second.root, 'second.rep').expect(400);
    await server.running.db.query(`update org set synthetic = name = 'Second City'`);
    await add(server.as('admin'), server.root, 'first.other').expect(400);
    await add(second.admin, second.root, 'second.rep').expect(201);
    await server.running.db.query('update org set synthetic = false');
  });

  it('have settings of their own', async () => {
    const recording = async (agent: Agent) =>
      ((await agent.get('/api/v1/settings').expect(200)).body as { recording: string }).recording;
    await second.admin.patch('/api/v1/settings').send({ recording: 'shift' }).expect(200);
    expect([await recording(second.admin), await recording(server.as('admin'))]).toEqual(['shift', 'always']);
  });

  it('are not named to a visitor, who has not said which one is theirs; nor does a visitor see a demo’s logins', async () => {
    await server.running.db.query(`update org set synthetic = true where name = 'Test City'`);
    const welcome = await request(server.url).get('/api/v1/welcome').expect(200);
    await server.running.db.query('update org set synthetic = false');
    expect(welcome.body).toEqual({ isSetUp: true, orgName: null, synthetic: false, provider: null, demo: null });
  });

  it('are named by the owner of the machine, who is told which there are', async () => {
    const owner = recogniserOf(server.running.db, { idleHours: 1, maxHours: 1 }, 'the owner', async () => false);
    const as = (org?: string) => owner.byOwner(tokenHash(ownerTokenFor('the owner', org)));
    expect(await as('Test City')).toMatchObject({ personId: server.idOf('admin'), isOwner: true });
    expect(await as('Second City')).toMatchObject({ orgId: second.orgId, isOwner: true });
    expect(await as('No City')).toBeNull();
    await expect(as()).rejects.toMatchObject({
      reason: { code: 'WHICH_ORGANISATION', names: ['Test City', 'Second City'] },
    });
  });

  it('are named by the commands: a running server answers for the one that is named', async () => {
    const running = (await findServer(server.dataDir))!;
    expect((await (await ownerClient(running, 'Second City')).call(readMe)).org.orgId).toBe(second.orgId);
    const refusal = async (org?: string) => {
      const error: unknown = await ownerClient(running, org).catch((failed: unknown) => failed);
      return error instanceof AppError ? error.reason : error;
    };
    const names = ['Test City', 'Second City'];
    expect(await refusal()).toEqual({ code: 'WHICH_ORGANISATION', names });
    expect(await refusal('No City')).toEqual({ code: 'NO_SUCH_ORGANISATION', name: 'No City', names });
  });
});
