import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropOldPhotos } from '../../server/inspections/photoStore.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import type { FiledFinding, MyCase } from '../../shared/findings.ts';
import type { WholeCase } from '../../shared/inspectionCases.ts';
import type { InspectionResult } from '../../shared/inspectionResults.ts';
import { PART_BYTES } from '../../shared/findings.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { published } from './asked.ts';
import { jpeg, sendPart, sha256Of } from './photo.ts';
import { casesOf, change, drawn, file, finding } from './plans.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const mine = async (login: string) => (await ask<{ items: MyCase[] }>(server, login, 'get', '/me/inspections')).items;

async function firstCase(more: object = {}) {
  const { planId } = await drawn(server, more);
  return { ...(await casesOf(server, { planId }))[0]!, planId };
}

describe('an inspector', () => {
  it('has the cases that are theirs, of another county too, and nothing that was claimed of them', async () => {
    const one = await firstCase();
    await change(server, one, { deed: 'assigned', assigneeId: server.idOf('supervisor.west') });
    const [theirs] = await mine('supervisor.west');
    expect(theirs).toMatchObject({ caseId: one.caseId, code: one.code, state: 'todo', phone: null });
    expect(Object.keys(theirs!).filter((name) => /visit|rep|verdict|claim|ticket/i.test(name))).toEqual([]);
    expect(await mine('supervisor.east')).toEqual([]);
    expect((await mine('auditor.east')).map(({ caseId }) => caseId)).not.toContain(one.caseId);
    expect(await file(server, one, finding(), 'supervisor.east')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await file(server, one, finding(), 'supervisor.west')).toMatchObject({ findingNo: 1, isLate: false });
  });

  it('files a finding once however often it is sent, and another body under its id is refused', async () => {
    const one = await firstCase();
    const fix = { position: E1, accuracyM: 8 };
    const body = finding({
      arrive: { at: '2026-03-02T08:00:00.000Z', fix },
      leave: { at: '2026-03-02T08:09:00.000Z', fix },
      questionnaire: await published(server),
      answers: { lastVisit: 'onDay', lastVisitDay: '2026-03-01', prices: true, shelf: [sha256Of(jpeg())] },
    });
    expect(await file(server, one, { ...body, answers: { lastVisit: 'onDay' } })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'body.answers.lastVisitDay' },
        { path: 'body.answers.prices', reason: { code: 'ANSWER_MISSING' } },
      ],
    });
    const both = await Promise.all([file<FiledFinding>(server, one, body), file<FiledFinding>(server, one, body)]);
    expect(both[0]).toEqual(both[1]);
    expect(await file(server, one, { ...body, note: 'more' })).toMatchObject({ code: 'CONFLICT' });
    expect(await file(server, one, finding({ outcome: 'shut' }))).toMatchObject({ findingNo: 2, isLate: false });
    expect((await casesOf(server, one))[0]).toMatchObject({ state: 'filed', outcome: 'shut' });
    const { findings } = await ask<WholeCase>(server, 'auditor.east', 'get', `/inspections/cases/${one.caseId}`);
    expect(findings[1]).toMatchObject({
      answers: { lastVisit: 'onDay', lastVisitDay: '2026-03-01', prices: true },
      photos: [],
    });
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });

  it('is heard although the case was removed, given away or closed meanwhile, and it is marked', async () => {
    const one = await firstCase();
    await change(server, one, { deed: 'assigned', assigneeId: server.idOf('supervisor.west') });
    await change(server, one, { deed: 'assigned', assigneeId: server.idOf('auditor.west') });
    await change(server, one, { deed: 'removed', reason: 'conflict' });
    expect(await file(server, one, finding(), 'supervisor.west')).toMatchObject({ isLate: true });
    expect((await casesOf(server, one))[0]).toMatchObject({ state: 'removed' });
    const other = await firstCase();
    await ask(server, 'auditor.east', 'post', `/inspections/${other.planId}/close`, {});
    expect(await file(server, other, finding())).toMatchObject({ isLate: true });
  });

  it('may correct a finding for a day', async () => {
    const one = await firstCase();
    const { db } = server.running;
    await db.query(
      `insert into finding (org_id, finding_id, case_id, finding_no, inspector_id, outcome, answers, photos, is_late, body_sha256, received_at)
       values (1, $1, $2, 1, $3, 'met', '{}', '{}', false, '\\x00', now() - interval '25 hours')`,
      [randomUUID(), one.caseId, server.idOf('auditor.east')],
    );
    expect(await file(server, one, finding())).toMatchObject({
      code: 'CONFLICT',
      reason: { code: 'TOO_LATE_TO_CORRECT' },
    });
  });

  it.each([
    [
      'leaves before arriving',
      { arrive: { at: '2026-03-02T09:00:00Z', fix: null }, leave: { at: '2026-03-02T08:00:00Z', fix: null } },
    ],
    ['answers with an object in an object', { answers: { a: { b: { c: 1 } } } }],
    ['names a photo by no hash', { photos: ['x'] }],
  ])('who %s is refused', async (_, more) => {
    const one = await firstCase();
    expect(await file(server, one, finding(more))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a result', () => {
  it('says what the sample proves, what does not fit and what was answered, to the inspected unit once it is over', async () => {
    const one = await firstCase();
    const result = (login: string) => ask<InspectionResult>(server, login, 'get', `/inspections/${one.planId}/result`);
    expect((await result('auditor.east')).whole).toMatchObject({
      of: 5,
      drawn: 3,
      upheld: 0,
      unknown: 3,
      atMost: 5,
    });
    const questionnaire = await published(server);
    const answers = { lastVisit: 'today', lastVisitWho: 'usual', prices: true };
    await file(server, one, finding({ questionnaire, answers }));
    const known = await result('auditor.east');
    expect(known.contradictions).toMatchObject([{ caseId: one.caseId, what: 'SEEN_NOT_PRESSED', about: 'repFor' }]);
    expect(known).toMatchObject({ filed: 1, withoutPosition: 1, whole: { unknown: 2, atMost: 4 } });
    await change(server, one, { deed: 'removed', reason: 'unsafe' });
    expect(await result('auditor.east')).toMatchObject({ filed: 0, whole: { unknown: 3, atMost: 5 } });
    expect(await result('supervisor.east')).toMatchObject({ reason: { code: 'DRAW_NOT_PUBLISHED' } });
    await ask(server, 'auditor.east', 'post', `/inspections/${one.planId}/close`, {});
    expect((await result('supervisor.east')).whole).toMatchObject({ of: 5, drawn: 3 });
  });
});

describe('a phone check', () => {
  it('shows the number to whoever holds it, and is unanswered after three calls on two days', async () => {
    const one = await firstCase({ kind: 'phone' });
    const call = (calledAt: string) =>
      ask(server, 'auditor.east', 'post', `/me/inspections/${one.caseId}/calls`, {
        attemptId: randomUUID(),
        outcome: 'noAnswer',
        calledAt,
      });
    await call('2026-03-02T01:00:00Z');
    expect(await call('2026-03-02T07:00:00Z')).toEqual({ attempts: 2 });
    expect((await casesOf(server, one))[0]).toMatchObject({ state: 'todo' });
    await call('2026-03-03T03:00:00Z');
    expect((await casesOf(server, one))[0]).toMatchObject({ state: 'unanswered' });
    expect(await file(server, one, finding())).toMatchObject({ findingNo: 1 });
    expect((await casesOf(server, one))[0]).toMatchObject({ state: 'filed' });
  });
});

describe('a photo', () => {
  it('comes in parts in any order, and is whole when its hash is right', async () => {
    const one = await firstCase();
    const bytes = jpeg({ filling: PART_BYTES + 100 });
    const sha = sha256Of(bytes);
    const parts = [bytes.subarray(0, PART_BYTES), bytes.subarray(PART_BYTES)];
    expect(await sendPart(server, sha, 1, 2, parts[0]!)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await file(server, one, finding({ photos: [sha] }))).toMatchObject({ photosMissing: [sha] });
    expect(await sendPart(server, sha, 2, 2, parts[0]!)).toEqual({ isWhole: false, missing: [1] });
    expect(await sendPart(server, sha, 1, 2, parts[0]!)).toMatchObject({ reason: { code: 'PHOTO_HASH_WRONG' } });
    expect(await sendPart(server, sha, 2, 2, parts[1]!)).toEqual({ isWhole: false, missing: [1] });
    expect(await sendPart(server, sha, 1, 2, parts[0]!)).toEqual({ isWhole: true, missing: [] });
    expect(await sendPart(server, sha, 1, 2, parts[0]!)).toEqual({ isWhole: true, missing: [] });
    expect((await casesOf(server, one))[0]).toMatchObject({ photosExpected: 1, photosWhole: 1 });
    const path = `/api/v1/inspections/photos/${sha}`;
    const seen = await server.as('auditor.east').get(path).expect(200);
    expect(sha256Of(seen.body as Buffer)).toBe(sha);
    await server.as('auditor.west').get(path).expect(404);
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
    await server.running.db.query(`update photo set begun_at = now() - interval '366 days'`);
    expect(await dropOldPhotos(server.running.db, 365)).toBe(2);
    await server.as('auditor.east').get(path).expect(404);
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });
});
