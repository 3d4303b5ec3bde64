import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spoiled } from './spoil.ts';

import {
  FUZZ,
  startWithGoodRequests,
  server,
  good,
  send,
  rowCounts,
  rowsBefore,
  expectProblem,
  expectRefusedWell,
  withJson,
  withBody,
  expectStillThere,
} from './badRequest.ts';

beforeAll(startWithGoodRequests);
afterAll(() => server.stop());

it('there is a good request for every endpoint, and it is good', async () => {
  expect(Object.keys(good).sort()).toEqual(
    server.running.endpoints.map(({ contract }) => `${contract.method} ${contract.path}`).sort(),
  );
  const expected: Record<string, number> = {
    'post /setup': 409,
    'post /session': 401,
    'post /invitation': 404,
    'post /invitation/look': 404,
    'delete /me/sessions': 401,
    'post /me/password': 400,
    'post /me/factors/totp': 400,
    'post /me/factors/totp/confirmation': 409,
    'post /me/factors/totp/removal': 400,
    'post /me/factors/passkeys/challenge': 400,
    'post /me/factors/passkeys': 409,
    'post /me/factors/passkeys/:passkeyId/removal': 400,
    'post /me/factors/recovery-codes': 400,
    'post /session/passkey': 409,
    'post /session/oidc/challenge': 404,
    'post /session/oidc': 404,
    'delete /people/:personId/factors': 404,
    'post /me/devices/:deviceId/token': 404,
    'delete /me/devices/:deviceId': 404,
    'post /devices/:deviceId/token': 404,
    'delete /devices/:deviceId': 404,
    'post /positions/erasures': 404,
    'get /retailers/imports/:importId': 404,
    'get /backup': 403,
    'get /scores/schemes/:schemeId/:version': 404,
    'put /scores/schemes/:schemeId/draft': 404,
    'post /scores/schemes/:schemeId/publish': 404,
    'delete /scores/schemes/:schemeId/draft': 404,
    'post /scores/schemes/:schemeId/:version/retire': 404,
    'get /scores/line': 404,
    'post /scores/:unitId/:month/draft': 409,
    'post /scores/:unitId/:month/show': 409,
    'post /scores/:unitId/:month/objections': 409,
    'post /scores/objections/:objectionId/answer': 404,
    'post /scores/:unitId/:month/sign': 409,
    'get /scores/:unitId/:month/since': 409,
    'post /scores/:unitId/:month/corrections': 409,
    'get /scores/:unitId/:month/record': 409,
    'post /scores/entries': 409,
    'post /scores/entries/:entryId/withdraw': 404,
    'get /inspections/:planId': 404,
    'post /inspections/cases/:caseId/contradictions': 404,
    'post /inspections/contradictions/:contradictionId/settlement': 404,
    'post /me/contradictions/:contradictionId/answer': 404,
    'post /inspections/cases/:caseId/remedies': 404,
    'post /inspections/remedies/:remedyId/check': 404,
    'post /me/remedies/:remedyId/report': 404,
    'put /me/carrier': 400, // none is configured here
    'get /inspections/:planId/items': 404,
    'get /inspections/:planId/result': 404,
    'get /inspections/cases/:caseId': 404,
    'get /places/proposals/:proposalId': 404,
    'get /places/proposals/:proposalId/consequences': 404,
    'post /places/proposals/:proposalId/answer': 404,
    'post /places/proposals/:proposalId/undo': 404,
    'post /inspections/:planId/frame': 404,
    'post /inspections/:planId/number': 404,
    'post /inspections/:planId/draw': 404,
    'post /inspections/:planId/void': 404,
    'post /inspections/:planId/close': 404,
    'get /inspections/:planId/cases': 404,
    'post /inspections/:planId/cases': 404,
    'post /inspections/cases/:caseId/changes': 404,
    'get /inspections/:planId/draw/export': 404,
    'post /me/inspections/:caseId/finding': 404,
    'post /me/inspections/:caseId/calls': 404,
    'put /me/inspections/photos/:sha256/:part': 404,
    'get /inspections/photos/:sha256': 404,
    'get /ledger/rows': 403, // the owner's of the machine alone
    'post /me/forgotten/claim': 409,
    'get /jobs/:jobId': 404,
    'post /jobs/:jobId/cancel': 404,
    'post /settings/withdrawals': 404,
    'post /plans/move': 404,
    'put /plans/:repId/:day': 404,
    'post /questionnaires/import': 400, // a list is no workbook
    'post /visits': 409,
    'post /visits/:visitId/appeal': 404,
    'post /visits/:visitId/decision': 404,
    'post /visits/:visitId/decision/withdrawal': 404,
    'post /positions/quarantine/:quarantineId/replay': 404,
  };
  const unlike: string[] = [];
  for (const key of Object.keys(good)) {
    const { status, text } = await send(key);
    const isAbsent = /\/(scenarios|maps|jobs|barriers|tiles|calendars|absences|questionnaires)\/:/.test(key); // asked of one that is not there
    const isGood = expected[key] ? status === expected[key] : isAbsent ? status === 404 : status < 300;
    if (!isGood) unlike.push(`${key}: ${status} ${text}`);
  }
  expect(unlike).toEqual([]);
});

describe('a body', () => {
  it.each(withJson)('of %s with one place spoiled is refused with the field, or was not bad', async (key) => {
    await fc.assert(
      fc.asyncProperty(spoiled(good[key]!.body), async (body) => {
        const before = await rowsBefore();
        await expectRefusedWell(await send(key, { body }), before);
      }),
      { numRuns: FUZZ },
    );
  });

  it.each(withJson)('of %s that cannot be read is refused', async (key) => {
    const before = await rowCounts();
    const isPhone = key.includes('//');
    const depth = / \/(setup|session|invitation)\b/.test(key) ? 10_000 : 100_000; // a stranger has 64 kB
    const unreadable: (string | Uint8Array)[] = [
      new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      '{',
      '[1',
      'NaN',
      '"',
      '\u0000',
      '{"a":1e999}',
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      '{"a":'.repeat(depth),
    ];
    for (const body of unreadable) {
      const heard = await send(key, { body });
      if (isPhone)
        expect(heard.status).toBe(200); // kept in quarantine: the app must not send it for ever
      else expect(expectProblem(heard, true).fields?.[0]?.path).toBe('body');
    }
    if (!isPhone) expect(await rowCounts()).toEqual(before);
    else expect((await rowCounts()).fix).toBe(before.fix);
  });

  it.each(withBody)('of %s that is too large, of an unknown kind or badly packed is refused', async (key) => {
    const before = await rowCounts();
    const isFile = typeof good[key]!.body === 'string';
    const tenMb = `"${'x'.repeat(10_000_000)}"`;
    const bomb = gzipSync(Buffer.alloc(isFile ? 40_000_000 : 10_000_000, 0x20));
    if (!isFile) expect(expectProblem(await send(key, { body: tenMb }), false).code).toBe('BODY_TOO_LARGE');
    expect(expectProblem(await send(key, { body: bomb, headers: { 'content-encoding': 'gzip' } }), false).code).toBe(
      'BODY_TOO_LARGE',
    );
    expect(expectProblem(await send(key, { body: '{}', headers: { 'content-encoding': 'rot13' } }), false).code).toBe(
      'UNSUPPORTED_MEDIA',
    );
    expect(
      expectProblem(await send(key, { body: bomb.subarray(0, 40), headers: { 'content-encoding': 'gzip' } }), false)
        .code,
    ).toBe('INVALID_INPUT');
    expect(
      expectProblem(await send(key, { body: 'no gzip', headers: { 'content-encoding': 'gzip' } }), false).code,
    ).toBe('INVALID_INPUT');
    if (!isFile && !key.includes('//')) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/jsonp',
        'x',
        '',
      ]) {
        expect(expectProblem(await send(key, { headers: { 'content-type': type } }), false).code).toBe(
          'UNSUPPORTED_MEDIA',
        );
      }
    }
    expect(await rowCounts()).toEqual(before);
  });

  it('of a file of retailers that is none is refused or has its rows refused, and the server goes on', async () => {
    const before = await rowCounts();
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 100 }).map((tail) => new Uint8Array([0x50, 0x4b, 3, 4, ...tail])),
      fc.string({ unit: 'binary' }).map((s) => Buffer.from(`code,name,lng,lat\n${s}`)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const heard = await send('post /retailers/import/preview', { body, query: 'fileName=a.csv&frame=wgs84' });
        await expectRefusedWell(heard, before, false);
      }),
      { numRuns: Math.ceil(FUZZ / 3) },
    );
    expect(await rowCounts()).toEqual(before);
  });
});

it('after all of this the server answers, and everybody is still there', expectStillThere);
