import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitDetail } from '../../shared/visits.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let phone: string;
beforeAll(async () => {
  server = await startTestServer();
  phone = await server.deviceToken('rep.east');
});
afterAll(() => server.stop());

interface Item {
  quarantineId: number;
  reason: string;
  detail: string;
  why: object | null;
  replay: { replayedAt: string; storedFixes: number; readParts: number; still: { reason: string }[] } | null;
}

const quarantine = async () =>
  ((await server.as('admin').get('/api/v1/positions/quarantine').expect(200)).body as { items: Item[] }).items;
const replay = (id: number, login = 'admin') => server.as(login).post(`/api/v1/positions/quarantine/${id}/replay`);
const fixCount = async () =>
  (await server.running.db.query<{ n: number }>('select count(*)::int as n from fix')).rows[0]!.n;

describe('what could not be read', () => {
  it('is read again with the readers of today, and what they read is stored once, for the phone that sent it', async () => {
    // as a reader left it that did not know this message yet
    const raw = JSON.stringify({
      method: 'POST',
      query: {},
      headers: {},
      contentType: 'application/json',
      body: { _type: 'location', lat: 28, lon: 120.6, tst: 1_790_000_000, tid: 'ab', acc: 9 },
    });
    await server.running.db.query(
      `insert into quarantine (org_id, device_id, app, reason, detail, raw, raw_sha256) select org_id, device_id, 'unknown', 'APP_UNKNOWN', 'No app that is known here sends this.', $1, '\\x01' from device limit 1`,
      [raw],
    );
    const { quarantineId, detail, why } = (await quarantine())[0]!;
    expect([detail, why]).toEqual(['No app that is known here sends this.', null]);
    await replay(quarantineId, 'admin.west').expect(404);
    expect((await replay(quarantineId).expect(200)).body).toMatchObject({ storedFixes: 1, readParts: 1, still: [] });
    expect((await replay(quarantineId).expect(200)).body).toMatchObject({ storedFixes: 0, readParts: 1, still: [] });
    const { rows } = await server.running.db.query<{ rep: string; at: Date }>(
      'select rep_id as rep, fix_at as at from fix',
    );
    expect(rows).toEqual([{ rep: server.idOf('rep.east'), at: new Date(1_790_000_000_000) }]);
    expect(await quarantine()).toMatchObject([{ quarantineId, reason: 'APP_UNKNOWN', replay: { storedFixes: 0 } }]);
    await expect(server.running.db.query('delete from quarantine_replay')).rejects.toThrow(/append-only/);
  });

  it('stays unreadable where it still is, with the reason, and stores nothing', async () => {
    const before = await fixCount();
    const say = (body: object) => request(server.url).post('/pub').auth('any', phone).send(body).expect(200);
    await say({ _type: 'location', lat: 91, lon: 120.6, tst: 1_790_000_100 });
    await say({ _type: 'location', lat: 29, lon: 120.6, tst: 1_790_000_000, tid: 'ab' }); // elsewhere at the time of the fix above
    const items = (await quarantine()).filter((item) => item.replay === null);
    expect(items.map((item) => item.reason)).toEqual(['SAME_TIME_OTHER_PLACE', 'POSITION_OUT_OF_RANGE']);
    expect(items.map(({ why, detail }) => [why, detail])).toEqual([
      [{ code: 'ELSEWHERE_STORED' }, expect.stringMatching(/^Another position/)],
      [{ code: 'NO_SUCH_PLACE_ON_EARTH', lng: 120.6, lat: 91 }, 'There is no longitude 120.6, latitude 91.'],
    ]);
    for (const { quarantineId, reason } of items)
      expect((await replay(quarantineId).expect(200)).body).toMatchObject({
        storedFixes: 0,
        readParts: 0,
        still: [{ reason }],
      });
    expect(await fixCount()).toBe(before);
    expect(await quarantine()).toHaveLength(3);
  });
});

describe("today's retailers", () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const plan = (...codes: string[]) =>
    server
      .as('planner.east')
      .post('/api/v1/plans')
      .send({
        repId: server.idOf('rep.east'),
        day: today,
        retailerIds: codes.map((c) => server.retailers.get(c)),
        keepOrder: true,
      })
      .expect(201);
  let tst = Math.floor(Date.now() / 1000) - 3_000;
  const locate = async (
    at = ++tst,
  ): Promise<{ waypoints: { waypoints: { desc: string; lat: number; rid: string }[] } }[]> =>
    (
      await request(server.url)
        .post('/pub')
        .auth('any', phone)
        .send({ _type: 'location', lat: 28.5, lon: 120.6, tst: at, tid: 'ab' })
        .expect(200)
    ).body as never;

  it('are answered to an OwnTracks phone once, again when the plan changes, and again to a phone that did not hear it', async () => {
    expect(await locate()).toEqual([]);
    await plan('E1', 'E2');
    const [command] = await locate();
    expect(command!.waypoints.waypoints.map((w) => w.desc)).toEqual(['East shop 1 (E1)', 'East shop 2 (E2)']);
    expect(await locate()).toEqual([]);
    await plan('E2', 'E3');
    const [next] = await locate();
    expect(next!.waypoints.waypoints.map((w) => [w.desc, w.lat > 0])).toEqual([
      ['East shop 1 (E1)', false],
      ['East shop 2 (E2)', true],
      ['East shop 3 (E3)', true],
    ]); // E1 is taken away
    expect(await locate(tst)).toHaveLength(1); // sent again: the answer was lost
    expect(await locate()).toEqual([]);
  });

  it('whose border the phone crossed around a visit are evidence, also when they are told late', async () => {
    const startedAt = new Date(Date.now() - 30 * 60_000);
    const cross = (event: string, desc: string, at: number) =>
      request(server.url)
        .post('/pub')
        .auth('any', phone)
        .send({ _type: 'transition', event, desc, tst: at, wtst: 1_000_000_000, lat: E1.lat, lon: E1.lng, acc: 10 })
        .expect(200);
    const startS = Math.floor(startedAt.getTime() / 1000);
    await cross('enter', 'East shop 2 (E2)', startS - 60);
    await cross('leave', 'East shop 2 (E2)', startS + 500);
    await cross('enter', 'my home', startS + 100);
    await cross('enter', 'East shop 3 (E3)', startS + 200);
    const visitId = randomUUID();
    const rep = server.as('rep.east');
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get('E2'), ...pressAt(E1, startedAt) })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${visitId}/end`)
      .send(pressAt(E1, new Date(startedAt.getTime() + 480_000)))
      .expect(201);
    const detail = async () => (await rep.get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
    await until(async () => (await detail()).verdicts.length === 1);
    const { notices, reasons } = await detail();
    expect(reasons).toContain('PHONE_NOTICED');
    expect(notices.map((n) => [n.event, Date.parse(n.at) / 1000 - startS])).toEqual([
      ['enter', -60],
      ['leave', 500],
    ]);
    await cross('leave', 'East shop 2 (E2)', startS + 30); // told late: the visit is judged again
    await until(async () => (await detail()).verdicts.length === 2);
    expect((await detail()).reasons).toContain('NOTICED_ELSEWHERE');
  });
});
