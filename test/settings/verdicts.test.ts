import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit, nextOf, pairsToMeasure } from '../../server/visits/measureVisit.ts';
import { distancesM } from '../../server/visits/judgeStore.ts';
import { JudgeInput } from '../../shared/verdicts.ts';
import { E1, pressAt, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { change, dayFromNow, settingOf } from './ground.ts';

const zone = zoneAtNoon();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(zone);
});
afterAll(() => server.stop());

const EAST_NORTH = 0.0045; // the shops stand 500 m apart

/** A visit of so many seconds at the n-th shop of a side, ended so many minutes ago, judged. */
async function visit(side: 'east' | 'west', n: number, dwellS: number, minutesAgo: number): Promise<string> {
  const visitId = randomUUID();
  const agent = server.as(`rep.${side}`);
  const place = { lng: E1.lng - (side === 'west' ? 0.5 : 0), lat: E1.lat + (n - 1) * EAST_NORTH };
  const endedAt = new Date(Date.now() - minutesAgo * 60_000);
  const retailerId = server.retailers.get(`${side === 'east' ? 'E' : 'W'}${n}`)!;
  const start = pressAt(place, new Date(endedAt.getTime() - dwellS * 1_000));
  await agent
    .post('/api/v1/visits')
    .send({ visitId, retailerId, ...start })
    .expect(201);
  await agent
    .post(`/api/v1/visits/${visitId}/end`)
    .send(pressAt({ ...place, lat: place.lat + 0.00002 }, endedAt))
    .expect(201);
  await until(async () => (await verdictsOf(visitId)).length > 0);
  return visitId;
}

interface Row {
  answer: string;
  evidence: string;
}

async function verdictsOf(visitId: string): Promise<Row[]> {
  const { rows } = await server.running.db.query<Row>(
    'select answer::text, evidence::text from verdict where visit_id = $1 order by verdict_no',
    [visitId],
  );
  return rows;
}

const used = ({ answer }: Row) => {
  const { requiredDwellS, thresholdM, reasons } = JSON.parse(answer) as Record<string, unknown>;
  return { requiredDwellS, thresholdM, isShort: (reasons as string[]).includes('SHORT_DWELL') };
};

/** The stored evidence, judged anew by hand: the text that is then the answer. */
async function judgedAgain({ evidence }: Row): Promise<string> {
  const input = JudgeInput.parse(JSON.parse(evidence));
  const metres = await distancesM(server.running.db, pairsToMeasure(input));
  return JSON.stringify(judge(measureVisit(input, nextOf(metres))));
}

describe('a verdict', () => {
  it('uses the dwell and the radius in force for its unit on its day, and says them', async () => {
    const admin = server.as('admin');
    const plain = await visit('west', 1, 200, 60);
    expect(used((await verdictsOf(plain))[0]!)).toEqual({ requiredDwellS: 180, thresholdM: 100, isShort: false });

    const today = dayFromNow(0, zone);
    await change(admin, { key: 'requiredDwellS', unitId: server.units.east, value: 300, fromDay: today });
    await change(admin, { key: 'thresholdM', unitId: server.root, value: 150, fromDay: today });
    const east = await visit('east', 1, 200, 50);
    expect(used((await verdictsOf(east))[0]!)).toEqual({ requiredDwellS: 300, thresholdM: 150, isShort: true });
    const west = await visit('west', 2, 200, 40);
    expect(used((await verdictsOf(west))[0]!)).toEqual({ requiredDwellS: 180, thresholdM: 150, isShort: false });
  });

  it('of a retailer with a radius of its own keeps to that, also where it is the usual one', async () => {
    const changes = [{ retailerId: server.retailers.get('E3')!, thresholdM: 100 }];
    await server.as('admin').post('/api/v1/retailers/coordinates').send({ changes }).expect(200);
    expect(used((await verdictsOf(await visit('east', 3, 400, 30)))[0]!)).toMatchObject({ thresholdM: 100 });
  });

  it('keeps its bytes when the setting changes later, and can be judged again from them', async () => {
    const visitId = await visit('east', 4, 320, 20);
    const [before] = await verdictsOf(visitId);
    expect(used(before!)).toMatchObject({ requiredDwellS: 300, isShort: false });
    const tomorrow = dayFromNow(1, zone);
    await change(server.as('admin'), {
      key: 'requiredDwellS',
      unitId: server.units.east,
      value: 900,
      fromDay: tomorrow,
    });
    await visit('east', 5, 320, 10); // the day is judged again, as a whole
    expect(await verdictsOf(visitId)).toEqual([before]);
    expect(await judgedAgain(before!)).toBe(before!.answer);
  });

  it('is judged again when the setting of its own day changes, and the one before stays', async () => {
    const visitId = await visit('west', 5, 200, 5);
    const [before] = await verdictsOf(visitId);
    await change(server.as('admin'), {
      key: 'requiredDwellS',
      unitId: server.units.west,
      value: 600,
      fromDay: dayFromNow(0, zone),
    });
    await until(async () => (await verdictsOf(visitId)).length === 2);
    const [first, second] = await verdictsOf(visitId);
    expect(first).toEqual(before);
    expect(used(second!)).toMatchObject({ requiredDwellS: 600, isShort: true });
    expect(await judgedAgain(second!)).toBe(second!.answer);
  });

  it('of a day that is over keeps the day as it was: no change reaches it once somebody has visited then', async () => {
    const { db } = server.running;
    const yesterday = dayFromNow(-1, zone);
    const unitId = server.units.east;
    const asked = async (key: string, value: number, fromDay: string, status: number) => {
      const { revision } = await settingOf(server.as('admin'), key as 'requiredDwellS', unitId);
      const { body } = await server
        .as('admin')
        .post('/api/v1/settings/changes')
        .send({ key, value, unitId, fromDay, revision })
        .expect(status);
      return body as { fields?: { reason: { code: string } }[] };
    };
    await asked('requiredDwellS', 240, yesterday, 201); // nobody had visited then
    await db.query(
      `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, body_sha256)
       select org_id, gen_random_uuid(), 'start', rep_id, unit_id, retailer_id, $1, pressed_at - interval '1 day', body_sha256
       from press where unit_id = $2 and kind = 'start' limit 1`,
      [yesterday, unitId],
    );
    const refused = await asked('requiredDwellS', 270, yesterday, 400);
    expect(refused.fields![0]!.reason.code).toBe('DAYS_WERE_USED');
    expect(await settingOf(server.as('admin'), 'requiredDwellS', unitId, yesterday)).toMatchObject({ value: 240 });
    await asked('visitMinutes', 15, yesterday, 201); // plans have used nothing of that day
  });
});
