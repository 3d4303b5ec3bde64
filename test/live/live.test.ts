import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent, Snapshot, WatchAnswer } from '../../shared/live.ts';
import { createRandom } from '../../shared/random.ts';
import type { Territory } from '../../shared/territories.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { PASSWORD, pressAt, E1, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { connect, cookieOf, type Watcher } from '../helpers/watcher.ts';

/** Noon in Shanghai yesterday: every press below falls on this day. */
const day = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
const noon = Date.parse(`${day}T04:00:00Z`);

let server: TestServer;
const cookies = new Map<string, string>();
let pressed = 0;

beforeAll(async () => {
  server = await startTestServer();
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role: 'rep', name: 'Mate', login: 'rep.mate', password: PASSWORD })
    .expect(201);
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.root, role: 'rep', name: 'Inspector', login: 'rep.root', password: PASSWORD })
    .expect(201);
  for (const login of [
    'admin',
    'supervisor.east',
    'supervisor.west',
    'planner.east',
    'planner.west',
    'rep.east',
    'rep.west',
    'rep.mate',
    'rep.root',
  ])
    cookies.set(login, await cookieOf(server.url, login));
});
afterAll(() => server.stop());

const watcherOf = (login: string) => connect(server.url, { cookie: cookies.get(login)! });

/** One visit from start to end; gives its id once both presses are acknowledged. */
async function visit(login: string, code: string): Promise<string> {
  const visitId = randomUUID();
  const startedAt = new Date(noon + pressed++ * 20_000);
  const cookie = { cookie: cookies.get(login)! };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...cookie },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  };
  await post('/visits', { visitId, retailerId: server.retailers.get(code), ...pressAt(E1, startedAt) });
  await post(`/visits/${visitId}/end`, pressAt(E1, new Date(startedAt.getTime() + 10_000)));
  return visitId;
}

async function snapshot(login: string): Promise<Snapshot> {
  const answer = await fetch(`${server.url}/api/v1/live/snapshot?day=${day}`, {
    headers: { cookie: cookies.get(login)! },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Snapshot;
}

const visitsIn = (events: LiveEvent[]): VisitSummary[] => events.flatMap((e) => (e.kind === 'visit' ? [e.visit] : []));
const hears = (watcher: Watcher, visitId: string) => visitsIn(watcher.events).some((v) => v.visitId === visitId);

describe('a watcher', () => {
  it('hears of a visit from its start over its end to its verdict, in this order', async () => {
    const watcher = await watcherOf('supervisor.east');
    expect(await watcher.watch({})).toMatchObject({ ok: true, resumed: false });
    const visitId = await visit('rep.east', 'E1');
    const states = () =>
      visitsIn(watcher.events)
        .filter((v) => v.visitId === visitId)
        .map((v) => v.state);
    await until(() => states().length === 3);
    expect(states().slice(0, 2)).toEqual(['open', 'waiting']);
    expect(['valid', 'suspect', 'invalid', 'unverifiable']).toContain(states()[2]);
    watcher.cut();
  });

  it('who joins first and reads the snapshot second loses nothing in 30 cuts while somebody presses without a pause', async () => {
    const random = createRandom(4);
    const acknowledged: string[] = [];
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) acknowledged.push(await visit('rep.east', `E${1 + random.int(5)}`));
    })();
    const known = new Map<string, VisitSummary>(); // what the map shows that is never drawn anew
    let cursor: string | undefined;
    let resumes = 0;
    for (let round = 0; round < 30; round++) {
      const watcher = await watcherOf('supervisor.east');
      const isFresh = round % 3 === 2;
      const map = isFresh ? new Map<string, VisitSummary>() : known;
      const answer = await watcher.watch(isFresh || !cursor ? {} : { after: cursor });
      if (!answer.ok) throw new Error(answer.detail);
      if (answer.resumed) resumes++;
      else for (const v of (await snapshot('supervisor.east')).visits) map.set(v.visitId, v);
      const untilNow = [...acknowledged];
      if (isFresh) {
        await until(() => {
          for (const v of visitsIn(watcher.events)) map.set(v.visitId, v);
          return untilNow.every((id) => map.get(id)?.endedAt);
        });
      } else await sleep(random.int(60));
      watcher.cut();
      if (isFresh) continue;
      for (const v of visitsIn(watcher.events)) map.set(v.visitId, v);
      cursor = watcher.cursor ?? cursor ?? answer.cursor;
    }
    isWriting = false;
    await writing;
    const last = await watcherOf('supervisor.east');
    expect(await last.watch({ after: cursor! })).toMatchObject({ ok: true, resumed: true });
    await until(() => {
      for (const v of visitsIn(last.events)) known.set(v.visitId, v);
      return acknowledged.every((id) => !['open', 'waiting', undefined].includes(known.get(id)?.state));
    });
    expect(resumes).toBe(19); // all but the first of the 20 that go on
    expect(acknowledged.length).toBeGreaterThan(5);
    last.cut();
  }, 120_000);

  it('with a cursor that is none, of another stream or of a time long gone is told to read the snapshot', async () => {
    const watcher = await watcherOf('supervisor.east');
    const answer = await watcher.watch({});
    const { cursor } = answer as { cursor: string };
    const [stream, xid, , at, signature] = cursor.split('.');
    const none = [
      '',
      'x',
      `${randomUUID()}.${xid}.1.${at}.${signature}`,
      `${stream}.1.1`,
      `${stream}.${xid}.1`,
      `${stream}.1.0.${at}.${signature}`,
      `${stream}.${xid}.0.${Number(at) + 1}.${signature}`,
      `${stream}.99999999999999999999.1.${at}.${signature}`,
      cursor.slice(0, -1) + (cursor.endsWith('A') ? 'Q' : 'A'),
    ];
    for (const after of none) expect(await watcher.watch({ after }), after).toMatchObject({ ok: true, resumed: false });
    expect(await watcher.watch({ after: cursor })).toMatchObject({ ok: true, resumed: true });
    const other = await watcherOf('admin'); // who may hear more goes on from no place of somebody else
    expect(await other.watch({ after: cursor })).toMatchObject({ ok: true, resumed: false });
    other.cut();
    watcher.cut();
  });
});

describe('a room', () => {
  it('is heard by those of its unit and above, and by nobody else, whatever they ask for', async () => {
    const territory = (
      await server
        .as('admin')
        .post('/api/v1/territories')
        .send({ unitId: server.units.east, kind: 'visit', name: 'T', retailerIds: [server.retailers.get('E3')] })
        .expect(201)
    ).body as Territory;
    const { territoryId } = territory;
    const { east, west } = server.units;
    const inside = await Promise.all(
      (
        [
          ['supervisor.east', {}],
          ['planner.east', { units: [east] }],
          ['planner.east', { territories: [territoryId] }],
          ['admin', { units: [server.root] }],
          ['admin', {}],
          ['rep.east', {}],
          ['rep.east', { units: [east] }],
        ] as const
      ).map(async ([login, request]) => [await watcherOf(login), request] as const),
    );
    for (const [watcher, request] of inside) expect(await watcher.watch(request as never)).toMatchObject({ ok: true });
    const outside: Watcher[] = [];
    for (const login of ['supervisor.west', 'planner.west', 'rep.west']) {
      for (const request of [
        { units: [east] },
        { units: [server.root] },
        { units: [west, east] },
        { units: [randomUUID()] },
        { territories: [territoryId] },
        { territories: [randomUUID()] },
        { units: [west], territories: [territoryId] },
      ]) {
        const watcher = await watcherOf(login);
        expect(await watcher.watch({})).toMatchObject({ ok: true });
        expect(await watcher.watch(request), `${login} ${JSON.stringify(request)}`).toMatchObject({
          ok: false,
          code: 'NOT_ALLOWED',
        });
        outside.push(watcher);
      }
    }
    const mate = await watcherOf('rep.mate');
    expect(await mate.watch({ units: [east] })).toMatchObject({ ok: true });
    expect(await mate.watch({ territories: [territoryId] })).toMatchObject({ ok: true });
    const never = await watcherOf('supervisor.east'); // connected, and did not ask for anything

    const inTerritory = await visit('rep.east', 'E3');
    const elsewhere = await visit('rep.east', 'E4');
    const inWest = await visit('rep.west', 'W1');
    const [first] = outside;
    await until(
      () =>
        inside.every(([w, request]) => hears(w, 'territories' in request ? inTerritory : elsewhere)) &&
        hears(first!, inWest),
    );
    // at a shop of the territory, by a rep of the unit above: a visit of the unit above
    const fromAbove = await visit('rep.root', 'E3');
    await until(() => hears(inside[3]![0], fromAbove));
    const after = await visit('rep.east', 'E3');
    await until(() => hears(inside[2]![0], after));
    for (const [watcher] of [inside[0]!, inside[1]!, inside[2]!, inside[5]!])
      expect(hears(watcher, fromAbove)).toBe(false);
    for (const [watcher] of inside.slice(0, 3).concat(inside.slice(5))) expect(hears(watcher, inWest)).toBe(false);
    expect(hears(inside[2]![0], elsewhere)).toBe(false); // the territory only
    for (const watcher of [...outside, mate, never])
      expect(watcher.events.filter((e) => e.unitId !== west || watcher === mate || watcher === never)).toEqual([]);
    for (const watcher of [...inside.map(([w]) => w), ...outside, mate, never]) watcher.cut();
  });

  it('is not heard again through a cursor from before the rights were asked', async () => {
    const mate = await watcherOf('rep.mate');
    const west = await watcherOf('supervisor.west');
    const witness = await watcherOf('supervisor.east');
    const before = new Map<Watcher, string>();
    for (const watcher of [mate, west, witness])
      before.set(watcher, ((await watcher.watch({})) as { cursor: string }).cursor);
    for (const watcher of [mate, west, witness]) watcher.events.length = 0;
    await visit('rep.east', 'E2');
    await server
      .as('planner.east')
      .post('/api/v1/territories')
      .send({ unitId: server.units.east, kind: 'delivery', name: randomUUID() })
      .expect(201);
    expect(await witness.watch({ after: before.get(witness)! })).toMatchObject({ ok: true, resumed: true });
    await until(() => visitsIn(witness.events).length >= 3);
    for (const watcher of [mate, west]) {
      expect(await watcher.watch({ after: before.get(watcher)! })).toMatchObject({ ok: true, resumed: true });
      // what was its own before the place may be told again: a slow transaction of anybody holds the place back
      const own = watcher.events.filter((event) => 'unitId' in event && event.unitId === server.units.west);
      expect(watcher.events).toEqual(watcher === west ? own : []);
      watcher.cut();
    }
    witness.cut();
  });
});

describe('an event', () => {
  it('committed late is not skipped by those that overtook it', async () => {
    const watcher = await watcherOf('supervisor.east');
    await watcher.watch({});
    const { db } = server.running;
    const late = await db.pool.connect();
    let isCommitted = false;
    let wasOvertaken = false;
    const marker = randomUUID();
    try {
      await late.query('begin');
      await late.query('select announce(org_id, $1, null, null, $2) from org', [
        server.units.east,
        { kind: 'plan', unitId: server.units.east, repId: marker, day },
      ]);
      const pressing = visit('rep.east', 'E1').then((visitId) => {
        wasOvertaken = !isCommitted;
        return visitId;
      });
      await (db.embedded ? sleep(200) : pressing); // the embedded database has one transaction at a time: the press waits
      await late.query('commit');
      isCommitted = true;
      const visitId = await pressing;
      await until(() => hears(watcher, visitId) && watcher.events.some((e) => e.kind === 'plan' && e.repId === marker));
    } finally {
      late.release();
    }
    expect(wasOvertaken).toBe(!db.embedded);
    watcher.cut();
  });
});

describe('a socket', () => {
  it('is opened for the signed-in only, and not for a page of another site', async () => {
    await expect(connect(server.url, {})).rejects.toThrow('NOT_SIGNED_IN');
    await expect(connect(server.url, { cookie: 'rounds=forged' })).rejects.toThrow('NOT_SIGNED_IN');
    await expect(
      connect(server.url, { authorization: `Bearer ${await server.deviceToken('rep.east')}` }),
    ).rejects.toThrow('NOT_SIGNED_IN');
    await expect(
      connect(server.url, { cookie: cookies.get('admin')!, origin: 'https://evil.example' }),
    ).rejects.toThrow();
  });

  it('may send anything: the worst it gets is an answer', async () => {
    const watcher = await watcherOf('supervisor.east');
    const raw = watcher.socket as unknown as { emit(name: string, ...args: unknown[]): void };
    const evil = fc.constantFrom<unknown>(
      { length: { valueOf: 1, toString: 1 } },
      { units: { length: { valueOf: 1, toString: 1 } } },
      { units: ['x'] },
      { after: { length: { valueOf: 1, toString: 1 } } },
      { after: '\u0000' },
      { units: Array(201).fill(randomUUID()) },
      { territories: [randomUUID(), null] },
      { after: 'a'.repeat(30_000) },
      Buffer.from([1, 2, 3]),
      { units: [Buffer.alloc(3)] },
      null,
      undefined,
      [],
      'x',
      7,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          evil,
          fc.jsonValue(),
          fc.uint8Array().map((b) => Buffer.from(b)),
        ),
        async (payload) => {
          raw.emit('watch', payload); // nobody waits for an answer
          raw.emit('watch', payload, 'no function');
          raw.emit('watch');
          raw.emit('error', payload);
          raw.emit('unknown', payload);
          const answer = await new Promise<WatchAnswer>((resolve) => raw.emit('watch', payload, resolve));
          if (!answer.ok) expect(['INVALID_INPUT', 'NOT_ALLOWED']).toContain(answer.code);
        },
      ),
      { numRuns: 60 },
    );
    expect(await watcher.watch({})).toMatchObject({ ok: true });
    watcher.cut();
  });

  it('that breaks the protocol is closed, and the others go on', async () => {
    const other = await watcherOf('supervisor.east');
    await other.watch({});
    const packets = [
      '42[',
      '42["watch"',
      '4',
      '45-["watch"]',
      '451-["watch",{"_placeholder":true,"num":9}]',
      '42999999999999999999["watch",{}]',
      '42{"a":1}',
      '42[5]',
      '42["disconnect"]',
      '42["connect",1]',
      '43["x"]',
      '430[]',
      '40/admin,',
      '9',
      `42["watch","${'x'.repeat(100_000)}"]`,
    ];
    for (const packet of packets) {
      const watcher = await watcherOf('supervisor.east');
      watcher.socket.io.engine.transport.send([{ type: 'message', data: packet.slice(1) }]);
      await sleep(5);
      watcher.cut();
    }
    const visitId = await visit('rep.east', 'E1');
    await until(() => hears(other, visitId));
    other.cut();
  });

  it('of somebody who signed out, or got other rights, is dropped at once; of the same person elsewhere it stays', async () => {
    const admin = server.as('admin');
    const personId = server.idOf('auditor.east');
    const [leaving, staying] = [await cookieOf(server.url, 'auditor.east'), await cookieOf(server.url, 'auditor.east')];
    const gone = await connect(server.url, { cookie: leaving });
    const stays = await connect(server.url, { cookie: staying });
    const dropped: string[] = [];
    for (const [name, watcher] of [
      ['gone', gone],
      ['stays', stays],
    ] as const) {
      expect(await watcher.watch({})).toMatchObject({ ok: true });
      watcher.socket.once('dropped', ({ code }) => dropped.push(`${name} ${code}`));
    }
    expect(
      (await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: leaving } })).status,
    ).toBe(204);
    await until(() => dropped.length > 0 && !gone.socket.connected); // sooner than the round every 15 s, which is longer than this waits
    const visitId = await visit('rep.east', 'E1');
    await until(() => hears(stays, visitId));
    expect(dropped).toEqual(['gone NOT_SIGNED_IN']);
    expect(hears(gone, visitId)).toBe(false);
    await admin.patch(`/api/v1/people/${personId}`).send({ role: 'planner' }).expect(200);
    await until(() => dropped.length === 2 && !stays.socket.connected);
    expect(stays.events.map(({ kind }) => String(kind))).not.toContain('sessionEnd');
  });
});
