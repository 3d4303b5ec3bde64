import { createHash, randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/export.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { createVerifier } from '../../server/chain.ts';
import type { StoredAboutMe } from '../../shared/privacy.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { E1, pressAt, until } from '../helpers/server.ts';
import { startJudging, server, judgedVisit, detail, queue, appeal, decide } from './judgedVisits.ts';

beforeAll(startJudging);
afterAll(() => server.stop());

describe('an appeal', () => {
  it('is made once by the rep, decided by an auditor, and leaves the judgement of the machine as it was', async () => {
    const visit = await judgedVisit('E1', E1, { mock: true });
    expect(visit).toMatchObject({
      state: 'suspect',
      appeal: 'none',
      decision: null,
      appeals: [],
      decisions: [],
      evidenceChangedSince: false,
    });
    const appealed = (await appeal(visit.visitId, 'My phone has an external receiver.').expect(201))
      .body as VisitSummary;
    expect(appealed).toMatchObject({ state: 'suspect', appeal: 'open' });
    expect((await appeal(visit.visitId, 'My phone has an external receiver.').expect(201)).body).toEqual(appealed); // sent twice is one
    expect((await appeal(visit.visitId, 'And another thing.').expect(409)).body).toMatchObject({ code: 'CONFLICT' });
    const body = { word: 'valid', note: 'The receiver is on the list.', verdictNo: 1 };
    const decided = (await decide(visit.visitId, body).expect(201)).body as VisitSummary;
    expect(decided).toMatchObject({ state: 'valid', appeal: 'decided', decision: 'valid', reasons: visit.reasons });
    expect((await decide(visit.visitId, body).expect(201)).body).toEqual(decided);
    await decide(visit.visitId, { ...body, word: 'invalid' }).expect(409);
    await decide(visit.visitId, body, 'admin').expect(409);
    const seen = await detail(visit.visitId, 'rep.east');
    expect(seen).toMatchObject({
      machineState: 'suspect',
      appeals: [
        {
          repId: server.idOf('rep.east'),
          repName: 'rep.east',
          verdictNo: 1,
          note: 'My phone has an external receiver.',
        },
      ],
      decisions: [
        {
          decisionNo: 1,
          deciderId: server.idOf('auditor.east'),
          deciderName: 'auditor.east',
          verdictNo: 1,
          word: 'valid',
          note: 'The receiver is on the list.',
          onAppeal: true,
        },
      ],
    });
    expect(seen.verdicts).toEqual(visit.verdicts);
    const { items } = (await server.as('auditor.east').get('/api/v1/visits').query({ state: 'valid' })).body as {
      items: VisitSummary[];
    };
    expect(items.map((v) => v.visitId)).toContain(visit.visitId);
  });

  it('may be made against a decision that was made without hearing the rep', async () => {
    const visit = await judgedVisit('E2', { ...E1, lat: E1.lat + 0.0045 }, { mock: true });
    expect((await decide(visit.visitId, { word: 'invalid', note: 'A mock app.' }).expect(201)).body).toMatchObject({
      state: 'invalid',
      appeal: 'none',
    });
    expect((await appeal(visit.visitId, 'Ask the shop.').expect(201)).body).toMatchObject({
      state: 'invalid',
      appeal: 'open',
    });
    expect(await queue('open')).toContain(visit.visitId);
    expect(
      (await decide(visit.visitId, { word: 'valid', note: 'The shop confirms it.' }).expect(201)).body,
    ).toMatchObject({ state: 'valid', appeal: 'decided' });
    expect((await detail(visit.visitId)).decisions.map((d) => [d.word, d.onAppeal])).toEqual([
      ['invalid', false],
      ['valid', true],
    ]);
  });

  it('of a visit of somebody else, of one that is not judged, or of none is refused', async () => {
    const visit = await judgedVisit('E3', { ...E1, lat: E1.lat + 0.009 });
    await appeal(visit.visitId, 'Mine.', 'rep.west').expect(404);
    await appeal(randomUUID(), 'Mine.').expect(404);
    await appeal(visit.visitId, '  ').expect(400);
    const open = randomUUID();
    const rep = server.as('rep.west');
    await rep
      .post('/api/v1/visits')
      .send({ visitId: open, retailerId: server.retailers.get('W1'), ...pressAt({ lng: 120.15, lat: 28 }, new Date()) })
      .expect(201);
    expect((await appeal(open, 'Too early.', 'rep.west').expect(409)).body).toMatchObject({ code: 'CONFLICT' });
    await decide(open, { word: 'valid', note: 'x' }, 'admin').expect(409);
  });
});

describe("the auditor's queue", () => {
  it('holds what is in doubt or appealed until it is decided', async () => {
    const doubtful = await judgedVisit('E4', { ...E1, lat: E1.lat + 0.0135 }, { accuracyM: 900, source: 'cell' });
    const valid = await judgedVisit('E5', { ...E1, lat: E1.lat + 0.018 });
    expect([doubtful.state, valid.state]).toEqual(['unverifiable', 'valid']);
    expect(await queue('open')).toEqual([doubtful.visitId]);
    expect(await queue('open', 'auditor.west')).toEqual([]);
    await decide(valid.visitId, { word: 'invalid', note: 'I do not like it.' }).expect(409); // nobody asked
    await appeal(valid.visitId, 'I was there twice.').expect(201);
    expect(await queue('open')).toEqual([valid.visitId, doubtful.visitId]);
    await decide(doubtful.visitId, { word: 'valid', note: 'Seen by the inspector.' }).expect(201);
    await decide(valid.visitId, { word: 'valid', note: 'Yes.' }, 'admin').expect(201);
    expect(await queue('open')).toEqual([]);
    await decide(doubtful.visitId, { word: 'valid', note: 'x' }, 'auditor.west').expect(404);
  });

  it('says when the machine judges otherwise than what was decided on, and then it may be decided again', async () => {
    // two kilometres from a coordinate that was only imported: suspect
    const visit = await judgedVisit('E2', { lng: E1.lng + 0.02, lat: E1.lat });
    await decide(visit.visitId, { word: 'valid', note: 'The address is wrong.' }).expect(201);
    expect(await queue('changed')).toEqual([]);
    await server
      .as('auditor.east')
      .post('/api/v1/retailers/coordinates')
      .send({ changes: [{ retailerId: server.retailers.get('E2'), trust: 'surveyed' }] })
      .expect(200);
    await until(async () => (await detail(visit.visitId)).verdicts.length > 1);
    const after = await detail(visit.visitId);
    expect(after).toMatchObject({
      state: 'valid',
      decision: 'valid',
      machineState: 'invalid',
      evidenceChangedSince: true,
    });
    expect(await queue('changed')).toContain(visit.visitId);
    expect(
      (await decide(visit.visitId, { word: 'invalid', note: 'Old news.', verdictNo: 1 }).expect(409)).text,
    ).toContain('judged again');
    expect(
      (await decide(visit.visitId, { word: 'invalid', note: 'The address was right.', verdictNo: 2 }).expect(201)).body,
    ).toMatchObject({ state: 'invalid' });
    expect(await detail(visit.visitId)).toMatchObject({ evidenceChangedSince: false, machineState: 'invalid' });
  });

  it('takes a decision back from who made it, once, and what was said before counts again', async () => {
    const visit = await judgedVisit('E4', { ...E1, lat: E1.lat + 0.0135 }, { mock: true });
    const withdraw = (decisionNo: number, login = 'auditor.east') =>
      server.as(login).post(`/api/v1/visits/${visit.visitId}/decision/withdrawal`).send({ decisionNo });
    await withdraw(1).expect(404);
    expect((await decide(visit.visitId, { word: 'invalid' }).expect(400)).text).toContain('must say why');
    expect((await decide(visit.visitId, { word: 'valid' }).expect(201)).body).toMatchObject({ state: 'valid' }); // yes needs no reason
    await withdraw(1, 'admin').expect(403);
    await withdraw(1, 'auditor.west').expect(404);
    const back = (await withdraw(1).expect(201)).body as VisitSummary;
    expect(back).toMatchObject({ state: 'suspect', decision: null, appeal: 'none' });
    expect((await withdraw(1).expect(201)).body).toEqual(back); // sent twice is one
    expect(await queue('open')).toContain(visit.visitId);
    await decide(visit.visitId, { word: 'invalid', note: 'No: a mock app.' }).expect(201);
    await withdraw(1).expect(201); // that one is taken back already
    await withdraw(2).expect(404); // this row takes back, it decides nothing
    await appeal(visit.visitId, 'A receiver.').expect(201);
    await decide(visit.visitId, { word: 'valid', note: 'Heard.' }).expect(201);
    expect((await withdraw(3).expect(409)).text).toContain('decided again');
    expect((await withdraw(4).expect(201)).body).toMatchObject({
      state: 'invalid',
      decision: 'invalid',
      appeal: 'open',
    });
    expect((await detail(visit.visitId)).decisions.map((d) => d.word)).toEqual([
      'valid',
      'withdrawn',
      'invalid',
      'valid',
      'withdrawn',
    ]);
    await decide(visit.visitId, { word: 'valid', note: 'Heard.' }).expect(201);
  });

  it('is decided once when two decide at once', async () => {
    const visit = await judgedVisit('E3', { ...E1, lat: E1.lat + 0.009 }, { mock: true });
    const answers = await Promise.all([
      decide(visit.visitId, { word: 'valid', note: 'a' }),
      decide(visit.visitId, { word: 'invalid', note: 'b' }, 'admin'),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
    expect((await detail(visit.visitId)).decisions).toHaveLength(1);
  });
});

describe('a case', () => {
  it('holds its evidence by its hash, its entries in the ledger, and where the retailer was said to be before', async () => {
    const visit = await judgedVisit('E5', { ...E1, lat: E1.lat + 0.018 });
    const { evidence, evidenceSha256 } = visit.verdicts.at(-1)!;
    expect(createHash('sha256').update(JSON.stringify(evidence)).digest('hex')).toBe(evidenceSha256);
    expect(visit.ledger.map((entry) => entry.kind)).toEqual(['press', 'press', 'verdict']);
    const { rows } = await server.running.db.query<{ sha256: string }>(
      `select sha256 from ledger_entry where unit_id = $1 and entry_no = $2`,
      [visit.ledger[2]!.unit, visit.ledger[2]!.no],
    );
    expect(rows).toEqual([{ sha256: visit.ledger[2]!.hash }]);
    expect(visit.coordinates).toMatchObject([{ untilAt: null, movedM: 0, trust: 'imported' }]);
    const position = { lng: E1.lng, lat: E1.lat + 0.018 + 0.001 };
    await server
      .as('auditor.east')
      .post('/api/v1/retailers/coordinates')
      .send({ changes: [{ retailerId: visit.retailerId, position, trust: 'surveyed' }] })
      .expect(200);
    const { coordinates } = await detail(visit.visitId);
    expect(coordinates.map((c) => [c.trust, c.untilAt === null, Math.round(c.movedM)])).toEqual([
      ['imported', false, 111],
      ['surveyed', true, 0],
    ]);
  });

  it('shows the rep who looked at it, once in ten minutes, and never the rep themself', async () => {
    const token = await server.deviceToken('rep.east');
    const at = Date.now() - 30 * 3_600_000;
    const fixes = [0, 1, 2].map((n) => ({
      position: { lng: E1.lng, lat: E1.lat + n * 1e-5 },
      fixAt: new Date(at + n * 60_000).toISOString(),
      accuracyM: 9,
      source: 'gnss',
    }));
    await request(server.url)
      .post('/api/v1/positions')
      .set('Authorization', `Bearer ${token}`)
      .send({ fixes })
      .expect(200);
    const rep = server.as('rep.east');
    const visitId = randomUUID();
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get('E1'), ...pressAt(E1, new Date(at)) })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${visitId}/end`)
      .send(pressAt(E1, new Date(at + 300_000)))
      .expect(201);
    await until(async () => (await detail(visitId, 'rep.east')).verdicts.length > 0);
    const looks = async () => {
      const stored = (await rep.get('/api/v1/me/stored').expect(200)).body as StoredAboutMe;
      return stored.looks.filter(({ way, fromAt }) => way === 'case' && fromAt === fixes[0]!.fixAt);
    };
    expect(await looks()).toEqual([]);
    await detail(visitId);
    await detail(visitId);
    expect(await looks()).toMatchObject([{ lookerName: 'auditor.east', toAt: new Date(at + 300_000).toISOString() }]);
  });
});

describe('appeals and decisions', () => {
  it('are announced to those who watch, in the ledger, and cannot be changed', async () => {
    const { db } = server.running;
    const { rows: events } = await db.query<{ appeal: string }>(
      `select distinct payload -> 'visit' ->> 'appeal' as appeal from event where payload ->> 'kind' = 'visit' order by 1`,
    );
    expect(events.map((e) => e.appeal)).toEqual(['decided', 'none', 'open']);
    const { rows } = await db.query<{ same: boolean }>(
      `select (select count(*) from ledger_entry where kind = 'appeal') = (select count(*) from appeal) and (select count(*) from ledger_entry where kind = 'decision') = (select count(*) from decision) as same`,
    );
    expect(rows).toEqual([{ same: true }]);
    const verifier = createVerifier();
    for await (const line of exportLines(db, { from: null, to: null }, null)) verifier.add(line);
    expect(verifier.end().findings).toEqual([]);
    expect(await rowsUnlikeLedger(db, 10)).toEqual([]);
    for (const statement of [
      `update appeal set note = 'x'`,
      'delete from decision',
      'truncate appeal',
      `update decision set word = 'invalid'`,
    ])
      await expect(db.query(statement)).rejects.toThrow(/append-only/);
    await db.query('alter table decision disable trigger user');
    await db.query(`update decision set note = 'Another reason.' where note = 'The shop confirms it.'`);
    await db.query('alter table decision enable trigger user');
    expect(await rowsUnlikeLedger(db, 10)).toEqual([
      expect.stringMatching(/^decision 2 of visit .*: the row is not what was recorded$/),
    ]);
  });
});
