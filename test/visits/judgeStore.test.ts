import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { casesOf, drawn, file, finding } from '../inspections/plans.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Evidence {
  hours: { fromAt: string; untilAt: string }[] | null;
  history: {
    deviceSkewMedianS: number | null;
    coordinateHistory: { lng: number; lat: number; coordinate: string }[];
    coordinateInspected: boolean;
  };
}

let moves = 0;
/** A few metres either way, never the same: no receiver says one place twice. */
const move = () => (((++moves * 7_919) % 101) - 50) * 1e-6;

/** A judged visit of eight minutes, with a phone of this name. */
async function judged(
  login: string,
  code: string,
  at: { lng: number; lat: number },
  startedAt: Date,
  deviceId: string,
): Promise<VisitDetail & { last: Evidence }> {
  const rep = server.as(login);
  const visitId = randomUUID();
  const press = (when: Date) => ({ ...pressAt({ lng: at.lng + move(), lat: at.lat + move() }, when), deviceId });
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get(code), ...press(startedAt) })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(press(new Date(startedAt.getTime() + 480_000)))
    .expect(201);
  await until(async () => (await seen(login, visitId)).state !== 'waiting');
  return seen(login, visitId);
}

/** A visit with what its last verdict rests on. */
async function seen(login: string, visitId: string): Promise<VisitDetail & { last: Evidence }> {
  const detail = (await server.as(login).get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
  return { ...detail, last: detail.verdicts.at(-1)?.evidence as Evidence };
}

describe('opening hours', () => {
  /** Known to be so since before the visits. */
  const open = (openingHours: string) =>
    server
      .as('planner.east')
      .post(`/api/v1/retailers/${server.retailers.get('E1')}/facts`)
      .send({ fromDay: '2026-01-01', openingHours, word: 'asked at the counter' })
      .expect(201);
  const shanghai = (time: string) =>
    new Date(`${new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)}T${time}:00+08:00`);

  it("are those of the visit's day in the unit's time zone, and a visit outside is out of hours", async () => {
    await open('09:00-12:00,13:30-18:00');
    const noon = await judged('rep.east', 'E1', E1, shanghai('12:20'), 'phone-h');
    expect(noon.reasons).toContain('OUT_OF_HOURS');
    expect(noon.last.hours!.slice(2).map((h) => [Date.parse(h.fromAt), Date.parse(h.untilAt)])).toEqual([
      [shanghai('09:00').getTime(), shanghai('12:00').getTime()],
      [shanghai('13:30').getTime(), shanghai('18:00').getTime()],
    ]);
    expect((await judged('rep.east', 'E1', E1, shanghai('13:40'), 'phone-h')).reasons).not.toContain('OUT_OF_HOURS');
  });

  it('may last over midnight, and all day is any time', async () => {
    await open('20:00-02:00');
    const night = await judged('rep.east', 'E1', E1, shanghai('01:30'), 'phone-n');
    expect(night.reasons).not.toContain('OUT_OF_HOURS');
    await open('00:00-24:00');
    expect((await judged('rep.east', 'E1', E1, shanghai('23:56'), 'phone-n')).last.hours).toBeNull();
    expect(
      (await judged('rep.east', 'E2', { ...E1, lat: E1.lat + 0.0045 }, shanghai('05:00'), 'phone-n')).last.hours,
    ).toBeNull(); // not known
  });
});

describe("the phone's clock", () => {
  /** Earlier presses of a phone: by how many seconds its clock differed from the server's when each came in, a day apart. */
  const earlier = async (deviceId: string, skewsS: number[]) => {
    for (const [i, skewS] of skewsS.entries()) {
      const receivedAt = new Date(Date.now() - (i + 1) * 86_400_000);
      await server.running.db.query(
        `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, device_id, body_sha256)
         select org_id, gen_random_uuid(), 'start', $1, $2, retailer_id, $3::timestamptz::date, $3::timestamptz, $4, $5, '\\x00' from retailer where retailer_id = $6`,
        [
          server.idOf('rep.west'),
          server.units.west,
          new Date(receivedAt.getTime() + skewS * 1_000),
          receivedAt,
          deviceId,
          server.retailers.get('W5'),
        ],
      );
    }
  };
  /** A visit that ends now by a clock that is an hour ahead. */
  const visitAnHourAhead = (code: string, deviceId: string) =>
    judged(
      'rep.west',
      code,
      { lng: E1.lng - 0.5, lat: E1.lat + (Number(code.slice(1)) - 1) * 0.0045 },
      new Date(Date.now() + 3_600_000 - 480_000),
      deviceId,
    );

  it('that is an hour ahead all week accuses nobody, once five presses have shown it', async () => {
    await earlier('newly-wrong', [3_600, 3_599, 3_601, 3_598]);
    const unknown = await visitAnHourAhead('W1', 'newly-wrong');
    expect([unknown.last.history.deviceSkewMedianS, unknown.reasons.includes('CLOCK')]).toEqual([null, true]);
    await earlier('always-wrong', [3_600, 3_599, 3_601, 3_598, 3_597, -7_200]); // once the phone was offline
    const known = await visitAnHourAhead('W2', 'always-wrong');
    expect([known.last.history.deviceSkewMedianS, known.reasons.includes('CLOCK')]).toEqual([3_598.5, false]);
  });

  it('is not learned from presses that waited in the phone, each for a time of its own', async () => {
    await earlier('often-offline', [-5, -600, -3_000, -50, -7_200, -20_000]);
    expect((await visitAnHourAhead('W3', 'often-offline')).last.history.deviceSkewMedianS).toBeNull();
  });
});

describe('the coordinate', () => {
  it('that was moved leaves where it was in the evidence', async () => {
    const moved = { lng: E1.lng + 0.004, lat: E1.lat + 0.0135 };
    await server
      .as('auditor.east')
      .post('/api/v1/retailers/coordinates')
      .send({ changes: [{ retailerId: server.retailers.get('E4'), position: moved, trust: 'confirmed' }] })
      .expect(200);
    const visit = await judged('rep.east', 'E4', moved, new Date(Date.now() - 5 * 3_600_000), 'phone-c');
    expect(visit.last.history.coordinateHistory).toEqual([
      { lng: E1.lng, lat: E1.lat + 0.0135, coordinate: 'imported' },
    ]);
    expect(visit.reasons).toContain('COORDINATE_MOVED');
    const drawnPlan = await drawn(server, { take: 5 });
    const one = (await casesOf(server, drawnPlan)).find(({ code }) => code === 'E4')!;
    const at = new Date().toISOString();
    await file(server, one, finding({ arrive: { at, fix: { position: moved, accuracyM: 400 } } }));
    await file(server, one, finding({ arrive: { at, fix: { position: moved, accuracyM: 8 } } }));
    await until(async () => (await seen('rep.east', visit.visitId)).last.history.coordinateInspected === true);
    expect((await seen('rep.east', visit.visitId)).reasons).not.toContain('COORDINATE_MOVED');
  });
});

it('a phone is set up with an address that reaches this server', async () => {
  const { setup, token } = (
    await server.as('rep.east').post('/api/v1/me/devices').send({ label: '我的 phone' }).expect(201)
  ).body as IssuedDevice;
  expect(setup.ownTracks.url).toBe(`${server.running.url}/pub`);
  const inline = new URL(setup.ownTracks.config).searchParams.get('inline')!;
  expect(JSON.parse(Buffer.from(inline, 'base64').toString())).toMatchObject({
    _type: 'configuration',
    mode: 3,
    url: `${server.running.url}/pub`,
    password: token,
    deviceId: '我的 phone',
  });
});
