import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../shared/frames.ts';
import type { Place } from '../../shared/places.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const shopAt = (no: number) => ({ lng: E1.lng, lat: E1.lat + (no - 1) * 0.0045 });
const noonBefore = (days: number) =>
  new Date(`${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T12:00:00+08:00`);
const dayBefore = (days: number) => noonBefore(days).toISOString().slice(0, 10);

let moves = 0;
/** A press some metres off and as good as never before: no receiver says the same twice. */
const pressNear = (at: { lng: number; lat: number }, pressedAt: Date) => {
  const move = () => (((++moves * 7_919) % 101) - 50) * 2e-6;
  return pressAt({ lng: at.lng + move(), lat: at.lat + move() }, pressedAt, { accuracyM: 6 + moves / 16 });
};

const detail = async (visitId: string) =>
  (await server.as('auditor.east').get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;

async function judged(code: string, at: { lng: number; lat: number }, startedAt: Date): Promise<VisitDetail> {
  const rep = server.as('rep.east');
  const visitId = randomUUID();
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get(code), ...pressNear(at, startedAt) })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(pressNear(at, new Date(startedAt.getTime() + 480_000)))
    .expect(201);
  await until(async () => (await detail(visitId)).state !== 'waiting');
  return detail(visitId);
}

const change = (more: Record<string, unknown>) =>
  server
    .as('auditor.east')
    .post('/api/v1/retailers/coordinates')
    .send({ changes: [more] });

/** Until nobody is behind with judging. */
const allJudged = () =>
  until(async () => {
    const { rows } = await server.running.db.query<{ n: number }>(
      'select count(*)::int as n from visit_day where revision <> judged_revision',
    );
    return rows[0]!.n === 0;
  });

const versions = async (code: string) =>
  (
    await server
      .as('auditor.east')
      .get(`/api/v1/retailers/${server.retailers.get(code)!}/places`)
      .expect(200)
  ).body as {
    items: Place[];
    visits: number;
  };

describe('a shop that moved', () => {
  const there = { lng: E1.lng + 0.01, lat: E1.lat };
  let before: VisitDetail;
  let after: VisitDetail;

  it('keeps the verdicts of the visits before, to the byte, and is judged at its new place from that day on', async () => {
    await change({ retailerId: server.retailers.get('E1'), trust: 'surveyed', reason: 'at the door' }).expect(200);
    before = await judged('E1', shopAt(1), noonBefore(9));
    after = await judged('E1', there, noonBefore(4));
    expect([before.state, after.state]).toEqual(['valid', 'invalid']);
    await change({
      retailerId: server.retailers.get('E1'),
      position: there,
      fromDay: dayBefore(5),
      reason: 'moved over the street',
    }).expect(200);
    await until(async () => (await detail(after.visitId)).verdicts.length > 1);
    await allJudged();
    expect((await detail(after.visitId)).state).toBe('valid');
    expect((await detail(before.visitId)).verdicts).toEqual(before.verdicts);
  });

  it('keeps them also when the day of the visit is judged again for another reason', async () => {
    await server.running.db.query('update visit_day set revision = revision + 1');
    await allJudged();
    expect((await detail(before.visitId)).verdicts).toEqual(before.verdicts);
    expect((await detail(before.visitId)).coordinates.map((c) => [Math.round(c.movedM), c.untilAt === null])).toEqual([
      [984, false],
      [0, true],
    ]);
  });

  it('is corrected where it is now: what was before the move stays', async () => {
    const corrected = { lng: there.lng + 0.0003, lat: there.lat };
    await change({ retailerId: server.retailers.get('E1'), position: corrected }).expect(200);
    await until(async () => (await detail(after.visitId)).verdicts.length > 1);
    await allJudged();
    expect((await detail(before.visitId)).verdicts).toEqual(before.verdicts);
    const evidence = (await judged('E1', corrected, noonBefore(3))).verdicts.at(-1)!.evidence as {
      retailer: { lng: number };
      history: { coordinateHistory: unknown[]; coordinateInspected: boolean };
    };
    expect(evidence.retailer.lng).toBe(corrected.lng);
    expect(evidence.history).toMatchObject({
      coordinateHistory: [{ ...there, coordinate: 'surveyed' }], // where it was before the move was no error
      coordinateInspected: true,
    });
  });

  it('may be said to have moved earlier than was known: only the days between are judged again', async () => {
    const meanwhile = { lng: E1.lng - 0.01, lat: E1.lat };
    const between = await judged('E1', meanwhile, noonBefore(7));
    const later = await detail(after.visitId);
    expect(between.state).toBe('invalid');
    await change({ retailerId: server.retailers.get('E1'), position: meanwhile, fromDay: dayBefore(8) }).expect(200);
    await until(async () => (await detail(between.visitId)).verdicts.length > 1);
    await allJudged();
    expect((await detail(between.visitId)).state).toBe('valid');
    expect((await detail(before.visitId)).verdicts).toEqual(before.verdicts);
    expect((await detail(after.visitId)).verdicts).toEqual(later.verdicts);
    const retailer = (await server.as('rep.east').get(`/api/v1/retailers/${server.retailers.get('E1')!}`)).body as {
      position: { lng: number };
    };
    expect(retailer.position.lng).toBeCloseTo(there.lng + 0.0003, 9); // it still is where it went last
  });
});

describe('FRAME', () => {
  it('rises once three visits miss the stored point as a mix-up of frames would, and blames the data', async () => {
    const stored = shopAt(3);
    const really = fromWgs84(stored, 'gcj02'); // the stored point was converted once too often
    await change({ retailerId: server.retailers.get('E3'), trust: 'surveyed' }).expect(200);
    const visits = [];
    for (const days of [6, 5, 4]) visits.push(await judged('E3', really, noonBefore(days)));
    expect(visits.map((v) => v.reasons.includes('FRAME'))).toEqual([false, false, true]);
    expect(visits[2]!.state).toBe('suspect');
    const flag = (visits[2]!.verdicts.at(-1)!.answer as { flags: { flag: string }[] }).flags[0];
    expect(flag).toMatchObject({ flag: 'FRAME', mixUp: 'wgs84 converted as gcj02', visits: 3, isThisVisit: true });
  });

  it('is told from where visits were made, not from who made them or where exactly', async () => {
    const { history } = (await judged('E3', shopAt(3), noonBefore(2))).verdicts.at(-1)!.evidence as {
      history: { retailerVisits: object[] };
    };
    expect(history.retailerVisits).toHaveLength(3);
    for (const visit of history.retailerVisits) {
      expect(Object.keys(visit)).toEqual(['lng', 'lat']);
      for (const degrees of Object.values(visit) as number[]) expect(degrees).toBe(Math.round(degrees * 1e4) / 1e4);
    }
  });
});

describe('the history of a place', () => {
  it('says who said what, when, from which day and why, and the first version which file it came from', async () => {
    const { items } = await versions('E1');
    expect(items.map((p) => [p.kind, p.fromDay, p.byName, p.reason, p.fileName])).toEqual([
      ['move', dayBefore(8), 'auditor.east', null, null],
      ['survey', null, 'auditor.east', null, null],
      ['move', dayBefore(5), 'auditor.east', 'moved over the street', null],
      ['survey', null, 'auditor.east', 'at the door', 'test.csv'],
      ['import', null, null, null, 'test.csv'], // by somebody of the unit above,
    ]);
    expect(items.map((p) => p.movedM === null)).toEqual([false, false, false, false, true]);
  });

  it('stands in the ledger with author and reason, but for what files brought, and each row is as it was recorded', async () => {
    const { rows } = await server.running.db.query<{ fact: string }>(
      `select fact from ledger_entry where kind = 'coordinate' and fact::json ->> 'retailerId' = $1 order by entry_no`,
      [server.retailers.get('E1')],
    );
    const facts = rows.map(({ fact }) => JSON.parse(fact) as Record<string, unknown>);
    expect(facts.map((f) => [f.kind, f.fromDay, f.byId, f.reason])).toEqual([
      ['survey', null, server.idOf('auditor.east'), 'at the door'],
      ['move', dayBefore(5), server.idOf('auditor.east'), 'moved over the street'],
      ['survey', null, server.idOf('auditor.east'), null],
      ['move', dayBefore(8), server.idOf('auditor.east'), null],
    ]);
    expect(facts[1]).toMatchObject({ fromLng: E1.lng, lng: E1.lng + 0.01, fromTrust: 'surveyed', trust: 'surveyed' });
  });

  it('cannot be edited', async () => {
    for (const act of [
      "update retailer_place set reason = 'x'",
      'delete from retailer_place',
      'truncate retailer_place',
    ])
      await expect(server.running.db.query(act)).rejects.toThrow(/append-only/);
  });

  it('tells how many visits a correction would judge again, and how many a move from a day on', async () => {
    const at = `/api/v1/retailers/${server.retailers.get('E1')!}/places`;
    const visits = async (query: object) =>
      ((await server.as('auditor.east').get(at).query(query).expect(200)).body as { visits: number }).visits;
    expect(await visits({})).toBe(2); // since the move five days ago
    expect(await visits({ fromDay: dayBefore(3) })).toBe(1);
    expect(await visits({ fromDay: dayBefore(20) })).toBe(1); // until the first move
  });
});

describe('a change of coordinates', () => {
  it('is refused for a move without a position, and for one on a day that has not begun', async () => {
    const retailerId = server.retailers.get('E4');
    const noPlace = await change({ retailerId, fromDay: dayBefore(1) }).expect(400);
    expect(JSON.stringify(noPlace.body)).toContain('body.changes.0.position');
    await change({ retailerId, position: shopAt(4), fromDay: dayBefore(-3) }).expect(400);
    expect((await versions('E4')).items).toHaveLength(1);
  });

  it('that says what is known already adds no version', async () => {
    const retailerId = server.retailers.get('E4');
    await change({ retailerId, position: shopAt(4), trust: 'imported' }).expect(200);
    expect((await versions('E4')).items).toHaveLength(1);
  });
});
