import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Job } from '../../shared/jobs.ts';
import { MOST_STOPS, OptimizedRoute } from '../../shared/optimize.ts';
import { until } from '../helpers/server.ts';
import { startOptimizer, server, post, optimize, refused, street, scattered, line } from './optimizedRoutes.ts';

beforeAll(startOptimizer);
afterAll(() => server.stop());

describe('a route asked for once', () => {
  it('is the shortest order of a street, open, proved and measured', async () => {
    const found = await optimize({ stops: street });
    expect([found.order, [...found.order].reverse()]).toContainEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(found).toMatchObject({ provedOptimal: true, gapAtMost: 0, latenessS: 0, unserved: [], late: [] });
    expect(found.lengthM).toBeCloseTo(1.3 * 4 * 98.2, -1);
    expect(found.travelS).toBeCloseTo(found.lengthM! / (25 / 3.6), 6);
    expect(found.lowerBound).toBeCloseTo(found.travelS!, 6);
    expect(found.travel).toEqual({
      source: 'straight',
      fallbackReason: null,
      straightShare: 1,
      detourFactor: 1.3,
      speedKmh: 25,
      noWayPairs: 0,
    });
  });

  it('starts and ends where it must: at stops, elsewhere, or where it started', async () => {
    const pinned = await optimize({ stops: street, start: { stopId: 's2' }, end: { stopId: 's0' } });
    expect([pinned.order[0], pinned.order.at(-1)]).toEqual(['s2', 's0']);
    const from = await optimize({ stops: street, start: { position: { lng: 120.01, lat: 28 } } });
    expect(from.order).toEqual(['s4', 's3', 's2', 's1', 's0']);
    expect(from.stops[0]!.arriveS).toBeGreaterThan(60);
    const closed = await optimize({ stops: street, closed: true, start: { stopId: 's1' } });
    expect(closed.order[0]).toBe('s1');
    expect(closed.lengthM).toBeCloseTo(1.3 * 8 * 98.2, -1);
    const round = await optimize({
      stops: street,
      start: { position: { lng: 119.999, lat: 28 } },
      end: { position: { lng: 119.999, lat: 28 } },
    });
    expect(round.lengthM).toBeCloseTo(1.3 * 10 * 98.2, -1);
    expect((await optimize({ stops: street, end: { position: { lng: 120.01, lat: 28 } } })).order).toEqual([
      's0',
      's1',
      's2',
      's3',
      's4',
    ]);
  });

  it('keeps windows, lunch and pins, says when it arrives, and is proved', async () => {
    const stops = [0, 1, 2, 3].map((index) => ({ id: `m${index}`, index, serviceMinutes: 30 }));
    const found = await optimize({
      matrix: { durationsS: line(4), distancesM: line(4) },
      dayStart: '08:00',
      dayEnd: '18:00',
      lunch: { minutes: 45, from: '11:30', to: '13:00' },
      stops: [
        { ...stops[0]!, windows: [{ from: '15:00', to: '16:00' }] },
        {
          ...stops[1]!,
          windows: [
            { from: '09:00', to: '09:30' },
            { from: '16:30', to: '17:00' },
          ],
        },
        { ...stops[2]!, pinnedAt: 1 },
        stops[3]!,
      ],
    });
    expect(found.order[0]).toBe('m2');
    const at = new Map(found.stops.map((row) => [row.id, row]));
    expect(at.get('m0')!.startS).toBeGreaterThanOrEqual(15 * 3600);
    expect(found).toMatchObject({ latenessS: 0, provedOptimal: true, gapAtMost: 0 });
    expect(found.lunchAtS).toBeGreaterThanOrEqual(11.5 * 3600);
    expect(found.lengthM).toBe(found.travelS);
  });

  it('leaves out what there is no time for, least priority first, and says why', async () => {
    const stops = [0, 1, 2, 3].map((index) => ({
      id: `m${index}`,
      index,
      serviceMinutes: 60,
      mustVisit: index === 0,
      priority: index,
    }));
    const found = await optimize({ matrix: { durationsS: line(4) }, dayStart: '08:00', dayEnd: '11:10', stops });
    expect(found.unserved).toEqual([{ id: 'm1', why: 'noTime', lateIfServedS: expect.any(Number) }]);
    expect(found.unserved[0]!.lateIfServedS).toBeGreaterThan(0);
  });

  it('says what is late and what would mend it when it cannot be done in time', async () => {
    const stops = [0, 5].map((index) => ({ id: `m${index}`, index, windows: [{ from: '08:00', to: '08:01' }] }));
    const found = await optimize({ matrix: { durationsS: line(6) }, dayStart: '08:00', stops });
    expect(found.latenessS).toBeCloseTo(240, 3);
    expect(found.late).toHaveLength(1);
    expect(found.late[0]).toMatchObject({ what: 'stop', lateS: 240 });
    expect(new Set(found.late[0]!.fixes.map(({ kind }) => kind))).toEqual(new Set(['closeLater', 'moveToAnotherDay']));
    expect(found.lowerBound).toBeNull();
  });

  it('takes directed costs and stops without a way as they are', async () => {
    const durationsS = line(5).map((row, i) => row.map((s, j) => (i === 4 || j === 4 ? null : j < i ? s * 3 : s)));
    const found = await optimize({
      matrix: { durationsS },
      stops: [2, 0, 3, 1, 4].map((index) => ({ id: `m${index}`, index })),
    });
    expect(found.order).toEqual(['m0', 'm1', 'm2', 'm3']);
    expect(found.unserved).toEqual([{ id: 'm4', why: 'beyondReach', lateIfServedS: null }]);
    expect(found.travel).toMatchObject({ source: 'matrix', noWayPairs: 8 });
    expect(
      (
        await optimize({
          matrix: { durationsS: line(20).map((row, i) => row.map((s, j) => (j < i ? s * 3 : s))) },
          stops: line(20).map((_, index) => ({ id: `m${(index * 7) % 20}`, index: (index * 7) % 20 })),
        })
      ).order.at(-1),
    ).toBe('m19');
  });

  it('is the same for the same seed', async () => {
    const stops = scattered(12);
    const [a, b] = [await optimize({ stops, seed: 5 }), await optimize({ stops, seed: 5 })];
    expect(a).toEqual(b);
  });

  it('of none, one or two stops, or of many at one place, is right and at once', async () => {
    expect(await optimize({ stops: [] })).toMatchObject({ order: [], travelS: 0, provedOptimal: true });
    expect(await optimize({ stops: street.slice(0, 1), closed: true })).toMatchObject({
      order: ['s3'],
      travelS: 0,
      lengthM: 0,
    });
    expect(await optimize({ stops: street.slice(0, 1), start: { stopId: 's3' }, end: { stopId: 's3' } })).toMatchObject(
      { order: ['s3'], travelS: 0 },
    );
    expect((await optimize({ stops: street.slice(0, 2), closed: true, dayStart: '08:00' })).lengthM).toBeCloseTo(
      2 * 1.3 * 3 * 98.2,
      -1,
    );
    const [only] = street as [(typeof street)[number]];
    const alike = await optimize({
      stops: Array.from({ length: 30 }, (_, i) => ({ id: `x${i}`, position: only.position })),
    });
    expect(alike).toMatchObject({ travelS: 0, gapAtMost: 0 });
    expect(alike.order).toHaveLength(30);
    expect(
      await optimize({ stops: [], start: { position: street[0]!.position }, end: { position: street[1]!.position } }),
    ).toMatchObject({ order: [], unserved: [] });
  });
});

describe('what makes no sense', () => {
  it.each<[string, string, unknown]>([
    ['two stops with one id', 'body.stops.1.id', { stops: [street[0], street[0]] }],
    ['no position', 'body.stops.0.position', { stops: [{ id: 'a' }] }],
    ['a latitude of 91', 'body.stops.0.position.lat', { stops: [{ id: 'a', position: { lng: 0, lat: 91 } }] }],
    [
      'a negative cost',
      'body.matrix.durationsS.0.1',
      {
        matrix: {
          durationsS: [
            [0, -1],
            [1, 0],
          ],
        },
        stops: [],
      },
    ],
    [
      'a cost that is no number',
      'body.matrix.durationsS.1.0',
      {
        matrix: {
          durationsS: [
            [0, 1],
            ['1', 0],
          ],
        },
        stops: [],
      },
    ],
    ['a row too short', 'body.matrix.durationsS.1', { matrix: { durationsS: [[0, 1], [1]] }, stops: [] }],
    [
      'metres of another size',
      'body.matrix.distancesM',
      {
        matrix: {
          durationsS: [
            [0, 1],
            [1, 0],
          ],
          distancesM: [[0]],
        },
        stops: [],
      },
    ],
    [
      'a row that is not there',
      'body.stops.0.index',
      { matrix: { durationsS: [[0]] }, stops: [{ id: 'a', index: 1 }] },
    ],
    ['an index without a matrix', 'body.stops.0.index', { stops: [{ id: 'a', index: 0 }] }],
    [
      'a window that ends before it begins',
      'body.stops.0.windows.0',
      { stops: [{ ...street[0], windows: [{ from: '10:00', to: '09:00' }] }] },
    ],
    [
      'a time that is none',
      'body.stops.0.windows.0.from',
      { stops: [{ ...street[0], windows: [{ from: '9:00', to: '10:00' }] }] },
    ],
    [
      'two stops at one place of the order',
      'body.stops.1.pinnedAt',
      { stops: street.map((stop) => ({ ...stop, pinnedAt: 2 })) },
    ],
    ['a place beyond the order', 'body.stops.0.pinnedAt', { stops: [{ ...street[0], pinnedAt: 2 }] }],
    ['a day that ends before it starts', 'body.dayEnd', { stops: street, dayStart: '09:00', dayEnd: '08:00' }],
    ['a start at a stop that is not there', 'body.start.stopId', { stops: street, start: { stopId: 'x' } }],
    [
      'a closed route with another end',
      'body.end',
      { stops: street, closed: true, start: { stopId: 's1' }, end: { stopId: 's2' } },
    ],
    [
      'a start pinned elsewhere',
      'body.stops.0.pinnedAt',
      { stops: [{ ...street[0], pinnedAt: 2 }, street[1]], start: { stopId: 's3' } },
    ],
    ['more seconds than anybody waits', 'body.seconds', { stops: street, seconds: 31 }],
    ['too many stops with times', 'body.stops', { stops: scattered(401), dayEnd: '18:00' }],
    ['too many stops', 'body.stops', { stops: Array(MOST_STOPS + 1).fill(street[0]) }],
  ])('is refused with its place: %s', async (_what, path, body) => {
    const problem = await refused(body);
    expect(problem.fields![0]!.path).toBe(path);
    expect(problem.fields![0]!.message.length).toBeGreaterThan(5);
  });

  it('is refused when it is a million stops, before anything is read', async () => {
    const body = `{"stops":[${Array(1_000_000).fill('{"id":"a","position":{"lng":1,"lat":1}}').join()}]}`;
    const answer = await server
      .as('planner.east')
      .post('/api/v1/routes/optimize')
      .set('Content-Type', 'application/json')
      .send(body);
    expect(answer.status).toBe(413);
  });
});

it('more than 500 stops are a job, with the same answer as its result', async () => {
  const job = Job.parse((await post({ stops: scattered(501), seconds: 1 }).expect(202)).body);
  let now = job;
  await until(
    async () =>
      (now = Job.parse((await server.as('planner.east').get(`/api/v1/jobs/${job.jobId}`).expect(200)).body)).endedAt !==
      null,
  );
  expect(now).toMatchObject({ state: 'done', kind: 'routes.optimize' });
  const found = OptimizedRoute.parse(now.result);
  expect(new Set(found.order).size).toBe(501);
  expect(found.gapAtMost).toBeLessThan(0.5); // on a busy machine a second is little
  expect(found.gapAtMost).toBeGreaterThanOrEqual(0);
  expect((await refused({ stops: [...scattered(501), street[0], street[0]] })).fields![0]!.path).toBe(
    'body.stops.502.id',
  );
});

it('other requests are answered before the searches that were asked for earlier', async () => {
  const finished: string[] = [];
  const searches = Array.from({ length: 10 }, async () => {
    await post({ stops: scattered(300), seconds: 0.4 }).expect(200);
    finished.push('search');
  });
  const others = (async () => {
    for (const path of ['/api/v1/me', '/api/v1/units', `/api/v1/plans?day=2026-01-05`])
      await server.as('supervisor.east').get(path).expect(200);
    finished.push('others');
  })();
  await Promise.all([...searches, others]);
  expect(finished[0]).toBe('others');
}, 40_000);
