import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../../shared/units.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const api = (path: string) => `/api/v1${path}`;
const add = async (name: string, parentId: string): Promise<Unit> =>
  (await server.as('admin').post(api('/units')).send({ name, parentId }).expect(201)).body as Unit;
const change = (unitId: string, body: object) =>
  server
    .as('admin')
    .patch(api(`/units/${unitId}`))
    .send(body);
const listed = async (login: string): Promise<string[]> =>
  ((await server.as(login).get(api('/units')).expect(200)).body as { items: Unit[] }).items.map(({ name }) => name);

describe('a unit', () => {
  it('is renamed, moved and given another time zone, and who leads the other one sees it', async () => {
    const { unitId } = await add('Team 1', server.units.east);
    expect(await listed('admin.west')).not.toContain('Team 7');
    const { body } = await change(unitId, {
      name: 'Team 7',
      parentId: server.units.west,
      timeZone: 'Asia/Urumqi',
    }).expect(200);
    expect(body).toMatchObject({ name: 'Team 7', parentId: server.units.west, timeZone: 'Asia/Urumqi' });
    expect(await listed('admin.west')).toContain('Team 7');
    expect(await listed('admin.east')).not.toContain('Team 7');
  });

  it('never stands below itself, nor two at once below each other', async () => {
    const one = await add('Above', server.units.east);
    const two = await add('Beneath', one.unitId);
    await change(one.unitId, { parentId: two.unitId }).expect(409);
    const other = await add('Beside', server.units.east);
    const told = await Promise.all([
      change(one.unitId, { parentId: other.unitId }),
      change(other.unitId, { parentId: one.unitId }),
    ]);
    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is closed when nothing is left in it, and opens again where one of its name is added', async () => {
    const { unitId } = await add('Closing', server.units.east);
    const inner = await add('Inner', unitId);
    const refused = await change(unitId, { isClosed: true }).expect(409);
    expect(refused.body).toMatchObject({ reason: { code: 'UNIT_IN_USE', units: 1 } });
    await change(inner.unitId, { isClosed: true }).expect(200);
    await change(unitId, { isClosed: true }).expect(200);
    expect(await listed('admin.east')).not.toContain('Closing');
    const again = await add('Closing', server.units.west);
    expect(again).toMatchObject({ unitId, parentId: server.units.west });
  });

  it('of one’s own is not moved, and a name is given once', async () => {
    await server
      .as('admin.east')
      .patch(api(`/units/${server.units.east}`))
      .send({ isClosed: true })
      .expect(409);
    const taken = await change(server.units.east, { name: 'West' }).expect(409);
    expect(taken.body).toMatchObject({ reason: { code: 'UNIT_NAME_TAKEN' } });
  });
});
