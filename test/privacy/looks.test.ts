import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/contract.ts';
import { LngLat } from '../../shared/geo.ts';
import { LookWay } from '../../shared/looks.ts';
import { permissions, type Action, type Role } from '../../shared/people.ts';
import { nameOf, unguarded } from '../architecture/shown.ts';
import { E1, pressAt, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';

let server: TestServer;
let repId: string;
let token: string;
const visits: string[] = [];
/** One for each role that answers; of nobody else's. */
const proposals = new Map<Role, string>();
const timeZone = zoneAtNoon(); // an hour ago was the same day
const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
beforeAll(async () => {
  server = await startTestServer(timeZone);
  repId = server.idOf('rep.east');
  token = await server.deviceToken('rep.east');
  for (const minutesAgo of [35, 15]) await send(minutesAgo);
  const unreadable = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: 'a riddle' };
  expect((await fetch(`${server.url}/pub`, unreadable)).status).toBeLessThan(500);
  for (const minutesAgo of [40, 20]) visits.push(await appealedVisit(minutesAgo));
  const stops = { repId, day, retailerIds: ['E1', 'E2'].map((code) => server.retailers.get(code)!) };
  await server.as('planner.east').post('/api/v1/plans').send(stops).expect(201);
  for (const role of ['auditor', 'admin'] as const) proposals.set(role, await proposedPlace());
});
afterAll(() => server.stop());

/** The rep's phone says where it is. */
async function send(minutesAgo = 0): Promise<void> {
  const fixAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const body = JSON.stringify({ fixes: [{ position: E1, fixAt, accuracyM: 8 }] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/v1/positions`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

async function appealedVisit(minutesAgo: number): Promise<string> {
  const rep = server.as('rep.east');
  const visitId = crypto.randomUUID();
  const startedMs = Date.now() - minutesAgo * 60_000;
  const start = { visitId, retailerId: server.retailers.get('E1'), ...pressAt(E1, new Date(startedMs)) };
  await rep.post('/api/v1/visits').send(start).expect(201);
  await rep.post(`/api/v1/visits/${visitId}/end`).send(pressAt(E1, new Date(startedMs + 600_000)));
  await until(async () => (await rep.post(`/api/v1/visits/${visitId}/appeal`).send({ note: 'look' })).status === 201);
  return visitId;
}

/** A place that the rep's first visit speaks for. */
async function proposedPlace(): Promise<string> {
  const witness = { visitId: visits[0], personId: repId, day, at: E1, sigmaM: 8, isAnchor: false };
  const { rows } = await server.running.db.query<{ proposalId: string }>(
    `insert into place_proposal (org_id, kind, retailer_id, position, sigma_m, evidence, rule)
     select org_id, 'learned', retailer_id, position, 8, $2::text::json, 'rounds-place/1' from retailer where retailer_id = $1 returning proposal_id as "proposalId"`,
    [server.retailers.get('E1'), JSON.stringify({ witnesses: [witness] })],
  );
  return rows[0]!.proposalId;
}

interface Look {
  lookId: number;
  looker: string;
  way: LookWay;
  via: string;
  reps: string[];
}

async function looks(after = 0): Promise<Look[]> {
  const { rows } = await server.running.db.query<Look>(
    `select look_id::int as "lookId", looker_id as looker, way, via, rep_ids as reps from look where look_id > $1 order by look_id`,
    [after],
  );
  return rows;
}
const newest = async (): Promise<number> => (await looks()).at(-1)?.lookId ?? 0;

const hoursFromNow = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Every way by which positions of others leave, and what to ask for. */
const ways: Record<string, { path: (role: Role) => string; body?: object }> = {
  'get /api/v1/live/snapshot': { path: () => '/live/snapshot' },
  'get /api/v1/positions/track': {
    path: () => `/positions/track?repId=${repId}&from=${hoursFromNow(-2)}&to=${hoursFromNow(1)}`,
  },
  'get /api/v1/positions/day': { path: () => `/positions/day?day=${day}` },
  'get /api/v1/visits': { path: () => '/visits' },
  'get /api/v1/visits/export': { path: () => '/visits/export' },
  'get /api/v1/visits/:visitId': { path: () => `/visits/${visits[0]}` },
  'get /api/v1/plans/:repId/:day/actual': { path: () => `/plans/${repId}/${day}/actual` },
  'get /api/v1/positions/quarantine': { path: () => '/positions/quarantine' },
  'get /api/v1/positions/quarantine/export': { path: () => '/positions/quarantine/export' },
  'get /api/v1/ledger/export': { path: () => '/ledger/export' },
  'post /api/v1/visits/:visitId/decision': {
    path: (role) => `/visits/${visits[role === 'admin' ? 1 : 0]}/decision`,
    body: { word: 'valid', note: '' },
  },
  'post /api/v1/visits/:visitId/decision/withdrawal': {
    path: (role) => `/visits/${visits[role === 'admin' ? 1 : 0]}/decision/withdrawal`,
    body: { decisionNo: 1 },
  },
  'get /api/v1/places/proposals/:proposalId': { path: (role) => `/places/proposals/${proposalOf(role)}` },
  'post /api/v1/places/proposals/:proposalId/answer': {
    path: (role) => `/places/proposals/${proposalOf(role)}/answer`,
    body: { word: 'refused' },
  },
  'post /api/v1/places/proposals/:proposalId/undo': {
    path: (role) => `/places/proposals/${proposalOf(role)}/undo`,
    body: { answerNo: 1 },
  },
};
const proposalOf = (role: Role): string => proposals.get(role) ?? proposals.get('admin')!;
/** By the machine's owner, below. */
const OWNERS = 'get /api/v1/backup';
const roles: Role[] = ['rep', 'supervisor', 'planner', 'auditor', 'admin'];

describe('the positions of a person', () => {
  it('leave by no endpoint that says nothing of it: a planted one is found', () => {
    const contracts = server.running.endpoints.map((one) => one.contract);
    expect(unguarded(contracts)).toEqual([]);
    const reply = z.object({ items: z.array(z.object({ where: LngLat.nullable() })) });
    const planted = contract({ method: 'get', path: '/planted', summary: '', action: 'visits.read', reply });
    expect(unguarded([planted])).toEqual(['get /api/v1/planted: .items.where']);
    const guarded = contracts.filter(({ shows }) => shows !== undefined && shows !== 'own').map(nameOf);
    expect([...Object.keys(ways), OWNERS].sort()).toEqual(guarded.sort());
  });

  it.each(Object.entries(ways))(
    'leave by %s with a look of each role that may, and of nobody else',
    async (name, { path, body }) => {
      const { contract: asked } = server.running.endpoints.find((one) => nameOf(one.contract) === name)!;
      for (const role of roles) {
        const agent = server.as(`${role}.east`);
        const before = await newest();
        const url = `/api/v1${path(role)}`;
        const answer = await (body ? agent.post(url).send(body) : agent.get(url));
        const may = permissions[role].includes(asked.action as Action);
        expect([role, answer.status]).toEqual([role, may ? (asked.status ?? 200) : 403]);
        const look = { looker: server.idOf(`${role}.east`), way: asked.shows, reps: [repId] };
        if (may && role !== 'rep') expect(await looks()).toContainEqual(expect.objectContaining(look));
        else expect(await looks(before)).toEqual([]);
      }
    },
  );

  it('leave in a back-up with a look at everybody', async () => {
    const { token } = JSON.parse(readFileSync(join(server.dataDir, 'server.json'), 'utf8')) as { token: string };
    const before = await newest();
    const answer = await fetch(`${server.url}/api/v1/backup`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    expect(await looks(before)).toMatchObject([{ way: 'backup', via: 'owner', reps: [repId] }]);
  });
});

describe('the stream', () => {
  it('tells nobody where somebody is before the look is on record: once an hour for each who watches', async () => {
    const before = await newest();
    const headers = { cookie: await cookieOf(server.url, 'auditor.east') };
    const [one, other] = [await connect(server.url, headers), await connect(server.url, headers)];
    const west = await connect(server.url, { cookie: await cookieOf(server.url, 'auditor.west') });
    for (const watcher of [one, other, west]) await watcher.watch({});
    expect(await looks(before)).toEqual([]); // nothing was said yet
    for (let i = 0; i < 3; i++) {
      await send();
      await until(() => one.events.filter(({ kind }) => kind === 'positions').length > i);
    }
    const made = [{ looker: server.idOf('auditor.east'), way: 'live', reps: [repId] }];
    expect(await looks(before)).toMatchObject(made);
    one.cut();
    await other.watch({});
    await send();
    await until(() => other.events.filter(({ kind }) => kind === 'positions').length > 3);
    expect(await looks(before)).toMatchObject(made);
    for (const watcher of [other, west]) watcher.cut();
  });

  it('catches up with a look too', async () => {
    const headers = { cookie: await cookieOf(server.url, 'planner.east') };
    const first = await connect(server.url, headers);
    await first.watch({});
    await until(() => first.cursor !== undefined);
    first.cut();
    const before = await newest();
    await send();
    const again = await connect(server.url, headers);
    expect(await again.watch({ after: first.cursor! })).toMatchObject({ ok: true, resumed: true });
    await until(() => again.events.some(({ kind }) => kind === 'positions'));
    expect(await looks(before)).toMatchObject([{ looker: server.idOf('planner.east'), way: 'live', reps: [repId] }]);
    again.cut();
  });
});

describe('looks', () => {
  it('are told to whom they were at, by way and hours, and cannot be changed', async () => {
    const { body } = await server.as('rep.east').get('/api/v1/me/stored').expect(200);
    const told = new Set((body as { looks: { way: string }[] }).looks.map(({ way }) => way));
    expect([...told].sort()).toEqual([...LookWay.options].sort());
    await expect(server.running.db.query(`delete from look`)).rejects.toThrow('append-only');
  });
});
