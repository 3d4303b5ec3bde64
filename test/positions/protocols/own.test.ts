import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { FixBatch, FixReceipt, MAX_FIXES_A_REQUEST } from '../../../shared/positions.ts';
import { jsonRequest } from './recorded.ts';

const fix = { position: { lng: 120.65, lat: 28.02 }, fixAt: '2026-08-22T16:00:00+08:00' };

describe('the own API', () => {
  it('reads a fix of the browser, whose accuracy is the 95 % radius', () => {
    const said = { ...fix, accuracyM: 24.5, accuracyLevel: 0.95, source: 'wifi', mock: false, speedMps: 1.5, courseDeg: 90, altitudeM: 12, battery: 0.5, sentAt: '2026-08-22T08:00:03Z', appFixId: '7' };
    const reading = readRequest(jsonRequest({ fixes: [said] }));
    expect(reading).toMatchObject({ app: 'rounds', quarantine: [] });
    expect(reading.fixes).toEqual([{ ...said, fixAt: '2026-08-22T08:00:00.000Z', sentAt: '2026-08-22T08:00:03.000Z' }]);
    expect(FixReceipt.parse(JSON.parse(reading.answer.body))).toEqual({ accepted: 1, quarantined: [] });
  });

  it('claims no level of confidence that was not given, and none without an accuracy', () => {
    const levels = [{ accuracyM: 5 }, { accuracyM: 0, accuracyLevel: 0.95 }].map((more) => readRequest(jsonRequest({ fixes: [{ ...fix, ...more }] })).fixes[0]);
    expect(levels).toMatchObject([{ accuracyM: 5, accuracyLevel: null }, { accuracyM: null, accuracyLevel: null }]);
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
    expect(FixBatch.safeParse({ fixes }).error?.issues[0]?.message).toContain('send the rest in a further request');
  });

  it('says of a wrong request where and what', () => {
    const issues = FixBatch.safeParse({ fixes: [{ ...fix, fixAt: 'noon', position: { lng: 1, lat: Infinity } }], more: 1 }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual(['fixes.0.position.lat', 'fixes.0.fixAt', '']);
    expect(issues[1]?.message).toContain('ISO time with its zone');
  });
});
