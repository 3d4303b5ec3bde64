import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import type { Shift } from '../../shared/shifts.ts';
import type { StoredAboutMe } from '../../shared/privacy.ts';
import { E1, pressAt, startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let phone: string;
beforeAll(async () => {
  server = await startTestServer();
  phone = await server.deviceToken('rep.east');
});
afterAll(() => server.stop());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const act = (kind: 'open' | 'close', at: string, clientId: string = randomUUID(), login = 'rep.east') =>
  server.as(login).post(`/api/v1/shifts/${kind}`).send({ at, clientId });
const sendFixes = (...ats: string[]) =>
  request(server.url)
    .post('/api/v1/positions')
    .set('Authorization', `Bearer ${phone}`)
    .send({ fixes: ats.map((fixAt) => ({ position: E1, fixAt, accuracyM: 8 })) })
    .expect(200);
const storedAts = async () =>
  (await server.running.db.query<{ at: Date }>('select fix_at as at from fix order by 1')).rows.map((r) =>
    r.at.toISOString(),
  );
const stored = async (login = 'rep.east', day?: string) =>
  (
    await server
      .as(login)
      .get('/api/v1/me/stored')
      .query(day ? { day } : {})
      .expect(200)
  ).body as StoredAboutMe;

describe('a shift', () => {
  it('is opened and closed by the rep, each act once however often it is sent', async () => {
    const [opened, closed] = [minutesAgo(600), minutesAgo(540)];
    const id = randomUUID();
    const first = (await act('open', opened, id).expect(201)).body as Shift;
    expect(first).toMatchObject({ shiftId: id, repId: server.idOf('rep.east'), openedAt: opened, closedAt: null });
    expect((await act('open', opened, id).expect(201)).body).toEqual(first);
    expect((await act('open', minutesAgo(590)).expect(409)).body).toMatchObject({ code: 'CONFLICT' }); // one at a time
    await act('open', minutesAgo(1), id).expect(409);
    expect((await act('close', minutesAgo(610)).expect(400)).body).toMatchObject({ fields: [{ path: 'body.at' }] });
    const end = randomUUID();
    const ended = (await act('close', closed, end).expect(201)).body as Shift;
    expect(ended).toMatchObject({ shiftId: id, closedAt: closed, untilAt: closed });
    expect((await act('close', closed, end).expect(201)).body).toEqual(ended);
    await act('close', minutesAgo(530)).expect(409);
    await act('open', '2099-01-01T00:00:00Z').expect(400);
  });

  it('may be opened with the token of the phone, and two openings at once are one', async () => {
    const token = await server.deviceToken('rep.west');
    const open = () =>
      request(server.url)
        .post('/api/v1/shifts/open')
        .set('Authorization', `Bearer ${token}`)
        .send({ at: minutesAgo(60), clientId: randomUUID() });
    const answers = await Promise.all([open(), open()]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
  });

  it('that nobody closed ends after 16 hours, so that another can be opened', async () => {
    const opened = (await act('open', minutesAgo(40 * 60)).expect(201)).body as Shift;
    expect(Date.parse(opened.untilAt) - Date.parse(opened.openedAt)).toBe(16 * 3_600_000);
    const next = (await act('open', minutesAgo(23 * 60)).expect(201)).body as Shift;
    await act('close', minutesAgo(22 * 60)).expect(201);
    const { items } = (
      await server
        .as('supervisor.east')
        .get('/api/v1/shifts')
        .query({ repId: server.idOf('rep.east'), day: next.day })
        .expect(200)
    ).body as { items: Shift[] };
    expect(items.map((s) => s.shiftId)).toContain(next.shiftId);
    expect(
      (
        (
          await server
            .as('supervisor.west')
            .get('/api/v1/shifts')
            .query({ repId: server.idOf('rep.east') })
        ).body as { items: Shift[] }
      ).items,
    ).toEqual([]);
  });

  it('is a fact: it cannot be changed, and stands in the ledger', async () => {
    await expect(server.running.db.query(`update shift set at = now()`)).rejects.toThrow(/append-only/);
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
    const { rows } = await server.running.db.query<{ n: number }>(
      `select count(*)::int as n from ledger_entry where kind = 'shift'`,
    );
    expect(rows[0]!.n).toBeGreaterThan(5);
  });
});

describe('positions', () => {
  it('are kept whenever the app is on, unless the organisation says otherwise', async () => {
    expect((await server.as('rep.east').get('/api/v1/settings').expect(200)).body).toEqual({
      recording: 'always',
      retention: { positionDays: 90, quarantineDays: 90, shiftDays: 1095 },
      requiredDwellS: 180,
    });
    const at = minutesAgo(300);
    await sendFixes(at);
    expect(await storedAts()).toEqual([at]);
    await server.as('admin.east').patch('/api/v1/settings').send({ recording: 'shift' }).expect(403); // not for one unit to say
    await server.as('admin').patch('/api/v1/settings').send({ recording: 'shift' }).expect(200);
  });

  it('in shifts only: those recorded outside are answered as usual, counted, and not kept', async () => {
    const before = await storedAts();
    const [inside, slack, outside, alsoOutside] = [minutesAgo(570), minutesAgo(601), minutesAgo(605), minutesAgo(500)];
    const answer = await sendFixes(inside, slack, outside, alsoOutside);
    expect(answer.body).toEqual({ accepted: 4, quarantined: [] });
    expect(await storedAts()).toEqual([slack, inside, ...before].sort());
    const me = await stored();
    expect(me.refused.reduce((sum, d) => sum + d.count, 0)).toBe(2);
    const { rows } = await server.running.db.query<{ all: string }>(
      `select string_agg(f::text, ' ') as all from fix_refused f`,
    );
    expect(rows[0]!.all).not.toContain('120.65'); // a count, and no place
  });

  it('in shifts only: those at a press are kept, and what cannot be read or was noticed outside is not', async () => {
    const visitId = randomUUID();
    const pressedAt = new Date(Date.now() - 200 * 60_000);
    await server
      .as('rep.east')
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get('E1'), ...pressAt(E1, pressedAt) })
      .expect(201);
    const atPress = new Date(pressedAt.getTime() - 60_000).toISOString();
    await sendFixes(atPress, minutesAgo(190));
    expect(await storedAts()).toContain(atPress);
    const tst = Math.floor(Date.now() / 1000) - 100 * 60;
    const say = (body: object) => request(server.url).post('/pub').auth('any', phone).send(body).expect(200);
    await say({ _type: 'transition', event: 'enter', desc: 'home', tst, wtst: tst, lat: 28, lon: 120.6, acc: 10 });
    await say({ _type: 'nonsense' });
    const counts = async () =>
      (
        await server.running.db.query<{ n: number; q: number }>(
          'select (select count(*) from phone_notice)::int as n, (select count(*) from quarantine)::int as q',
        )
      ).rows[0];
    expect(await counts()).toEqual({ n: 0, q: 0 });
    await act('open', minutesAgo(120)).expect(201);
    await say({ _type: 'transition', event: 'enter', desc: 'home', tst, wtst: tst, lat: 28, lon: 120.6, acc: 10 });
    await say({ _type: 'nonsense' });
    expect(await counts()).toEqual({ n: 1, q: 1 });
  });
});

describe('what is stored about a rep', () => {
  it('is theirs to see: counts by day, each look at their track, and any day in full', async () => {
    await server
      .as('supervisor.east')
      .get('/api/v1/positions/track')
      .query({ repId: server.idOf('rep.east'), from: minutesAgo(700), to: minutesAgo(0) })
      .expect(200);
    const me = await stored();
    expect(me).toMatchObject({
      personId: server.idOf('rep.east'),
      recording: 'shift',
      positionDays: 90,
      quarantined: 1,
      ofDay: null,
    });
    expect(me.looks).toMatchObject([{ lookerName: 'supervisor.east', lookerId: server.idOf('supervisor.east') }]);
    expect(me.shifts).toHaveLength(4);
    expect(me.fixes.reduce((sum, d) => sum + d.count, 0)).toBe((await storedAts()).length);
    const days = await Promise.all(me.fixes.map(({ day }) => stored('rep.east', day)));
    expect(days.flatMap((d) => d.ofDay!.fixes.map((f) => f.fixAt)).sort()).toEqual(await storedAts());
    const pressDay = await stored('rep.east', me.presses[0]!.day);
    expect(pressDay.ofDay!.presses).toMatchObject([{ kind: 'start', retailerName: 'East shop 1', accuracyM: 8 }]);
    const other = await stored('rep.west');
    expect(other).toMatchObject({ fixes: [], presses: [], looks: [], quarantined: 0 });
  });
});
