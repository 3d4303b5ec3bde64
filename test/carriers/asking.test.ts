import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CarrierState, MyCarrier } from '../../shared/carriers.ts';
import { claimAsks, endLateAsks } from '../../server/carriers/askStore.ts';
import { restsUntil } from '../../server/carriers/health.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { startStandIn, type StandIn } from './standIn.ts';

const SECRET = 'hush-hush-do-not-tell';
const folder = mkdtempSync(join(tmpdir(), 'rounds-carriers-'));
let server: TestServer;
let standIn: StandIn;
/** Where the good carrier says that the phone is. */
const position = { lng: E1.lng, lat: E1.lat, accuracy: 300 };

beforeAll(async () => {
  standIn = await startStandIn(() => JSON.stringify({ ok: '1', ...position, time: Math.round(Date.now() / 1000) - 5 }));
  const answer = { code: 'ok', ok: ['1'], lng: 'lng', lat: 'lat', accuracyM: 'accuracy', at: 'time', atForm: 'epochS' };
  const common = {
    speaks: 'json',
    request: '{"mobile":"{national}","key":"{secret}"}',
    secret: 'CARRIER_SECRET',
    answer,
    cost: 0.05,
  };
  const carriers = [
    { ...common, name: 'telecom', prefixes: ['133'], url: standIn.url('ok') },
    { ...common, name: 'mobile', prefixes: ['138'], url: standIn.url('hang'), timeoutMs: 700 },
    { ...common, name: 'unicom', prefixes: ['130'], url: standIn.url('redirect') },
    { ...common, name: 'gone', prefixes: ['131'], url: 'http://127.0.0.1:1/' },
  ];
  const file = join(folder, 'carriers.json');
  writeFileSync(file, JSON.stringify(carriers));
  server = await startTestServer(undefined, { CARRIER_FILE: file, CARRIER_SECRET: SECRET });
});
afterAll(async () => {
  await server.stop();
  await standIn.close();
  rmSync(folder, { recursive: true });
});

const db = () => server.running.db;
const agree = (number: string, login = 'rep.east') => server.as(login).put('/api/v1/me/carrier').send({ number });
const mine = async (login = 'rep.east') =>
  (await server.as(login).get('/api/v1/me/carrier').expect(200)).body as MyCarrier;
async function visit(
  fix: Record<string, unknown> | null = { accuracyM: 500 },
  at = new Date(),
  login = 'rep.east',
): Promise<string> {
  const visitId = randomUUID();
  const press = pressAt(E1, at, fix ?? {});
  const retailerId = server.retailers.get(login === 'rep.east' ? 'E1' : 'W1')!;
  await server
    .as(login)
    .post('/api/v1/visits')
    .send({ visitId, retailerId, ...press, ...(fix ? {} : { fix: null }) })
    .expect(201);
  await server
    .as(login)
    .post(`/api/v1/visits/${visitId}/end`)
    .send({ ...pressAt(E1, at, { accuracyM: 8 }) })
    .expect(201);
  return visitId;
}
const outcomes = async (visitId: string): Promise<string[]> =>
  (
    await db().query<{ outcome: string }>(
      'select outcome from known_carrier_answer where visit_id = $1 order by attempt_no',
      [visitId],
    )
  ).rows.map(({ outcome }) => outcome);
async function answered(visitId: string): Promise<string[]> {
  await until(
    async () => (await db().query('select 1 from carrier_ask where visit_id = $1 and is_over', [visitId])).rowCount > 0,
  );
  return outcomes(visitId);
}
const asks = async (visitId: string) =>
  (await db().query('select 1 from carrier_ask where visit_id = $1', [visitId])).rowCount;

describe('a carrier', () => {
  it('is asked about no press before its rep has agreed', async () => {
    expect(await mine()).toEqual({ asking: 'vague', isOffered: true, consent: null, answers: [] });
    expect(await asks(await visit())).toBe(0);
  });

  it('is asked about a vague press once its rep has agreed, and the answer is evidence', async () => {
    expect((await agree('133 1234 5678').expect(200)).body).toMatchObject({
      consent: { carrier: 'telecom', shown: '+86133****5678' },
    });
    const visitId = await visit();
    expect(await answered(visitId)).toEqual(['FIX']);
    expect(standIn.asked.filter(({ path }) => path === '/ok').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { mobile: '13312345678', key: SECRET },
    ]);
    const { rows } = await db().query(
      'select kind, uncertainty_m as "uncertaintyM", st_x(position::geometry) as lng from known_carrier_fix where visit_id = $1',
      [visitId],
    );
    expect(rows).toEqual([{ kind: 'start', uncertaintyM: 300, lng: E1.lng }]);
    expect((await mine()).answers).toMatchObject([{ outcome: 'FIX', visitId, press: 'start' }]);
    const judged = `select evidence #>> '{start,carrier,accuracyM}' as "accuracyM" from verdict where visit_id = $1 and rule = 'rounds-verdict/5'`;
    await until(async () => (await db().query(judged, [visitId])).rowCount > 0);
    expect((await db().query(judged, [visitId])).rows).toEqual([{ accuracyM: '300' }]);
  });

  it('is not asked about a good press, nor about one that waited in the phone', async () => {
    expect(await asks(await visit({ accuracyM: 20 }))).toBe(0);
    expect(await asks(await visit({ accuracyM: 500 }, new Date(Date.now() - 90_000)))).toBe(0);
    expect(await asks(await visit({ accuracyM: 20, mock: true }))).toBe(1);
  });

  it('that says no leaves the press as it is, with a word of the list', async () => {
    await agree('13012345678').expect(200);
    expect(await answered(await visit(null))).toEqual(['REDIRECTED']);
    await agree('13112345678').expect(200);
    expect(await answered(await visit(null))).toEqual(['UNREACHABLE', 'UNREACHABLE']);
  });

  it('that hangs keeps neither presses nor another carrier waiting', async () => {
    await agree('13812345678').expect(200);
    const hanging = [await visit(), await visit(), await visit(), await visit(), await visit(), await visit()];
    await agree('13387654321', 'rep.west').expect(200);
    expect(await answered(await visit({ accuracyM: 500 }, new Date(), 'rep.west'))).toEqual(['FIX']);
    for (const visitId of hanging) expect(['TIMED_OUT', 'RESTING']).toContain((await answered(visitId))[0]);
    expect(await answered(await visit())).toEqual(['RESTING']);
  });

  it('is never asked twice about a press whose asking died, nor does the press get lost', async () => {
    await agree('13312345678').expect(200);
    const visitId = await visit({ accuracyM: 500 }, new Date());
    await answered(visitId);
    // what a process leaves that was killed while it waited for the answer
    const dead = randomUUID();
    await db().query(
      `insert into carrier_ask (org_id, ask_id, visit_id, kind, rep_id, unit_id, carrier, pressed_at, received_at, attempts, leased_until)
       select org_id, $2, visit_id, 'end', rep_id, unit_id, 'telecom', pressed_at, now(), 1, now() + interval '1 minute' from carrier_ask where visit_id = $1`,
      [visitId, dead],
    );
    const before = standIn.asked.length;
    expect(await claimAsks(db(), 'telecom', 4, 60)).toEqual([]);
    await endLateAsks(db());
    expect((await db().query('select 1 from carrier_answer where ask_id = $1', [dead])).rowCount).toBe(0);
    await db().query(`update carrier_ask set leased_until = now() - interval '1 second' where ask_id = $1`, [dead]);
    await Promise.all([endLateAsks(db()), endLateAsks(db())]);
    const { rows } = await db().query(
      'select outcome, attempt_no as "attemptNo" from carrier_answer where ask_id = $1',
      [dead],
    );
    expect(rows).toEqual([{ outcome: 'TOO_LATE', attemptNo: 1 }]);
    expect(standIn.asked.length).toBe(before);
  });

  it('that failed five times in a row rests for a minute', () => {
    const at = new Date('2026-05-06T00:00:00Z');
    const five = (outcome: string) => Array.from({ length: 5 }, () => ({ outcome, at }));
    expect(restsUntil(five('TIMED_OUT'), at.getTime() + 59_000)).toBe(at.getTime() + 60_000);
    expect(restsUntil(five('TIMED_OUT'), at.getTime() + 61_000)).toBeNull();
    expect(restsUntil(five('ABSENT'), at.getTime())).toBeNull();
    expect(restsUntil([{ outcome: 'FIX', at }, ...five('BROKE')], at.getTime())).toBeNull();
  });
});

describe('what is kept of it', () => {
  it('is what administrators see, without a secret, an address in full or a position', async () => {
    const { body, text } = await server.as('admin').get('/api/v1/carriers').expect(200);
    const { items } = body as { items: CarrierState[] };
    expect(items.map(({ name }) => name)).toEqual(['telecom', 'mobile', 'unicom', 'gone']);
    expect(items[0]).toMatchObject({
      speaks: 'json',
      consents: 2,
      found: expect.any(Number) as number,
      restsUntil: null,
    });
    // what a question cost that died with its process, nobody knows
    expect(items[0]!.cost).toBeCloseTo((items[0]!.asked - 1) * 0.05, 5);
    expect(items[1]!.restsUntil).not.toBeNull();
    expect(items[2]!.failures).toEqual([{ outcome: 'REDIRECTED', count: 1 }]);
    for (const hidden of [SECRET, '12345678', '/ok', '"lat"', '"lng"']) expect(text).not.toContain(hidden);
  });

  it('is on the ledger, to the byte', async () => {
    expect(await rowsUnlikeLedger(db(), 100)).toEqual([]);
    const { rows } = await db().query<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from ledger_entry where kind in ('carrier', 'carrierConsent') group by kind order by kind`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['carrier', 'carrierConsent']);
    const { rows: text } = await db().query<{ fact: string }>(
      `select string_agg(fact, '') as fact from ledger_entry where kind like 'carrier%'`,
    );
    for (const hidden of [SECRET, '12345678', '13312345678']) expect(text[0]!.fact).not.toContain(hidden);
  });

  it('ends with the consent: the number is deleted, and nothing more is asked', async () => {
    expect((await server.as('rep.east').delete('/api/v1/me/carrier').expect(200)).body).toMatchObject({
      consent: null,
    });
    expect(
      (await db().query('select 1 from carrier_number where person_id = $1', [server.idOf('rep.east')])).rowCount,
    ).toBe(0);
    expect(await asks(await visit())).toBe(0);
    await server.as('rep.east').delete('/api/v1/me/carrier').expect(200); // once is enough
    const { rows } = await db().query(
      'select given from known_carrier_consent where person_id = $1 order by consent_no desc',
      [server.idOf('rep.east')],
    );
    expect(rows.map((row) => (row as { given: boolean }).given)).toEqual([false, true, true, true, true, true]);
  });

  it('is in what is stored about its rep, with the positions, and is erased with them', async () => {
    const export_ = await server.as('rep.east').get('/api/v1/me/stored/export').expect(200);
    expect(export_.text).toContain('carrierAnswers');
    expect(export_.text).toContain('+86133****5678');
    await server
      .as('admin')
      .patch(`/api/v1/people/${server.idOf('rep.west')}`)
      .send({ isActive: false })
      .expect(200);
    await server
      .as('admin')
      .post('/api/v1/positions/erasures')
      .send({ personId: server.idOf('rep.west'), note: 'left' })
      .expect(201);
    for (const table of ['carrier_fix where rep_id', 'carrier_raw where rep_id', 'carrier_number where person_id'])
      expect((await db().query(`select 1 from ${table} = $1`, [server.idOf('rep.west')])).rowCount).toBe(0);
    expect(await rowsUnlikeLedger(db(), 100)).toEqual([]);
  });
});
