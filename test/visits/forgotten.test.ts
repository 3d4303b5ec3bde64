import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { unexplainedStays } from '../../server/visits/proposals.ts';
import type { ForgottenStop } from '../../shared/forgotten.ts';
import type { VisitDetail, VisitSummary } from '../../shared/visits.ts';
import { E1, pressAt, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let phone: string;
beforeAll(async () => {
  server = await startTestServer(zoneAtNoon());
  phone = await server.deviceToken('rep.east');
  const day = today();
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({ repId: server.idOf('rep.east'), day, retailerIds: [server.retailers.get('E2')] })
    .expect(201);
});
afterAll(() => server.stop());

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const shop = (n: number) => ({ lng: E1.lng, lat: E1.lat + (n - 1) * 0.0045 });

/** A fix a minute at a place, then one far away: a stop that is over. */
async function stopAt(
  place: { lng: number; lat: number },
  fromMinutesAgo: number,
  minutes: number,
  more: Record<string, unknown> = {},
): Promise<void> {
  const fixes = Array.from({ length: minutes + 1 }, (_, i) => ({
    position: { lng: place.lng + ((i * 7) % 5) * 2e-5, lat: place.lat + ((i * 3) % 4) * 2e-5 },
    fixAt: minutesAgo(fromMinutesAgo - i).toISOString(),
    accuracyM: 8 + (i % 5),
    source: 'gnss',
    ...more,
  }));
  fixes.push({
    ...fixes[0]!,
    position: { lng: place.lng + 0.01, lat: place.lat },
    fixAt: minutesAgo(fromMinutesAgo - minutes - 2).toISOString(),
  });
  await request(server.url)
    .post('/api/v1/positions')
    .set('Authorization', `Bearer ${phone}`)
    .send({ fixes })
    .expect(200);
}

const stops = async (login = 'rep.east') =>
  (
    (await server.as(login).get('/api/v1/me/forgotten').query({ day: today() }).expect(200)).body as {
      items: ForgottenStop[];
    }
  ).items;
const claim = (stop: ForgottenStop, more: Record<string, unknown> = {}, login = 'rep.east') =>
  server
    .as(login)
    .post('/api/v1/me/forgotten/claim')
    .send({
      visitId: randomUUID(),
      retailerId: stop.retailers[0]!.retailerId,
      fromAt: stop.fromAt,
      note: 'I forgot to press.',
      ...more,
    });

describe('a stop in the own track', () => {
  it('at a retailer without a visit is proposed to the rep alone; one with a visit, too short, made up or elsewhere is not', async () => {
    await stopAt(shop(2), 280, 12);
    await stopAt({ lng: E1.lng + 0.05, lat: E1.lat }, 240, 12); // at no retailer
    await stopAt(shop(3), 200, 1);
    await stopAt(shop(4), 160, 12, { mock: true });
    const [stop, ...others] = await stops();
    expect(others).toEqual([]);
    expect(stop).toMatchObject({ retailers: [{ name: 'East shop 2', isPlanned: true }] });
    expect(stop!.retailers[0]!.distanceM).toBeLessThan(20);
    expect((Date.parse(stop!.untilAt) - Date.parse(stop!.fromAt)) / 60_000).toBeCloseTo(12, 0);
    expect(await stops('rep.west')).toEqual([]);

    await stopAt(shop(5), 120, 10);
    const visitId = randomUUID();
    await server
      .as('rep.east')
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get('E5'), ...pressAt(shop(5), minutesAgo(119)) })
      .expect(201);
    await server
      .as('rep.east')
      .post(`/api/v1/visits/${visitId}/end`)
      .send(pressAt(shop(5), minutesAgo(111)))
      .expect(201);
    expect(await stops()).toEqual([stop]);
  });

  it('becomes a visit when its rep claims it: marked, confirmed by the track, and for a person to decide', async () => {
    const [stop] = await stops();
    await claim(stop!, { note: ' ' }).expect(400);
    await claim(stop!, { retailerId: server.retailers.get('E1') }).expect(409); // the stop was not there
    await claim(stop!, { fromAt: minutesAgo(500).toISOString() }).expect(409); // no such stop: nothing is invented
    await claim(stop!, {}, 'rep.west').expect(409); // not their track
    const visitId = randomUUID();
    const made = (await claim(stop!, { visitId }).expect(201)).body as VisitSummary;
    expect(made).toMatchObject({
      startedAt: stop!.fromAt,
      endedAt: stop!.untilAt,
      retailerName: 'East shop 2',
      startPosition: null,
    });
    expect((await claim(stop!, { visitId }).expect(201)).body).toMatchObject({ visitId }); // sent twice is one
    await claim(stop!, { visitId, note: 'Another story.' }).expect(409);
    await until(async () => (await detail(visitId)).state !== 'waiting');
    const judged = await detail(visitId);
    expect(judged).toMatchObject({ state: 'suspect', reasons: ['NO_FIX', 'TRACK_CONFIRMS', 'CLAIMED_AFTERWARDS'] });
    expect(Date.now() - Date.parse(judged.claimedAt!)).toBeLessThan(60_000);
    expect(judged.presses.map((press) => press.note)).toEqual(['I forgot to press.', null]);
    expect(await stops()).toEqual([]);
    const queue = (await server.as('auditor.east').get('/api/v1/visits').query({ review: 'open' })).body as {
      items: VisitSummary[];
    };
    expect(queue.items.map((visit) => visit.visitId)).toContain(visitId);
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });

  it('is not proposed again when its rep says that it was no visit', async () => {
    await stopAt(shop(1), 80, 9);
    const [stop] = await stops();
    const dismissal = { retailerId: stop!.retailers[0]!.retailerId, fromAt: stop!.fromAt };
    await server.as('rep.east').post('/api/v1/me/forgotten/dismiss').send(dismissal).expect(204);
    await server.as('rep.east').post('/api/v1/me/forgotten/dismiss').send(dismissal).expect(204);
    expect(await stops()).toEqual([]);
    await claim(stop!).expect(409);
  });
});

describe('unexplained stops', () => {
  const fix = (minute: number, lng = 0) => ({ lng, lat: 0, atMs: minute * 60_000, accuracyM: 10 });
  const day = (more: object) => ({
    track: [...Array.from({ length: 10 }, (_, i) => fix(i)), fix(12, 0.02)],
    visits: [],
    dismissedMs: [],
    nowMs: 60 * 60_000,
    ...more,
  });
  it('are those that are over, not longer than two hours, and away from every visit in time', () => {
    expect(unexplainedStays(day({}), 180)).toHaveLength(1);
    expect(
      unexplainedStays(day({ track: Array.from({ length: 10 }, (_, i) => fix(i)), nowMs: 11 * 60_000 }), 180),
    ).toHaveLength(0); // may still be going on
    expect(
      unexplainedStays(
        day({ track: [...Array.from({ length: 150 }, (_, i) => fix(i)), fix(152, 0.02)], nowMs: 300 * 60_000 }),
        180,
      ),
    ).toHaveLength(0);
    expect(
      unexplainedStays(day({ visits: [{ retailerId: 'x', fromMs: 13 * 60_000, untilMs: null }] }), 180),
    ).toHaveLength(0);
    expect(
      unexplainedStays(day({ visits: [{ retailerId: 'x', fromMs: 15 * 60_000, untilMs: 20 * 60_000 }] }), 180),
    ).toHaveLength(1);
    expect(unexplainedStays(day({ dismissedMs: [60_000] }), 180)).toHaveLength(0);
  });
});

async function detail(visitId: string): Promise<VisitDetail> {
  return (await server.as('rep.east').get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
}
