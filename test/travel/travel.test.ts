import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { straightLeg, type Place } from '../../shared/straight.ts';
import { createTravels } from '../../server/travel/travel.ts';
import { MOST_ROAD_PLACES, type TravelMatrix } from '../../server/travels.ts';
import { distanceM } from '../../shared/geo.ts';

const straight = { detourFactor: 1.3, speedKmh: 36 };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (
  req: IncomingMessage,
  res: ServerResponse,
  numbers: { durations: number[][]; distances: number[][] },
) => void;

/** A road service as OSRM is one: it refuses more than 100 coordinates, and its ways east cost more than its ways west. */
async function roadService(
  answer: Answer = (_req, res, numbers) =>
    res.end(JSON.stringify({ code: 'Ok', ...numbers, sources: [], destinations: [] })),
) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url!);
    const url = new URL(req.url!, 'http://x');
    const coordinates = decodeURIComponent(url.pathname.split('/').at(-1)!)
      .split(';')
      .map((pair) => pair.split(',').map(Number));
    if (!url.pathname.includes('/table/v1/driving/') || coordinates.length > 100) {
      res.statusCode = 400;
      return void res.end('{"code":"TooBig"}');
    }
    const chosen = (name: string) => url.searchParams.get(name)?.split(';').map(Number) ?? coordinates.map((_, i) => i);
    const row = (leg: (a: number[], b: number[]) => number) =>
      chosen('sources').map((i) => chosen('destinations').map((j) => leg(coordinates[i]!, coordinates[j]!)));
    answer(req, res, { durations: row(roadS), distances: row((a, b) => 10 * roadS(a, b)) });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Seconds of the test's roads: directed, so that rows and columns cannot be mixed up unnoticed. */
function roadS([lng1, lat1]: number[], [lng2, lat2]: number[]): number {
  const east = lng2! - lng1!;
  return Math.round(1e5 * (Math.abs(lat2! - lat1!) + (east > 0 ? 2 * east : -east))) / 10;
}

const places = (n: number): Place[] =>
  Array.from({ length: n }, (_, i) => ({ lng: 120 + (i % 13) / 100, lat: 28 + Math.floor(i / 13) / 100 }));

function expectRoads(measured: TravelMatrix, of: Place[]): void {
  const n = of.length;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      expect(measured.travelS[i * n + j]).toBeCloseTo(roadS([of[i]!.lng, of[i]!.lat], [of[j]!.lng, of[j]!.lat]), 6);
}

function expectStraight({ travelM, travelS, said }: TravelMatrix, of: Place[]): void {
  expect(said).toMatchObject({ source: 'straight', straightShare: 1, detourFactor: 1.3, speedKmh: 36 });
  expect(travelM[1]).toBeCloseTo(1.3 * distanceM(of[0]!, of[1]!), 6);
  expect(travelS[1]).toBeCloseTo(travelM[1]! / 10, 6);
}

describe('straight lines', () => {
  it('are longer on poor roads than on good ones, and unknown ones have the setting', () => {
    const [a, b] = places(2) as [Place, Place];
    const m = (from: Place['roadCondition'], to: Place['roadCondition']) =>
      straightLeg({ ...a, roadCondition: from }, { ...b, roadCondition: to }, straight).m / distanceM(a, b);
    expect(m(null, undefined)).toBeCloseTo(1.3, 9);
    expect([m('good', 'good'), m('fair', 'fair'), m('poor', 'poor')].map((f) => Number(f.toFixed(3)))).toEqual([
      1.17, 1.365, 1.69,
    ]);
    expect(m('good', 'poor')).toBeCloseTo(m('poor', 'good'), 12);
  });

  it('are what is measured where no road service is set, and the answer says so', async () => {
    const measured = await createTravels(straight).between(places(3));
    expectStraight(measured, places(3));
    expect(measured.said.fallbackReason).toBeNull();
  });
});

describe('a road service', () => {
  it('is asked once for few places, and its directed numbers are taken as they are', async () => {
    const { url, asked } = await roadService();
    const measured = await createTravels({ ...straight, osrmUrl: url }).between(places(20));
    expectRoads(measured, places(20));
    expect(measured.said).toEqual({
      source: 'osrm',
      fallbackReason: null,
      straightShare: 0,
      detourFactor: null,
      speedKmh: null,
      noWayPairs: 0,
    });
    expect(asked).toHaveLength(1);
  });

  it('is asked in blocks of at most 100 coordinates for many, below a base path too', async () => {
    const { url, asked } = await roadService();
    expectRoads(await createTravels({ ...straight, osrmUrl: `${url}/car/` }).between(places(130)), places(130));
    expect(asked).toHaveLength(9);
    expect(asked.every((path) => path.startsWith('/car/table/v1/driving/'))).toBe(true);
  });

  it('is asked once for what was measured before, and again only for what is new', async () => {
    const { url, asked } = await roadService();
    const travels = createTravels({ ...straight, osrmUrl: url });
    await travels.between(places(30));
    expectRoads(await travels.between(places(30).reverse()), places(30).reverse());
    await travels.between(places(12));
    expect(asked).toHaveLength(1);
    await travels.between(places(31));
    expect(asked).toHaveLength(2);
  });

  it('says by null that there is no way', async () => {
    const { url } = await roadService((_req, res, { durations, distances }) => {
      const cut = (rows: number[][]) => rows.map((row, i) => row.map((x, j) => (i === 1 && j === 2 ? null : x)));
      res.end(JSON.stringify({ code: 'Ok', durations: cut(durations), distances: cut(distances) }));
    });
    const { travelS, travelM, said } = await createTravels({ ...straight, osrmUrl: url }).between(places(3));
    expect([travelS[1 * 3 + 2], travelM[1 * 3 + 2], travelS[2 * 3 + 1]]).toEqual([
      Infinity,
      Infinity,
      expect.any(Number),
    ]);
    expect(said.noWayPairs).toBe(1);
  });

  const bad: [string, string, Answer][] = [
    ['that fails', 'serverError', (_req, res) => ((res.statusCode = 500), res.end('{}'))],
    ['that refuses', 'refused', (_req, res) => ((res.statusCode = 400), res.end('{"code":"InvalidQuery"}'))],
    ['that sends elsewhere', 'redirected', (_req, res) => (res.writeHead(302, { location: '/secret' }), res.end())],
    ['that answers what is no JSON', 'badAnswer', (_req, res) => res.end('<html>')],
    [
      'that answers another size',
      'badAnswer',
      (_req, res, { durations, distances }) =>
        res.end(JSON.stringify({ code: 'Ok', durations: durations.slice(1), distances })),
    ],
    [
      'that answers a short row',
      'badAnswer',
      (_req, res, { durations, distances }) =>
        res.end(JSON.stringify({ code: 'Ok', durations, distances: distances.map((row) => row.slice(1)) })),
    ],
    [
      'that answers negative numbers',
      'badAnswer',
      (_req, res, { durations, distances }) =>
        res.end(JSON.stringify({ code: 'Ok', durations: durations.map((row) => row.map((s) => -1 - s)), distances })),
    ],
    [
      'that answers infinite numbers',
      'badAnswer',
      (_req, res) =>
        res.end('{"code":"Ok","durations":[[0,1e999,0],[0,0,0],[0,0,0]],"distances":[[0,0,0],[0,0,0],[0,0,0]]}'),
    ],
    [
      'that answers without durations',
      'badAnswer',
      (_req, res, { distances }) => res.end(JSON.stringify({ code: 'Ok', distances })),
    ],
    [
      'that never ends its answer',
      'tooLarge',
      (_req, res) => {
        const more = () => res.writable && !res.destroyed && (res.write(' '.repeat(50_000)), setTimeout(more, 1));
        more();
      },
    ],
    [
      'that answers zeros',
      'badAnswer',
      (_req, res, { durations, distances }) => {
        const zeros = (rows: number[][]) => rows.map((row) => row.map(() => 0));
        res.end(JSON.stringify({ code: 'Ok', durations: zeros(durations), distances: zeros(distances) }));
      },
    ],
    [
      'that answers no time for a kilometre',
      'badAnswer',
      (_req, res, { durations, distances }) =>
        res.end(JSON.stringify({ code: 'Ok', durations: durations.map((row) => row.map(() => 0)), distances })),
    ],
    [
      'that answers in kilometres',
      'badAnswer',
      (_req, res, { durations, distances }) =>
        res.end(JSON.stringify({ code: 'Ok', durations, distances: distances.map((row) => row.map((m) => m / 1000)) })),
    ],
    [
      'whose map is elsewhere: every place is put on one far road',
      'badAnswer',
      (_req, res, numbers) => {
        const far = numbers.durations.map(() => ({ distance: 80_000 }));
        res.end(JSON.stringify({ code: 'Ok', ...numbers, sources: far, destinations: far }));
      },
    ],
    ['that is silent', 'timeout', () => {}],
    ['that stops in the middle', 'timeout', (_req, res) => res.write('{"code":"Ok",')],
    ['that hangs up', 'unreachable', (req) => req.socket.destroy()],
  ];
  it.each(bad)('%s is replaced by straight lines, and the answer says why', async (_what, reason, answer) => {
    const { url, asked } = await roadService(answer);
    const measured = await createTravels({ ...straight, osrmUrl: url, osrmTimeoutMs: 150 }).between(places(3));
    expectStraight(measured, places(3));
    expect(measured.said.fallbackReason).toBe(reason);
    expect(asked.some((path) => path.includes('secret'))).toBe(false);
  });

  it('that is not there is replaced by straight lines, and left alone for a while', async () => {
    const { url, asked } = await roadService((_req, res) => ((res.statusCode = 503), res.end()));
    const travels = createTravels({ ...straight, osrmUrl: url });
    expect((await travels.between(places(3))).said.fallbackReason).toBe('serverError');
    expect((await travels.between(places(4))).said.fallbackReason).toBe('serverError');
    expect(asked).toHaveLength(1);
    expect(
      (await createTravels({ ...straight, osrmUrl: 'http://127.0.0.1:1' }).between(places(2))).said.fallbackReason,
    ).toBe('unreachable');
  });

  it('that fails for a part is believed for the rest, and the share is told', async () => {
    let n = 0;
    const { url } = await roadService((_req, res, numbers) => {
      if (++n === 2) res.statusCode = 500;
      res.end(JSON.stringify({ code: 'Ok', ...numbers }));
    });
    const { said, travelS } = await createTravels({ ...straight, osrmUrl: url }).between(places(130));
    expect(said).toMatchObject({ source: 'osrm', fallbackReason: 'serverError', detourFactor: 1.3 });
    expect(said.straightShare).toBeGreaterThan(0);
    expect(said.straightShare).toBeLessThan(0.2);
    expect([...travelS].every((s) => s >= 0 && s < Infinity)).toBe(true);
  });

  it('that puts one place on a road far away is believed for the others, and is not asked again', async () => {
    const { url, asked } = await roadService((_req, res, numbers) => {
      const at = numbers.durations.map((_, i) => ({ distance: i === 1 ? 5_000 : 12 }));
      res.end(JSON.stringify({ code: 'Ok', ...numbers, sources: at, destinations: at }));
    });
    const travels = createTravels({ ...straight, osrmUrl: url });
    const [first, again] = [await travels.between(places(4)), await travels.between(places(4))];
    expect(first.said).toMatchObject({ source: 'osrm', fallbackReason: 'badAnswer', straightShare: 6 / 12 });
    expect(first.travelS[2 * 4 + 3]).toBeCloseTo(roadS([120.02, 28], [120.03, 28]), 6);
    expect(first.travelM[1]).toBeCloseTo(1.3 * distanceM(places(2)[0]!, places(2)[1]!), 6);
    expect([again.travelS, again.said, asked.length]).toEqual([first.travelS, first.said, 1]);
  });

  it('is not asked for more places than fit a matrix', async () => {
    const { url, asked } = await roadService();
    const { said } = await createTravels({ ...straight, osrmUrl: url }).between(places(MOST_ROAD_PLACES + 1));
    expect(said).toMatchObject({ source: 'straight', fallbackReason: 'tooManyStops' });
    expect(asked).toHaveLength(0);
  });

  it('gives nothing to places at one address but nought', async () => {
    const { url } = await roadService((_req, res, { durations, distances }) =>
      res.end(JSON.stringify({ code: 'Ok', durations: durations.map((row) => row.map(() => 7)), distances })),
    );
    const [a] = places(1) as [Place];
    expect([...(await createTravels({ ...straight, osrmUrl: url }).between([a, a])).travelS]).toEqual([0, 0, 0, 0]);
  });
});
