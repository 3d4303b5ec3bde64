import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { learnPlaces } from '../../server/places/look.ts';
import { fromWgs84 } from '../../shared/frames.ts';
import { distanceM } from '../../shared/geo.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { Consequences, Proposal, ProposalSummary, Stand } from '../../shared/placeProposals.ts';
import type { Place } from '../../shared/places.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { E1, PASSWORD, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { casesOf, drawn, file, finding } from '../inspections/plans.ts';
import request from 'supertest';

let server: TestServer;
let deputy: request.Agent;
const retailers = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  for (const [code, id] of server.retailers) retailers.set(code, id);
  const person = { unitId: server.units.east, role: 'rep', name: 'Deputy', login: 'deputy.east', password: PASSWORD };
  await server.as('admin').post('/api/v1/people').send(person).expect(201);
  deputy = request.agent(server.url);
  await deputy.post('/api/v1/session').send({ login: 'deputy.east', password: PASSWORD }).expect(201);
});
afterAll(() => server.stop());

const east = (metres: number, north = 0, from = E1) => ({
  lng: from.lng + metres / 98_300,
  lat: from.lat + north / 111_000,
});
const noonBefore = (days: number) =>
  new Date(`${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T12:00:00+08:00`);
const dayBefore = (days: number) => noonBefore(days).toISOString().slice(0, 10);

let moves = 0;
const pressNear = (at: { lng: number; lat: number }, pressedAt: Date, deviceId: string) => {
  const move = () => (((++moves * 7_919) % 101) - 50) * 1e-6;
  const accuracyM = 6 + moves / 64;
  return { ...pressAt({ lng: at.lng + move(), lat: at.lat + move() }, pressedAt, { accuracyM }), deviceId };
};
const visitIds = new Map<string, string[]>();
let minutes = 0;
/** A visit of eight minutes on a day, each a while after the one before. */
async function visit(rep: request.Agent, code: string, at: { lng: number; lat: number }, days: number): Promise<void> {
  const visitId = randomUUID();
  const deviceId = rep === deputy ? 'second' : 'first'; // everybody has a phone of their own
  const startedAt = new Date(noonBefore(days).getTime() + (minutes = (minutes + 20) % 400) * 60_000);
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: retailers.get(code), ...pressNear(at, startedAt, deviceId) })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(pressNear(at, new Date(startedAt.getTime() + 480_000), deviceId))
    .expect(201);
  visitIds.set(code, [...(visitIds.get(code) ?? []), visitId]);
}
const allJudged = () =>
  until(async () => {
    const { rows } = await server.running.db.query<{ n: number }>(
      'select count(*)::int as n from visit_day where revision <> judged_revision',
    );
    return rows[0]!.n === 0;
  });
async function learn(): Promise<void> {
  await allJudged();
  while (await learnPlaces(server.running.db, new Date(Date.now() + 1)));
}
const auditor = () => server.as('auditor.east');
const open = async (state = 'open') =>
  ((await auditor().get('/api/v1/places/proposals').query({ state }).expect(200)).body as { items: ProposalSummary[] })
    .items;
const openOf = async (name: string) => (await open()).find((one) => one.code === name || one.name === name);
const consequences = async (proposalId: string, query: object = {}) =>
  (await auditor().get(`/api/v1/places/proposals/${proposalId}/consequences`).query(query).expect(200))
    .body as Consequences;
const answer = (proposalId: string, body: object, agent = auditor()) =>
  agent.post(`/api/v1/places/proposals/${proposalId}/answer`).send(body);
const states = async (code: string) =>
  Promise.all(
    visitIds
      .get(code)!
      .map(async (id) => ((await auditor().get(`/api/v1/visits/${id}`).expect(200)).body as VisitDetail).state),
  );
const versions = async (code: string) =>
  ((await auditor().get(`/api/v1/retailers/${retailers.get(code)!}/places`)).body as { items: Place[] }).items;
const ledgerIsWhole = async () => expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);

describe('a shop 45 m from where it is stored', () => {
  let proposalId: string;

  it('is proposed by the visits of two people, with what the judge would say then', async () => {
    for (const days of [20, 18, 16, 14]) {
      await visit(server.as('rep.east'), 'E1', east(45), days);
      await visit(deputy, 'E1', east(45), days);
    }
    await learn();
    const found = await openOf('E1');
    expect(found).toMatchObject({ kind: 'learned', state: 'open', witnesses: 8, people: 2, retailers: 1 });
    proposalId = found!.proposalId;
    const whole = (await auditor().get(`/api/v1/places/proposals/${proposalId}`).expect(200)).body as Proposal;
    expect(distanceM(whole.position!, east(45))).toBeLessThan(5);
    expect(whole.sigmaM).toBeLessThan(15);
    expect(whole.witnessed.map(({ personName }) => personName).sort()[0]).toBe('Deputy');
    expect(whole.fromDay).toBeNull(); // nobody was ever at the stored place
    expect(await consequences(proposalId)).toMatchObject({ visits: 8, judged: 8 });
  });

  it('is not proposed twice by more visits that say the same', async () => {
    await visit(deputy, 'E1', east(45), 12);
    await learn();
    expect((await openOf('E1'))?.proposalId).toBe(proposalId);
  });

  it('is moved when that is accepted, says who and why, and can be taken back to what counted before', async () => {
    const before = (await versions('E1'))[0]!;
    const accepted = (await answer(proposalId, { word: 'corrected', reason: 'seen on site' }).expect(200))
      .body as Proposal;
    expect(accepted).toMatchObject({ state: 'corrected', answers: [{ byName: 'auditor.east', word: 'corrected' }] });
    expect((await versions('E1'))[0]).toMatchObject({ kind: 'learned', trust: 'confirmed', reason: 'seen on site' });
    await answer(proposalId, { word: 'refused' }).expect(409);
    await ledgerIsWhole();
    const undone = await auditor().post(`/api/v1/places/proposals/${proposalId}/undo`).send({ answerNo: 1 });
    expect(undone.body).toMatchObject({ state: 'open' });
    expect((await versions('E1'))[0]).toMatchObject({
      kind: 'withdrawn',
      position: before.position,
      trust: before.trust,
      sigmaM: before.sigmaM,
      thresholdM: before.thresholdM,
    });
    await ledgerIsWhole();
  });

  it('is not proposed again where it was refused', async () => {
    await answer(proposalId, { word: 'refused', reason: 'the back yard' }).expect(200);
    await visit(deputy, 'E1', east(45), 11);
    await learn();
    expect(await openOf('E1')).toBeUndefined();
    expect((await open('answered')).map(({ state }) => state)).toEqual(['refused']);
  });
});

describe('a shop far from where it is stored', () => {
  it('is no proposal without somebody who gains nothing by it: an inspector is to stand there', async () => {
    for (const days of [9, 8]) {
      await visit(server.as('rep.east'), 'E2', east(250, 500), days);
      await visit(deputy, 'E2', east(250, 500), days);
    }
    await learn();
    expect(await openOf('E2')).toBeUndefined();
    const stands = (await auditor().get('/api/v1/places/stands').expect(200)).body as { items: Stand[] };
    expect(stands.items).toMatchObject([{ no: 1, undecided: 4, retailers: [{ code: 'E2', why: 'noAnchor' }] }]);
    expect(distanceM(stands.items[0]!.at, east(250, 500))).toBeLessThan(10);
    const file = await auditor().get('/api/v1/places/stands/export').query({ lang: 'zh' }).expect(200);
    expect(file.text).toContain('位移较大，尚无旁证');
  });

  it('is one once an inspector met somebody there', async () => {
    const drawnPlan = await drawn(server, { take: 5 });
    const one = (await casesOf(server, drawnPlan)).find(({ code }) => code === 'E2')!;
    const arrive = { at: noonBefore(1).toISOString(), fix: { position: east(250, 500), accuracyM: 8 } };
    await file(server, one, finding({ outcome: 'notFound', arrive }));
    await learn();
    expect(await openOf('E2')).toBeUndefined();
    await file(server, one, finding({ arrive }));
    await learn();
    const found = await openOf('E2');
    expect(found).toMatchObject({ kind: 'learned', people: 3 });
    await answer(found!.proposalId, { word: 'inspect' }).expect(200);
    await learn();
    expect(await openOf('E2')).toBeUndefined();
    await file(server, one, finding({ arrive }));
    await learn();
    expect(await openOf('E2')).toMatchObject({ people: 3 });
  });
});

describe('a shop of which its rep says that it has moved', () => {
  it('is judged at the new place from that day on once an auditor accepts; the days before stay as they were', async () => {
    const old = east(0, 1000);
    const now = east(400, 1000);
    await visit(server.as('rep.east'), 'E3', old, 30);
    await visit(server.as('rep.east'), 'E3', now, 6);
    await allJudged();
    const proposalId = randomUUID();
    const told = {
      proposalId,
      retailerId: retailers.get('E3'),
      fromDay: dayBefore(7),
      visitId: visitIds.get('E3')!.at(-1),
      note: '搬到对面',
    };
    for (const again of [told, told]) {
      const { body } = await server.as('rep.east').post('/api/v1/places/moved').send(again).expect(201); // its answer was lost
      expect(body).toEqual({ proposalId });
    }
    expect(await openOf('E3')).toMatchObject({ kind: 'told', proposalId, movedM: expect.closeTo(400, -2) as number }); // by its presses
    expect(await consequences(proposalId, { fromDay: dayBefore(7) })).toEqual({
      visits: 1,
      judged: 1,
      changes: [{ from: 'suspect', to: 'valid', visits: 1 }],
    });
    await answer(proposalId, { word: 'moved', fromDay: dayBefore(7) }).expect(200);
    await allJudged();
    expect(await states('E3')).toEqual(['valid', 'valid']);
    await auditor().post(`/api/v1/places/proposals/${proposalId}/undo`).send({ answerNo: 1 }).expect(200);
    await allJudged();
    expect(await states('E3')).toEqual(['valid', 'suspect']);
    await ledgerIsWhole();
  });
});

describe('a file whose numbers are GCJ-02 and were taken for WGS-84', () => {
  const shops = [0, 1, 2, 3].map((n) => ({ code: `G${n}`, at: east(3_000 + 700 * n, 2_000) }));
  let proposalId: string;

  it('is one proposal for the file, and what the judge says then is what it said it would', async () => {
    const rows = shops.map(({ code, at }) => {
      const { lng, lat } = fromWgs84(at, 'gcj02');
      return `${code},Shop ${code},${lng},${lat},East`;
    });
    const mapping = { code: 'code', name: 'name', lng: 'lng', lat: 'lat', unit: 'unitName' };
    const query = { fileName: 'mars.csv', frame: 'wgs84', mapping: JSON.stringify(mapping) };
    let run = (
      await server
        .as('admin')
        .post('/api/v1/retailers/imports')
        .query(query)
        .set('Content-Type', 'text/csv')
        .send(['code,name,lng,lat,unit', ...rows].join('\n'))
        .expect(202)
    ).body as ImportRun;
    await until(async () => {
      run = (await server.as('admin').get(`/api/v1/retailers/imports/${run.importId}`)).body as ImportRun;
      return run.state === 'done';
    });
    const list = (await server.as('admin').get('/api/v1/retailers').query({ q: 'Shop G' })).body as {
      items: { code: string; retailerId: string }[];
    };
    for (const { code, retailerId } of list.items) retailers.set(code, retailerId);
    for (const { code, at } of shops) {
      for (const days of [5, 4, 3]) await visit(days === 4 ? deputy : server.as('rep.east'), code, at, days);
    }
    await learn();
    const found = await openFile();
    expect(found).toMatchObject({ kind: 'frame', retailers: 4, retailerId: null });
    proposalId = found!.proposalId;
    const whole = (await server.as('admin').get(`/api/v1/places/proposals/${proposalId}`).expect(200)).body as Proposal;
    expect(whole.reading).toEqual({ numbersIn: 'gcj02', takenFor: 'wgs84' });
    expect(whole.movedM).toBeGreaterThan(300);
    const would = (
      await server.as('admin').get(`/api/v1/places/proposals/${proposalId}/consequences`).query({}).expect(200)
    ).body as Consequences;
    expect(would).toEqual({ visits: 12, judged: 12, changes: [{ from: 'suspect', to: 'valid', visits: 12 }] });
    await answer(proposalId, { word: 'moved', fromDay: dayBefore(2) }, server.as('admin')).expect(400);
    await answer(proposalId, { word: 'corrected' }, server.as('admin')).expect(200);
    await allJudged();
    expect((await Promise.all(shops.map(({ code }) => states(code)))).flat()).toEqual(Array(12).fill('valid'));
    expect((await versions('G0'))[0]).toMatchObject({ kind: 'frame', fileName: 'mars.csv' });
    await ledgerIsWhole();
  });

  it('is taken back as one, too', async () => {
    await server.as('admin').post(`/api/v1/places/proposals/${proposalId}/undo`).send({ answerNo: 1 }).expect(200);
    await allJudged();
    expect(await states('G0')).toEqual(['suspect', 'suspect', 'suspect']);
    expect(await openFile()).toMatchObject({ proposalId, retailers: 4 });
  });

  const openFile = async () =>
    (
      (await server.as('admin').get('/api/v1/places/proposals').expect(200)).body as { items: ProposalSummary[] }
    ).items.find(({ name }) => name === 'mars.csv');
});
