import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trackM } from '../../server/plans/actual.ts';
import { readRequest } from '../../server/positions/protocols/detect.ts';
import { replayRequest } from '../../server/positions/protocols/quarantine.ts';
import type { ReadingRequest } from '../../server/positions/protocols/reading.ts';
import { isClockWrong, isLeap, reportedAt } from '../../shared/positions.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';

function asked(query: string): ReadingRequest {
  return {
    method: 'GET',
    path: '/pub',
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: {},
    contentType: null,
    body: undefined,
  };
}
function posted(body: unknown): ReadingRequest {
  return { method: 'POST', path: '/pub', query: {}, headers: {}, contentType: 'application/json', body };
}
const placesOf = (sent: ReadingRequest) => readRequest(sent).fixes.map(({ position }) => [position.lng, position.lat]);

describe('numbers as the phone’s language writes them', () => {
  it.each([
    ['a decimal comma', 'lat=28,012345&lon=120,661234&acc=8,5&timestamp=1796000000', 120.661234, 28.012345],
    ['Persian digits', 'lat=۲۸.۰۱&lon=۱۲۰.۶۶&acc=8&timestamp=1796000001', 120.66, 28.01],
    ['Arabic digits and decimal mark', 'lat=٢٨٫٠١&lon=١٢٠٫٦٦&timestamp=1796000001', 120.66, 28.01],
    ['Devanagari digits', 'lat=२८.०१&lon=१२०.६६&timestamp=1796000001', 120.66, 28.01],
    ['full-width digits', 'lat=２８．０１&lon=１２０．６６&timestamp=１７９６０００００１', 120.66, 28.01],
    ['a minus that is no hyphen', 'lat=−28.01&lon=120.66&timestamp=1796000001', 120.66, -28.01],
    ['a pair with commas', 'id=x&location=28,01,120,66&timestamp=1796000001', 120.66, 28.01],
  ])('are read: %s', (_, query, lng, lat) => {
    expect(readRequest(asked(`token=x&${query}`)).quarantine).toEqual([]);
    expect(placesOf(asked(`token=x&${query}`))).toEqual([[lng, lat]]);
  });

  it('and what is none is named', () =>
    expect(readRequest(asked('token=x&lat=28d01&lon=120.66&timestamp=1796000000')).quarantine).toMatchObject([
      { reason: 'POSITION_UNREADABLE', why: { code: 'COORDINATE_NO_NUMBER', axis: 'lat', says: '28d01' } },
    ]));
});

describe('a template whose placeholder was empty', () => {
  const said = (inner: string) => `{"lat":28.01,"lon":120.66,"time":"2026-11-29T08:30:00.000Z",${inner},"acc":8.0}`;
  it.each([
    '"hdop":',
    '"hdop":NaN',
    '"hdop":-Infinity',
    '"hdop":%HDOP',
    '"hdop": undefined',
    '"hdop":None',
    '"charging":True,"hdop":unavailable',
    '"hdop":N/A',
    '"desc":"a:,b","hdop":',
    '"spd":1,5',
  ])('costs its own value and not the position: %s', (inner) => {
    const read = readRequest(posted(said(inner)));
    expect(read.quarantine).toEqual([]);
    expect(read.fixes).toMatchObject([{ position: { lng: 120.66, lat: 28.01 }, accuracyM: 8 }]);
  });

  it('and one NaN not the batch', () => {
    const feature = (lng: number, minute: number, speed: string) =>
      `{"type":"Feature","geometry":{"type":"Point","coordinates":[${lng},28.01]},"properties":{"timestamp":"2026-11-29T08:${minute}:00Z","speed":${speed}}}`;
    const body = `{"locations":[${feature(120.66, 30, 'NaN')},${feature(120.661, 31, '1')},]}`;
    expect(readRequest(posted(body)).fixes.map(({ speedMps }) => speedMps)).toEqual([null, 1]);
  });

  it('is quarantined with the place of the fault where nothing can be made of it, and may be read later', () => {
    const read = readRequest(posted('{"lat":28.01,"lon" 120.66}'));
    expect(read.quarantine).toMatchObject([{ reason: 'BODY_UNREADABLE' }]);
    expect(read.quarantine[0]!.why).toEqual({ code: 'BODY_NO_FORM', breaksAt: 20 });
    expect(replayRequest(read.quarantine[0]!.raw)!.body).toBe('{"lat":28.01,"lon" 120.66}');
  });

  it.each([
    ['{"lat":28.01,"lon":<none>,"acc":8}', 20],
    ['{"lat":28.01,"note":"a:<b",\'lon\':120.66}', 28],
    ['{"lat":28.01,"lon":12', 21],
    ['[{"lat":28.01},{"lat":28.01}}', 29],
  ])('whose fault the parser does not place either: %s', (body, breaksAt) => {
    expect(readRequest(posted(body)).quarantine[0]!.why).toEqual({ code: 'BODY_NO_FORM', breaksAt });
  });
});

describe('Traccar Client', () => {
  it.each([
    ['a form', { id: 'x', timestamp: '1796000000', batt: '81' }],
    ['a list', [{ id: 'x', timestamp: 1_796_000_000, batt: 81, charge: true }]],
    ['without a battery', { id: 'x', timestamp: '1796000000' }],
  ])('says that it lives, and nothing is wrong with that: %s', (_, body) => {
    const read = readRequest(posted(body));
    expect(read).toMatchObject({ app: 'traccar', fixes: [], quarantine: [], other: ['heartbeat'] });
  });

  it('that means to say where it is and does not is quarantined', () =>
    expect(readRequest(posted({ id: 'x', timestamp: '1796000000', lat: '', lon: '' })).quarantine).toHaveLength(1));

  const sample = (second: number, lat: number) => ({
    timestamp: `2026-11-29T08:30:${second}.000Z`,
    coords: { latitude: lat, longitude: 120.66, accuracy: 6 },
    uuid: `u${second}`,
  });
  it('sends its buffer at once, and each part of it is one fix', () => {
    const read = readRequest(posted({ device_id: 'x', location: [sample(10, 28.01), sample(20, 28.011)] }));
    expect(read.quarantine).toEqual([]);
    expect(read.fixes.map(({ position }) => position.lat)).toEqual([28.01, 28.011]);
  });

  it('whose buffer holds one bad part loses that part alone, and it can be read again by itself', () => {
    const bad = { timestamp: '2026-11-29T08:30:30.000Z', coords: {} };
    const read = readRequest(posted({ device_id: 'x', location: [sample(10, 28.01), bad, 'no', sample(20, 28.011)] }));
    expect(read.fixes).toHaveLength(2);
    expect(read.quarantine.map(({ reason }) => reason)).toEqual(['NO_POSITION', 'BODY_UNREADABLE']);
    expect(replayRequest(read.quarantine[0]!.raw)!.body).toEqual({ location: [bad] });
  });
});

describe('numbers that stand for no position', () => {
  it.each([
    ['0.0', '0.0'],
    ['-1', '-1'],
    ['0', '120.66'],
    ['28.01', '0.0'],
    ['0.00001', '-0.00002'],
    ['-90', '-180'],
  ])('are kept as said and named: %s, %s', (lat, lng) => {
    const read = readRequest(asked(`token=x&lat=${lat}&lon=${lng}&timestamp=1796000425&battery=92`));
    expect(read.fixes).toEqual([]);
    expect(read.quarantine).toMatchObject([{ reason: 'POSITION_PLACEHOLDER' }]);
    const own = posted({
      fixes: [{ position: { lng: Number(lng), lat: Number(lat) }, fixAt: '2026-11-29T08:30:00.000Z' }],
    });
    expect(readRequest(own).quarantine).toMatchObject([{ reason: 'POSITION_PLACEHOLDER' }]);
  });

  it('are not places near the equator or Greenwich', () =>
    expect(placesOf(asked('token=x&lat=-0.0263&lon=0.0012&timestamp=1796000425'))).toHaveLength(1));
});

describe('kilometres', () => {
  const at = (lng: number, minute: number, lat = 28) => ({ lng, lat, accuracyM: 8, atS: minute * 60 });
  const day = [at(120.6, 0), at(120.61, 2), at(120.62, 4), at(120.63, 6)];
  const honest = trackM(day)!;
  it.each([
    ['one spike of 54 km', [day[0]!, day[1]!, at(121.16, 3), ...day.slice(2)]],
    ['a spike at the end', [...day, at(121.16, 7)]],
    ['a spike at the beginning', [at(121.16, -1), ...day]],
    ['three in a row', [day[0]!, day[1]!, at(121.16, 2.5), at(121.1601, 3), at(121.16, 3.5), ...day.slice(2)]],
    ['0, 0', [day[0]!, at(0, 1, 0), ...day.slice(1)]],
    ['one on the equator', [day[0]!, at(120.6, 1, 0), ...day.slice(1)]],
  ])('are not made of %s', (_, track) => {
    expect(trackM(track)!).toBeGreaterThan(honest * 0.6);
    expect(trackM(track)!).toBeLessThanOrEqual(honest + 1);
  });

  it('are made of a fast road and of a way without signal', () => {
    expect(trackM([at(120.6, 0), at(120.65, 3), at(120.7, 6)])!).toBeGreaterThan(9_000);
    expect(trackM([at(120.6, 0), at(121.1, 60)])!).toBeGreaterThan(45_000);
  });
});

describe('a phone’s clock that is years off', () => {
  const live = (fixAt: string, receivedAt = '2026-11-30T00:13:25.000Z') => ({
    repId: 'r',
    position: { lng: 120.66, lat: 28.01 },
    accuracyM: 4,
    source: null,
    fixAt,
    receivedAt,
  });
  it.each([
    ['1,024 weeks behind', '2007-04-16T00:53:20.000Z', true],
    ['counting from 2001', '1995-11-29T08:30:00.000Z', true],
    ['at the epoch', '1970-01-01T00:00:05.000Z', true],
    ['two days ahead', '2026-12-02T00:13:25.000Z', true],
    ['an hour ahead', '2026-11-30T01:13:25.000Z', false],
    ['a month late, from a phone without network', '2026-10-30T01:13:25.000Z', false],
  ])('is known: %s', (_, fixAt, isWrong) => {
    expect(isClockWrong(live(fixAt))).toBe(isWrong);
    if (isWrong) expect(reportedAt(live(fixAt))).toBe('2026-11-30T00:13:25.000Z');
  });

  it('a leap of 54 km in a minute is not where the rep is; one of an hour may be', () => {
    const far = { ...live('2026-11-30T00:01:00.000Z'), position: { lng: 121.21, lat: 28.01 } };
    expect(isLeap(far, live('2026-11-30T00:00:00.000Z'))).toBe(true);
    expect(isLeap(far, live('2026-11-29T23:00:00.000Z'))).toBe(false);
  });
});

describe('the live map', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await startTestServer()));
  afterAll(() => server?.stop());

  const lastOf = async (login: string) => {
    const { body } = await server.as('admin').get('/api/v1/live/snapshot').expect(200);
    const reps = (body as { reps: { repId: string; last: { position: { lng: number }; fixAt: string } | null }[] })
      .reps;
    return reps.find(({ repId }) => repId === server.idOf(login))!.last;
  };

  it('shows the rep where the last true position was, and tells of a clock that is years off', async () => {
    const token = await server.deviceToken('rep.east');
    const send = (query: string) => request(server.url).get(`/pub?token=${token}&${query}`).expect(200);
    const nowS = Math.floor(Date.now() / 1000);
    await send(`lat=${E1.lat}&lon=${E1.lng}&timestamp=${nowS - 60}`);
    await send(`lat=0.0&lon=0.0&timestamp=${nowS}&hdop=1.0&battery=92.0`);
    expect((await lastOf('rep.east'))!.position.lng).toBe(E1.lng);
    const other = await server.deviceToken('rep.west');
    await request(server.url)
      .post(`/pub?token=${other}`)
      .send({
        _type: 'location',
        tid: 'gn',
        lat: E1.lat,
        lon: E1.lng + 0.01,
        tst: nowS - 619_315_200,
        created_at: nowS,
        t: 'p',
      })
      .expect(200);
    const behind = await lastOf('rep.west');
    expect(behind!.position.lng).toBeCloseTo(E1.lng + 0.01, 9);
    expect(isClockWrong(behind as never)).toBe(true);
    // one time that cannot be, beside good ones, is no news of where the rep is
    await send(`lat=${E1.lat}&lon=${E1.lng + 0.02}&timestamp=${nowS + 3 * 86_400}`);
    expect((await lastOf('rep.east'))!.position.lng).toBe(E1.lng);
  });

  it('opens without the leap of a receiver, the last one heard or one between', async () => {
    const token = await server.deviceToken('rep.west');
    const send = (lng: number, secondsAgo: number) =>
      request(server.url)
        .get(`/pub?token=${token}&lat=${E1.lat}&lon=${lng}&timestamp=${Math.floor(Date.now() / 1000) - secondsAgo}`)
        .expect(200);
    await send(E1.lng, 300);
    await send(E1.lng + 0.001, 240);
    await send(E1.lng + 0.55, 200);
    expect((await lastOf('rep.west'))!.position.lng).toBeCloseTo(E1.lng + 0.001, 9);
    await send(E1.lng + 0.002, 160);
    expect((await lastOf('rep.west'))!.position.lng).toBeCloseTo(E1.lng + 0.002, 9);
  });
});
