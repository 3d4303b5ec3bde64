import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import type { InspectionResult } from '../../shared/inspectionResults.ts';
import type { KnownContradiction, MyContradiction } from '../../shared/settlements.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { pressVisit } from '../visits/pressVisit.ts';
import { published } from './asked.ts';
import { casesOf, drawn, file, finding } from './plans.ts';
import { answer, raise, seenCase, settle } from './settled.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const list = async (state = 'open', login = 'admin') =>
  (await ask<{ items: KnownContradiction[] }>(server, login, 'get', `/inspections/contradictions?state=${state}`))
    .items;
const mine = async (login: string) =>
  (await ask<{ items: MyContradiction[] }>(server, login, 'get', '/me/contradictions')).items;
/** Lets time pass for rows that nobody may change. */
const later = (table: string, change: string) =>
  server.running.db.transaction(async (tx) => {
    await tx.query(`alter table ${table} disable trigger ${table}_stays`);
    await tx.query(`update ${table} set ${change}`);
    await tx.query(`alter table ${table} enable trigger ${table}_stays`);
  });

describe('a contradiction', () => {
  it('is put to the rep, answered once, and settled by somebody who neither filed it nor is asked', async () => {
    const one = await seenCase(server);
    const [found] = (await list()).filter(({ caseId }) => caseId === one.caseId);
    expect(found).toMatchObject({ contradictionId: null, state: 'found', what: 'SEEN_NOT_PRESSED', about: 'repFor' });
    expect(await mine('rep.east')).toEqual([]);

    const { contradictionId, ...asked } = await raise(server, one);
    expect(asked).toMatchObject({ state: 'asked', asked: { name: expect.any(String) as string } });
    expect((await raise(server, one)).contradictionId).toBe(contradictionId);
    expect(await mine('rep.east')).toMatchObject([{ contradictionId, what: 'SEEN_NOT_PRESSED', answer: null }]);
    expect(await mine('rep.west')).toEqual([]);
    expect(await answer(server, contradictionId, 'Not mine', 'rep.west')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await settle(server, contradictionId, { word: 'notUpheld' })).toMatchObject({
      reason: { code: 'STILL_ASKED' },
    });

    const said = await answer(server, contradictionId, 'My phone was flat.');
    expect(said).toMatchObject({ answer: { note: 'My phone was flat.', isLate: false }, settled: null });
    expect(await answer(server, contradictionId, 'My phone was flat.')).toEqual(said);
    expect(await answer(server, contradictionId, 'No, it was not.')).toMatchObject({ code: 'CONFLICT' });

    expect(await settle(server, contradictionId, { word: 'upheld', note: 'x' }, 'auditor.east')).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await settle(server, contradictionId, { word: 'upheld', note: 'x' }, 'auditor.west')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await settle(server, contradictionId, { word: 'upheld' })).toMatchObject({ code: 'INVALID_INPUT' });
    const settled = await settle(server, contradictionId, { word: 'upheld', note: 'The shop is sure.' });
    expect(settled).toMatchObject({ state: 'settled', settlement: { no: 1, word: 'upheld', byMe: true } });
    expect(await settle(server, contradictionId, { word: 'upheld', note: 'The shop is sure.' })).toEqual(settled);
    expect(await settle(server, contradictionId, { word: 'notUpheld' })).toMatchObject({ code: 'CONFLICT' });
    expect((await list('settled')).map((other) => other.contradictionId)).toContain(contradictionId);
    expect(await mine('rep.east')).toMatchObject([{ settled: { word: 'upheld' } }]);
    const { rows } = await server.running.db.query(
      'select rep_id, code, about, month::text from contradiction_upheld where contradiction_id = $1',
      [contradictionId],
    );
    expect(rows).toEqual([
      {
        rep_id: server.idOf('rep.east'),
        code: 'SEEN_NOT_PRESSED',
        about: 'repFor',
        month: `${found!.day.slice(0, 7)}-01`,
      },
    ]);

    const reopened = await settle(server, contradictionId, { word: 'reopened', settlementNo: 1 });
    expect(reopened).toMatchObject({ state: 'answered', settlement: { no: 2, word: null } });
    expect(await settle(server, contradictionId, { word: 'notUpheld', settlementNo: 2 })).toMatchObject({
      settlement: { no: 3, word: 'notUpheld' },
    });
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });

  it('may be settled when the term is over, and a word that comes late is kept and marked', async () => {
    const one = await seenCase(server);
    const { contradictionId } = await raise(server, one);
    await later('contradiction', `answer_by = now() - interval '1 minute'`);
    expect(await settle(server, contradictionId, { word: 'withdrawn', note: 'a wrong shop' })).toMatchObject({
      state: 'settled',
    });
    expect(await answer(server, contradictionId, 'I was on leave.')).toMatchObject({
      answer: { isLate: true },
      settled: { word: 'withdrawn' },
    });
    await later('settlement', `settled_at = settled_at - interval '25 hours'`);
    expect(await settle(server, contradictionId, { word: 'reopened', settlementNo: 1 })).toMatchObject({
      reason: { code: 'NOT_YOUR_SETTLEMENT' },
    });
  });

  it('of a finding that was filed anew is not settled: the new one asks anew', async () => {
    const one = await seenCase(server);
    const { contradictionId } = await raise(server, one);
    await answer(server, contradictionId, 'x');
    await file(server, one, finding({ outcome: 'shut' }));
    expect(await settle(server, contradictionId, { word: 'notUpheld' })).toMatchObject({
      reason: { code: 'FILED_ANEW' },
    });
    expect(await raise(server, one)).toMatchObject({ reason: { code: 'FILED_ANEW' } });
    expect((await mine('rep.east')).map((other) => other.contradictionId)).not.toContain(contradictionId);
  });

  it('against a valid visit counts as false once it is upheld, and changes no verdict', async () => {
    const startedAt = new Date(Date.now() - 3 * 3_600_000);
    const visit = await pressVisit(server, { login: 'rep.east', code: 'E1', at: E1, startedAt, minutes: 8 });
    const { planId } = await drawn(server, { take: 5 });
    const cases = await casesOf(server, { planId });
    const one = cases.find(({ code }) => code === 'E1')!;
    const body = finding({
      questionnaire: await published(server),
      answers: { lastVisit: 'notThisWeek', prices: true },
    });
    await file(server, one, body);
    const result = () => ask<InspectionResult>(server, 'auditor.east', 'get', `/inspections/${planId}/result`);
    expect(await result()).toMatchObject({
      whole: { upheld: 0, open: 1, unknown: 4, atMost: 5, atLeast: 0 },
      judge: { valid: { notSeen: 0, unknown: 1 } },
    });
    const { contradictionId, visitIds } = await raise(server, { ...one, findingId: body.findingId }, 'NOT_SEEN');
    expect(visitIds).toEqual([visit.visitId]);
    await answer(server, contradictionId, 'I spoke with the son.');
    await settle(server, contradictionId, { word: 'upheld', note: 'The son says no.' });
    expect(await result()).toMatchObject({
      whole: { upheld: 1, open: 0, unknown: 4, atMost: 5, atLeast: 1 },
      judge: { valid: { notSeen: 1, unknown: 0 } },
      contradictions: [{ what: 'NOT_SEEN', word: 'upheld' }],
    });
    const after = await ask<typeof visit>(server, 'rep.east', 'get', `/visits/${visit.visitId}`);
    expect(after.state).toBe(visit.state);
  });
});
