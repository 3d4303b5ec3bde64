import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf, standing, type CaseAsFound } from '../../server/inspections/result.ts';
import { contradictionsIn, type Claim, type Told } from '../../shared/contradictions.ts';

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`;
const claim = (n: number, isValid = true): Claim => ({ visitId: `v${n}`, day: day(n), isValid });
const told = (answers: Told['answers'], more: Partial<Told> = {}): Told => ({
  outcome: 'met',
  answers,
  askedDay: day(20),
  stay: null,
  isPhotoRepeated: false,
  ...more,
});
const codes = (claims: Claim[], what: Told) => contradictionsIn(claims, what).map(({ code }) => code);
const came = (n: number, who = 'usual') => told({ lastVisit: 'onDay', lastVisitDay: day(n), lastVisitWho: who });

describe('a finding contradicts', () => {
  it.each<[string, Claim[], Told, string[]]>([
    ['a valid visit of a week in which nobody came', [claim(17)], told({ lastVisit: 'notThisWeek' }), ['NOT_SEEN']],
    ['a valid visit later than the last one seen', [claim(19)], came(14), ['NOT_SEEN', 'SEEN_NOT_PRESSED']],
    ['nothing where the said day is a day off', [claim(18)], came(19), []],
    ['nothing where the day said is two off, long ago', [claim(12)], came(14), []],
    ['nobody where the shop does not know', [claim(17)], told({ lastVisit: 'unknown' }), []],
    ['a rep for whom somebody else came', [claim(19)], came(19, 'other'), ['OTHER_PERSON']],
    ['for the rep, a verdict that doubted a visit that was seen', [claim(19, false)], came(19), ['CONFIRMS_DOUBTED']],
    ['for the rep, a day that was never pressed', [], told({ lastVisit: 'today' }), ['SEEN_NOT_PRESSED']],
    ['a valid visit to a shop that is gone', [claim(18)], told({}, { outcome: 'closedDown' }), ['SHOP_GONE']],
    [
      'an inspector who was elsewhere',
      [],
      told({}, { stay: { distanceM: 900, accuracyM: 20, dwellS: 400 } }),
      ['INSPECTOR_UNPROVEN'],
    ],
    [
      'an inspector who stayed ten seconds',
      [],
      told({}, { stay: { distanceM: 9, accuracyM: 20, dwellS: 10 } }),
      ['INSPECTOR_UNPROVEN'],
    ],
    ['a photo that stands in another finding', [], told({}, { isPhotoRepeated: true }), ['PHOTO_REPEATED']],
  ])('%s', (_, claims, what, expected) => {
    expect(codes(claims, what)).toEqual(expected);
  });

  it('never by a day that is yet to come, or by an answer that is none', () => {
    for (const lastVisitDay of [day(25), '2026-3-1', 7, null, undefined])
      expect(
        codes([claim(19)], told({ lastVisit: 'onDay', ...(lastVisitDay !== undefined && { lastVisitDay }) })),
      ).toEqual([]);
  });
});

const found = (more: Partial<CaseAsFound>): CaseAsFound => ({
  caseId: 'c',
  code: 'E1',
  name: 'East shop 1',
  isDrawn: true,
  stratum: '',
  visitId: 'v19',
  isRemoved: false,
  claims: [claim(19)],
  told: came(19),
  ...more,
});
const result = (cases: CaseAsFound[], of = 200) =>
  resultOf({ counts: 'visits', byStratum: false, strata: new Map([['', of]]), cases, questionnaire: null });

describe('a result', () => {
  it('has the bounds of what is contradicted and what is not known, both as the worst', () => {
    const cases = [
      ...Array.from({ length: 25 }, () => found({})),
      found({ told: told({ lastVisit: 'notThisWeek' }) }),
      found({ told: null }),
      found({ isRemoved: true }),
      found({ told: told({ lastVisit: 'unknown' }) }),
      found({ stratum: '', told: came(19), claims: [claim(19)], visitId: 'another' }),
    ];
    expect(result(cases).whole).toEqual({
      of: 200,
      drawn: 30,
      contradicted: 1,
      unknown: 4,
      atLeastIfUpheld: 1,
      atMost: 61,
    });
  });

  it('crosses the judge with the inspector', () => {
    const claims = [claim(19), claim(18, false)];
    const { judge, errors } = result([found({ claims }), found({ claims, told: told({ lastVisit: 'notThisWeek' }) })]);
    expect(judge).toEqual({
      valid: { seen: 1, notSeen: 1, unknown: 0 },
      doubted: { seen: 1, notSeen: 1, unknown: 0 },
    });
    expect(errors.validNotSeen!.low).toBeLessThan(0.02);
    expect(result([]).errors.validNotSeen).toBeNull();
  });

  it('of cases added by hand says nothing of the whole', () => {
    expect(
      result([found({}), found({ isDrawn: false, told: told({ lastVisit: 'notThisWeek' }) })]).whole,
    ).toMatchObject({
      drawn: 1,
      contradicted: 0,
    });
  });

  it('is never better for a case that is removed or not filed', () => {
    const anyCase = fc.record({
      told: fc.constantFrom(
        null,
        came(19),
        came(10),
        told({ lastVisit: 'notThisWeek' }),
        told({ lastVisit: 'unknown' }),
      ),
      isRemoved: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 12 }), fc.nat(), (some, at) => {
        const cases = some.map((one) => found(one));
        const removed = cases.map((one, i) => (i === at % cases.length ? { ...one, isRemoved: true } : one));
        expect(result(removed, 40).whole.atMost).toBeGreaterThanOrEqual(result(cases, 40).whole.atMost);
      }),
    );
  });

  it('counts a case whose inspector was not there as not known', () => {
    const stay = { distanceM: 5_000, accuracyM: 10, dwellS: 300 };
    expect(standing(found({ told: { ...came(19), stay } }), 'visits')).toBe('unknown');
    expect(standing(found({ claims: [] }), 'retailers')).toBe('holds');
  });
});
