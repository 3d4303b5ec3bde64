import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { readOwn } from '../../../server/positions/protocols/own.ts';
import { issueText } from '../../../shared/problems/issue.ts';
import { FixBatch, FixReceipt, MAX_FIXES_A_REQUEST } from '../../../shared/positions.ts';
import { jsonRequest } from './recorded.ts';

const fix = { position: { lng: 120.65, lat: 28.02 }, fixAt: '2026-08-22T16:00:00+08:00' };

describe('the own API', () => {
  it('reads a fix of the browser, whose accuracy is the 95 % radius', () => {
    const said = {
      ...fix,
      accuracyM: 24.5,
      accuracyLevel: 0.95,
      source: 'wifi',
      mock: false,
      speedMps: 1.5,
      courseDeg: 90,
      altitudeM: 12,
      battery: 0.5,
      sentAt: '2026-08-22T08:00:03Z',
      appFixId: '7',
    };
    const reading = readRequest(jsonRequest({ fixes: [said] }));
    expect(reading).toMatchObject({ app: 'rounds', quarantine: [] });
    expect(reading.fixes).toEqual([{ ...said, fixAt: '2026-08-22T08:00:00.000Z', sentAt: '2026-08-22T08:00:03.000Z' }]);
    expect(FixReceipt.parse(JSON.parse(reading.answer.body))).toEqual({ accepted: 1, quarantined: [] });
  });

  it('claims no level of confidence that was not given, and none without an accuracy', () => {
    const levels = [{ accuracyM: 5 }, { accuracyM: 0, accuracyLevel: 0.95 }].map(
      (more) => readRequest(jsonRequest({ fixes: [{ ...fix, ...more }] })).fixes[0],
    );
    expect(levels).toMatchObject([
      { accuracyM: 5, accuracyLevel: null },
      { accuracyM: null, accuracyLevel: null },
    ]);
  });

  it.each([
    [{ fixAt: fix.fixAt }, 'NO_POSITION'],
    [{ ...fix, position: { lng: 181, lat: 0 } }, 'POSITION_OUT_OF_RANGE'],
    [{ position: fix.position }, 'NO_TIME'],
    [{ ...fix, fixAt: '2026-08-22T08:00:00' }, 'TIME_UNREADABLE'],
    [{ ...fix, position: { lng: '120.65', lat: 28 } }, 'FIELD_UNREADABLE'],
    [{ ...fix, source: 'pigeon' }, 'FIELD_UNREADABLE'],
    [{ ...fix, accuracyM: Infinity }, 'FIELD_UNREADABLE'],
    [{ ...fix, appFixId: '\u0000' }, 'FIELD_UNREADABLE'],
    [{ ...fix, acuracy: 5 }, 'FIELD_UNREADABLE'],
    ['fix', 'BODY_UNREADABLE'],
  ])('quarantines %j as %s, tells so, and keeps the good one beside it', (bad, reason) => {
    const reading = readRequest(jsonRequest({ fixes: [bad, fix] }));
    expect(reading.fixes).toHaveLength(1);
    expect(reading.quarantine).toMatchObject([{ reason }]);
    expect(FixReceipt.parse(JSON.parse(reading.answer.body))).toMatchObject({ accepted: 1, quarantined: [{ reason }] });
  });

  it('takes no more fixes than it says', () => {
    const fixes = Array.from({ length: MAX_FIXES_A_REQUEST + 1 }, () => fix);
    expect(readRequest(jsonRequest({ fixes }))).toMatchObject({ fixes: [], quarantine: [{ reason: 'TOO_MANY' }] });
    expect(issueText(FixBatch.safeParse({ fixes }).error!.issues[0]!, { fixes })).toContain(
      'send the rest in a further request',
    );
  });

  it('says of a wrong request where and what', () => {
    const issues =
      FixBatch.safeParse({ fixes: [{ ...fix, fixAt: 'noon', position: { lng: 1, lat: Infinity } }], more: 1 }).error
        ?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual(['fixes.0.position.lat', 'fixes.0.fixAt', '']);
    expect(issueText(issues[1]!, null)).toContain('ISO time with its zone');
  });

  it('reads what the contract has parsed as it reads what nobody has', () => {
    const plain = fc
      .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((at) => at.toISOString());
    const clock = fc.constantFrom(
      '2026-08-22T16:00:00+08:00',
      '2026-08-22T08:00:00Z',
      '2024-02-29T08:00:00.000Z',
      '2024-02-28T08:00:00.000Z',
      '2026-02-28T23:59:59.999Z',
      '0000-01-01T00:00:00.000Z',
      '2026-01-31T00:00:00.5Z',
    );
    const time = fc.oneof({ weight: 4, arbitrary: plain }, clock);
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, -1, 0.5, 1, 90, 360, 361),
    );
    const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
    const any = fc.record(
      {
        position: fc.record({
          lng: fc.double({ min: -180, max: 180, noNaN: true }),
          lat: fc.double({ min: -90, max: 90, noNaN: true }),
        }),
        fixAt: time,
        accuracyM: maybe(number),
        accuracyLevel: maybe(fc.constantFrom(0.68 as const, 0.95 as const)),
        source: maybe(fc.constantFrom('gnss', 'wifi', 'cell', 'manual')),
        mock: maybe(fc.boolean()),
        speedMps: maybe(number),
        courseDeg: maybe(number),
        altitudeM: maybe(number),
        battery: maybe(number),
        sentAt: maybe(time),
        appFixId: maybe(fc.constantFrom('', '7', 'a b')),
      },
      { requiredKeys: ['position', 'fixAt'] },
    );
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), fc.boolean(), (fixes, isTwice) => {
        const said = isTwice ? [...fixes, { ...fixes[0]!, position: { lng: 1, lat: 1 } }, fixes[0]!] : fixes;
        const body: unknown = JSON.parse(JSON.stringify({ fixes: said }));
        const parsed = FixBatch.parse(body);
        expect(readOwn(jsonRequest(parsed), true)).toEqual(readOwn(jsonRequest(body)));
      }),
      { numRuns: 2_000 },
    );
  });
});
