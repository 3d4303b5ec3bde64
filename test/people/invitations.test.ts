import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Added, PersonRow } from '../../shared/invitations.ts';
import { readPeopleTable } from '../../server/people/peopleTable.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const api = (path: string) => `/api/v1${path}`;
const tokenIn = (url: string) => new URL(url).searchParams.get('token')!;
const accept = (token: string, password = 'kingfisher over the estuary') =>
  request(server.url).post(api('/invitation')).send({ token, password });
const signIn = (login: string, password = 'kingfisher over the estuary') =>
  request(server.url).post(api('/session')).send({ login, password });

async function add(...people: { name: string; login: string; phone?: string }[]): Promise<Added[]> {
  const rows = people.map((one) => ({ ...one, role: 'rep', unitId: server.units.east }));
  const { body } = await server.as('admin').post(api('/people/invited')).send({ people: rows }).expect(201);
  return (body as { items: Added[] }).items;
}

describe('an invitation', () => {
  it('lets somebody choose their own password, who is signed out until then', async () => {
    const [one] = await add({ name: '王 芳', login: 'wang.fang', phone: '138 0000 0000' });
    expect(one).toMatchObject({ person: { login: 'wang.fang', phone: '138 0000 0000', role: 'rep' }, reason: null });
    const token = tokenIn(one!.invitation!.url);
    const look = await request(server.url).post(api('/invitation/look')).send({ token }).expect(200);
    expect(look.body).toMatchObject({ name: '王 芳', login: 'wang.fang' });
    await signIn('wang.fang').expect(401);
    await accept(token).expect(200, { login: 'wang.fang' });
    await signIn('wang.fang').expect(201);
  });

  it('is good once, and refuses a password that is guessed first', async () => {
    const [one] = await add({ name: 'Once', login: 'once' });
    const token = tokenIn(one!.invitation!.url);
    await accept(token, 'password1234').expect(400);
    await accept(token).expect(200);
    const again = await accept(token, 'another one altogether 7').expect(404);
    expect(again.body).toMatchObject({ reason: { code: 'INVITATION_OVER' } });
    await signIn('once').expect(201);
  });

  it('ends after seven days, when a newer one is made, and with its person’s activity', async () => {
    const [late, old, gone] = await add(
      { name: 'Late', login: 'late' },
      { name: 'Old', login: 'old.link' },
      { name: 'Gone', login: 'gone' },
    );
    await server.running.db.query(
      `update invitation set expires_at = now() - interval '1 second' where person_id = $1`,
      [late!.person!.personId],
    );
    await accept(tokenIn(late!.invitation!.url)).expect(404);
    const newer = await server
      .as('admin')
      .post(api(`/people/${old!.person!.personId}/invitation`))
      .expect(201);
    await accept(tokenIn(old!.invitation!.url)).expect(404);
    await accept(tokenIn((newer.body as { url: string }).url)).expect(200);
    await server
      .as('admin')
      .patch(api(`/people/${gone!.person!.personId}`))
      .send({ isActive: false })
      .expect(200);
    await accept(tokenIn(gone!.invitation!.url)).expect(404);
  });

  it('says of a login that is taken or looks like another so, and adds the others', async () => {
    const items = await add(
      { name: 'Twice', login: 'rep.east' },
      { name: 'Trick', login: 'аdmin' },
      { name: 'Fine', login: 'fine' },
    );
    expect(items.map(({ login, reason }) => [login, reason?.code ?? null])).toEqual([
      ['rep.east', 'LOGIN_TAKEN'],
      ['аdmin', 'LOGIN_LOOKS_LIKE_ANOTHER'],
      ['fine', null],
    ]);
  });

  it('is on record: who was added, and who chose a password', async () => {
    const [one] = await add({ name: 'Noted', login: 'noted' });
    await accept(tokenIn(one!.invitation!.url)).expect(200);
    const { rows } = await server.running.db.query<{ act: string }>(
      'select act from access_act where person_id = $1 order by act_no',
      [one!.person!.personId],
    );
    expect(rows.map(({ act }) => act)).toEqual(['person.added', 'password.changed']);
  });
});

const units = [
  { unitId: 'root', name: 'Root' },
  { unitId: 'east', name: '城东营销部' },
];
const read = (csv: string) => {
  const told = readPeopleTable({ bytes: Buffer.from(csv), unitId: 'root', units });
  if (!told.ok) throw new Error(told.why.code);
  return told.items;
};

describe('a file of people', () => {
  it('is read in Chinese: roles, units and telephones', () => {
    expect(
      read('姓名,账号,岗位,所属部门,手机号\n王芳,wf,客户经理,城东营销部,13800000000\n李 强,,市场经理,,\n'),
    ).toEqual([
      { line: 2, name: '王芳', login: 'wf', role: 'rep', unitId: 'east', phone: '13800000000', problem: null },
      { line: 3, name: '李 强', login: '李.强', role: 'supervisor', unitId: 'root', phone: null, problem: null },
    ]);
  });

  it('is read in English, and says which unit and which role there is not', () => {
    const items = read('Name,Role,Team,Mobile\nAnna Lind,Sales Rep,Nowhere,1\nBo,Astronaut,Root,2\n');
    expect(items.map(({ login, unitId, problem }) => [login, unitId, problem])).toEqual([
      ['Anna.Lind', 'root', { code: 'UNKNOWN_UNIT', name: 'Nowhere' }],
      ['Bo', 'root', { code: 'UNKNOWN_ROLE', role: 'Astronaut' }],
    ]);
  });

  it('that is large is read in a process of its own, and says who is known', async () => {
    const { body } = await server
      .as('admin')
      .post(api('/people/file'))
      .query({ fileName: 'people.csv', unitId: server.units.east })
      .set('Content-Type', 'text/csv')
      .send(`name,login\nRep,REP.EAST\nNobody,nobody.yet\n${'x'.repeat(150_100)}\n`)
      .expect(200);
    expect((body as { items: PersonRow[] }).items.map(({ isKnown }) => isKnown).slice(0, 2)).toEqual([true, false]);
  });
});
