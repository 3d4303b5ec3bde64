import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/live.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { recordedNames, recordedRequest } from './protocols/recorded.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Kept {
  fixes: number;
  notices: number;
  quarantined: number;
}

/** A new phone of a rep, and what is stored of it. */
async function newPhone(login = 'rep.east') {
  const token = await server.deviceToken(login);
  const { rows } = await server.running.db.query<{ id: string }>(
    'select device_id as id from device order by created_at desc limit 1',
  );
  const deviceId = rows[0]!.id;
  return {
    token,
    deviceId,
    pub: (body: string | object) =>
      request(server.url).post('/pub').auth('any', token).set('Content-Type', 'application/json').send(body),
    send: (fixes: object[]) =>
      request(server.url).post('/api/v1/positions').auth(token, { type: 'bearer' }).send({ fixes }),
    kept: async (): Promise<Kept> =>
      (
        await server.running.db.query<Kept>(
          `select (select count(*) from fix where device_id = $1) as fixes, (select count(*) from phone_notice where device_id = $1) as notices,
              (select count(*) from quarantine where device_id = $1) as quarantined`,
          [deviceId],
        )
      ).rows[0]!,
  };
}

const location = (more: object = {}) => ({
  _type: 'location',
  lat: 28,
  lon: 120.65,
  tst: 1_767_578_400,
  acc: 8,
  tid: 'ab',
  ...more,
});
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

async function last(repId: string): Promise<Snapshot['reps'][number]['last']> {
  const { body } = await server.as('supervisor.east').get('/api/v1/live/snapshot').expect(200);
  return (body as Snapshot).reps.find((r) => r.repId === repId)!.last;
}

async function revision(repId: string, day: string): Promise<number> {
  const { rows } = await server.running.db.query<{ revision: number }>(
    'select revision from position_day where rep_id = $1 and day = $2',
    [repId, day],
  );
  return rows[0]?.revision ?? 0;
}

describe('what a phone sends', () => {
  it.each(recordedNames)('is kept once however often it is sent: %s', async (name) => {
    const phone = await newPhone();
    const recorded = recordedRequest(name);
    const ask = () => {
      const { authorization: _, ...headers } = recorded.headers;
      const query = Object.fromEntries(Object.entries(recorded.query).filter(([key]) => !['token'].includes(key)));
      const asking = (recorded.method === 'GET' ? request(server.url).get('/pub') : request(server.url).post('/pub'))
        .query(query)
        .set(headers)
        .auth('any', phone.token);
      return recorded.method === 'GET' || recorded.body === undefined ? asking : asking.send(recorded.body as object);
    };
    const together = await Promise.all([ask(), ask(), ask(), ask()]);
    for (const answer of together) expect(answer.status, answer.text).toBe(200);
    if (name.startsWith('owntracks')) expect(together[0].text).toBe('[]');
    const once = await phone.kept();
    expect(once.fixes + once.notices + once.quarantined).toBeGreaterThan(0);
    expect((await ask()).text).toBe(together[0].text);
    expect(await phone.kept()).toEqual(once);
  });

  it('shows on the map at once, by the newest time of the phone and not by the order of arrival', async () => {
    const phone = await newPhone();
    const now = new Date();
    await phone.pub(location({ tst: seconds(now), lon: 120.7 })).expect(200, []);
    await phone.pub(location({ tst: seconds(now) - 600, lon: 120.1 })).expect(200, []);
    expect(await last(server.idOf('rep.east'))).toMatchObject({
      position: { lng: 120.7, lat: 28 },
      accuracyM: 8,
      fixAt: new Date(seconds(now) * 1000).toISOString(),
    });
  });

  it('lands in the partition of its day; one from 1971 or 2098 is kept too, and harms nothing', async () => {
    const phone = await newPhone();
    const now = new Date();
    const before = await last(server.idOf('rep.east'));
    for (const tst of [31_536_000 + 7, 4_070_908_800 - 86_400 * 365])
      await phone.pub(location({ tst })).expect(200, []);
    expect(await last(server.idOf('rep.east'))).toEqual(before);
    await phone.pub(location({ tst: seconds(now) + 1 })).expect(200, []);
    const { rows } = await server.running.db.query<{ part: string; year: number }>(
      'select tableoid::regclass::text as part, extract(year from fix_at)::int as year from fix where device_id = $1 order by fix_at',
      [phone.deviceId],
    );
    const today = new Date((seconds(now) + 1) * 1000).toISOString().slice(0, 10).replaceAll('-', '');
    expect(rows).toEqual([
      { part: 'fix_elsewhen', year: 1971 },
      { part: `fix_${today}`, year: now.getUTCFullYear() },
      { part: 'fix_elsewhen', year: 2098 },
    ]);
    await server.running.db.query('select make_fix_partitions(current_date, current_date + 1)');
  });

  it('of days to come keeps no partition from being made: its fixes move into it, and the ledger has them once', async () => {
    const phone = await newPhone('rep.west');
    const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await phone.pub(location({ tst: seconds(new Date(`${day}T05:00:00Z`)) })).expect(200);
    const entries = 'select count(*)::int as n from ledger_entry';
    const before = (await server.running.db.query(entries)).rows;
    const made = `select make_fix_partitions($1::date, $1::date) as n`;
    expect((await server.running.db.query(made, [day])).rows).toEqual([{ n: 1 }]);
    const { rows } = await server.running.db.query<{ part: string }>(
      'select tableoid::regclass::text as part from fix where device_id = $1',
      [phone.deviceId],
    );
    expect(rows).toEqual([{ part: `fix_${day.replaceAll('-', '')}` }]);
    expect((await server.running.db.query(entries)).rows).toEqual(before);
  });

  it('raises the revision of its day only when something is new', async () => {
    const phone = await newPhone('rep.west');
    const repId = server.idOf('rep.west');
    const tst = seconds(new Date('2026-02-03T17:00:00Z')); // 4 February in Shanghai
    await phone.pub(location({ tst })).expect(200);
    expect([await revision(repId, '2026-02-03'), await revision(repId, '2026-02-04')]).toEqual([0, 1]);
    await phone.pub(location({ tst })).expect(200);
    await phone.pub(location({ tst, lon: 121 })).expect(200); // quarantined: nothing that a verdict could rest on
    await phone.pub(location({ tst: 'x' })).expect(200);
    expect(await revision(repId, '2026-02-04')).toBe(1);
    await phone.pub([location({ tst: tst + 1 }), location({ tst: tst + 2 }), location({ tst })]).expect(200);
    expect(await revision(repId, '2026-02-04')).toBe(2);
  });

  it('of two batches that overlap in opposite orders at once is all there, once', async () => {
    const [a, b] = [await newPhone(), await newPhone()];
    const fixes = Array.from({ length: 300 }, (_, i) => ({
      position: { lng: 120, lat: 28 + i / 10_000 },
      fixAt: new Date(Date.UTC(2026, 2, 1 + (i % 7), 2, 0, i)).toISOString(),
      accuracyM: 5,
    }));
    const answers = await Promise.all([
      a.send(fixes),
      a.send(fixes.toReversed()),
      b.send(fixes),
      b.send(fixes.toReversed()),
      a.send(fixes.slice(100)),
    ]);
    for (const { status, text } of answers) expect(status, text).toBe(200);
    expect((await a.kept()).fixes).toBe(300);
    expect((await b.kept()).fixes).toBe(300);
  });
});

describe('quarantine', () => {
  it('holds what could not be read, with the reason and without the token; the phone hears that it is done', async () => {
    const phone = await newPhone();
    const bad = [
      location({ lat: 91 }),
      location({ tst: 'yesterday' }),
      { _type: 'encrypted', data: 'xyz' },
      { _type: 'new kind' },
      '{"_type":"location"',
      location({ lat: 28, lon: undefined }),
    ];
    for (const body of bad) await phone.pub(body).expect(200);
    expect(await phone.kept()).toEqual({ fixes: 0, notices: 0, quarantined: bad.length });
    const { body, text } = await server
      .as('admin.east')
      .get('/api/v1/positions/quarantine')
      .query({ limit: bad.length })
      .expect(200);
    const items = (body as { items: { reason: string }[] }).items;
    expect(items.map((q) => q.reason)).toEqual([
      'NO_POSITION',
      'BODY_UNREADABLE',
      'KIND_UNKNOWN',
      'ENCRYPTED',
      'TIME_UNREADABLE',
      'POSITION_OUT_OF_RANGE',
    ]);
    expect(text).not.toContain(phone.token);
    const pages: unknown[] = [];
    let next: string | null = '';
    while (next !== null && pages.length < bad.length) {
      const page: request.Response = await server
        .as('admin.east')
        .get('/api/v1/positions/quarantine')
        .query({ limit: 1, ...(next && { cursor: next }) })
        .expect(200);
      const one = page.body as { items: unknown[]; next: string | null };
      pages.push(...one.items);
      next = one.next;
    }
    expect(pages).toEqual(items);
  });

  it('takes a second place at the same time, sent later or at the very same moment', async () => {
    const phone = await newPhone();
    await phone.pub(location()).expect(200, []);
    await phone.pub(location({ lon: 120.66 })).expect(200, []);
    expect(await phone.kept()).toEqual({ fixes: 1, notices: 0, quarantined: 1 });
    const { body } = await server.as('admin').get('/api/v1/positions/quarantine').query({ limit: 1 }).expect(200);
    expect((body as { items: object[] }).items[0]).toMatchObject({ reason: 'SAME_TIME_OTHER_PLACE' });
    for (let tst = 1_767_580_000; tst < 1_767_580_008; tst++) {
      await Promise.all([
        phone.pub(location({ tst })),
        phone.pub(location({ tst, lat: 28.5 })),
        phone.pub(location({ tst, lat: 28.6 })),
      ]);
    }
    expect(await phone.kept()).toEqual({ fixes: 9, notices: 0, quarantined: 17 });
  });
});

describe('a phone whose clock is decades behind', () => {
  it('keeps nobody from seeing what is stored about them', async () => {
    const phone = await newPhone();
    await phone.pub(location({ tst: -40_000_000 })).expect(200);
    const { body } = await server.as('rep.east').get('/api/v1/me/stored').expect(200);
    expect((body as { fixes: { day: string }[] }).fixes.map(({ day }) => day)).toContain('1968-09-25');
  });
});

describe("a look at somebody's track", () => {
  it('is recorded each time, with who looked at whose hours', async () => {
    const repId = server.idOf('rep.east');
    const phone = await newPhone();
    await phone
      .pub([
        location({ tst: seconds(new Date('2026-04-01T02:00:00Z')) }),
        location({ tst: seconds(new Date('2026-04-01T01:00:00Z')), lon: 120.6 }),
      ])
      .expect(200);
    const hours = { from: '2026-04-01T00:00:00Z', to: '2026-04-01T08:00:00+08:00' };
    const look = (login: string, to: string) =>
      server.as(login).get('/api/v1/positions/track').query({ repId, from: hours.from, to }).expect(200);
    const { body } = await look('supervisor.east', '2026-04-01T03:00:00Z');
    expect((body as { items: { fixAt: string }[] }).items.map((f) => f.fixAt)).toEqual([
      '2026-04-01T01:00:00.000Z',
      '2026-04-01T02:00:00.000Z',
    ]);
    await look('supervisor.east', '2026-04-01T03:00:00Z');
    await look('auditor.east', hours.to);
    await look('rep.east', '2026-04-01T03:00:00Z'); // one's own
    await server
      .as('supervisor.west')
      .get('/api/v1/positions/track')
      .query({ repId, ...hours })
      .expect(404);
    const { rows } = await server.running.db.query<{ looker: string; rep: string; to: Date }>(
      `select looker_id as looker, rep_ids[1] as rep, to_at as "to" from look where way = 'track' order by look_id`,
    );
    const [supervisor, auditor] = [server.idOf('supervisor.east'), server.idOf('auditor.east')];
    expect(rows.map(({ looker, rep, to }) => [looker, rep, to.toISOString()])).toEqual([
      [supervisor, repId, '2026-04-01T03:00:00.000Z'],
      [supervisor, repId, '2026-04-01T03:00:00.000Z'],
      [auditor, repId, '2026-04-01T00:00:00.000Z'],
    ]);
  });
});
