import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import type { Territory } from '../../shared/territories.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { until } from '../helpers/server.ts';
import { type Watcher } from '../helpers/watcher.ts';
import { startWatchedUnits, day, server, watcherOf, visit, snapshot, visitsIn, hears } from './watchedUnits.ts';

beforeAll(startWatchedUnits);
afterAll(() => server.stop());

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
