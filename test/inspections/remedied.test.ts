import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import type { Remedy } from '../../shared/remedies.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { jpeg, sendPart, sha256Of } from './photo.ts';
import { dayFrom } from './plans.ts';
import { check, filedCase, order, report } from './remedied.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const list = async (query: string, login = 'auditor.east') =>
  (await ask<{ items: Remedy[] }>(server, login, 'get', `/inspections/remedies${query}`)).items;
const mine = async (login = 'rep.east') => (await ask<{ items: Remedy[] }>(server, login, 'get', '/me/remedies')).items;

describe('a corrective action', () => {
  it('is given to somebody, reported with a photo, and closed when somebody else looked again', async () => {
    const one = await filedCase(server);
    const remedyId = randomUUID();
    const ordered = await order(server, one, { remedyId });
    expect(ordered).toMatchObject({ state: 'open', isOverdue: false, reopened: 0, reports: [], checks: [] });
    expect(await order(server, one, { remedyId })).toEqual(ordered);
    expect(await order(server, one, { remedyId, what: 'other' })).toMatchObject({ code: 'CONFLICT' });
    expect(await order(server, one, { assigneeId: server.idOf('rep.west') })).toMatchObject({
      fields: [{ path: 'body.assigneeId', reason: { code: 'CANNOT_MEND' } }],
    });
    expect(await mine()).toMatchObject([{ remedyId }]);
    expect(await report(server, { remedyId }, {}, 'rep.west')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await report(server, { remedyId }, { photos: [] })).toMatchObject({ code: 'INVALID_INPUT' });

    const photo = jpeg({ filling: 40 });
    const body = { reportId: randomUUID(), photos: [sha256Of(photo)] };
    expect(await sendPart(server, sha256Of(photo), 1, 1, photo, 'rep.east')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await report(server, { remedyId }, body)).toMatchObject({ state: 'reported' });
    expect(await sendPart(server, sha256Of(photo), 1, 1, photo, 'rep.east')).toMatchObject({ isWhole: true });
    const reported = await report(server, { remedyId }, body);
    expect(reported.reports).toMatchObject([{ photos: [{ isWhole: true, isRepeated: false }] }]);
    expect(await report(server, { remedyId }, { ...body, note: 'x' })).toMatchObject({ code: 'CONFLICT' });
    expect(await report(server, { remedyId })).toMatchObject({ reason: { code: 'REMEDY_NOT_OPEN' } });
    await server
      .as('auditor.east')
      .get(`/api/v1/inspections/photos/${sha256Of(photo)}`)
      .expect(200);
    await server
      .as('auditor.west')
      .get(`/api/v1/inspections/photos/${sha256Of(photo)}`)
      .expect(404);

    expect(await check(server, { remedyId }, { word: 'mended' }, 'auditor.west')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await check(server, { remedyId }, { word: 'mended' })).toMatchObject({ state: 'mended' });
    expect(await check(server, { remedyId }, { word: 'mended' })).toMatchObject({ code: 'CONFLICT' });
    expect((await list('')).map((other) => other.remedyId)).not.toContain(remedyId);
    expect(await list(`?caseId=${one.caseId}`)).toMatchObject([{ remedyId, state: 'mended' }]);
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });

  it('that is late is an exception until it is reported, and is open anew where it was not mended', async () => {
    const one = await filedCase(server);
    const { remedyId } = await order(server, one, { dueDay: dayFrom(-1) });
    const overdue = async () => (await list('?state=overdue', 'supervisor.east')).map((other) => other.remedyId);
    expect(await overdue()).toContain(remedyId);
    expect(await list('?state=overdue', 'auditor.west')).toEqual([]);
    await report(server, { remedyId });
    expect(await overdue()).not.toContain(remedyId);
    expect(await check(server, { remedyId }, { word: 'notMended', note: 'as before' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const again = { word: 'notMended', note: 'as before', dueDay: dayFrom(-1) };
    expect(await check(server, { remedyId }, again)).toMatchObject({ state: 'open', reopened: 1, isOverdue: true });
    expect(await overdue()).toContain(remedyId);
    // the same picture once more shows no mending
    const second = await report(server, { remedyId }, { note: 'now it is' });
    expect(second).toMatchObject({
      state: 'reported',
      isOverdue: false,
      reports: [{ note: 'now it is', photos: [{ isRepeated: true }] }, {}],
    });
    expect(await check(server, { remedyId }, { word: 'mended', checks: 1 })).toMatchObject({ state: 'mended' });
  });
});
