import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf, standing, type CaseAsFound } from '../../server/inspections/result.ts';
import { contradictionsIn, type Claim, type Told } from '../../shared/contradictions.ts';
import type { SettlementWord } from '../../shared/settlements.ts';

const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`;
const claim = (n: number, isValid = true): Claim => ({ visitId: `v${n}`, repId: 'r', day: day(n), isValid });
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
      told({}, { stay: { distanceM: 900, accuracyM: 20, sigmaM: 13, dwellS: 400 } }),
      ['INSPECTOR_UNPROVEN', 'PLACE_DIFFERS'],
    ],
    [
      'an inspector who stayed ten seconds',
      [],
      told({}, { stay: { distanceM: 9, accuracyM: 20, sigmaM: 13, dwellS: 10 } }),
      ['INSPECTOR_UNPROVEN'],
    ],
    [
      'the stored place, where an inspector met the shop elsewhere for certain',
      [],
      told({}, { stay: { distanceM: 190, accuracyM: 20, sigmaM: 13, dwellS: 400 } }),
      ['PLACE_DIFFERS'],
    ],
    [
      'no stored place by a fix that says little',
      [],
      told({}, { stay: { distanceM: 190, accuracyM: 40, sigmaM: 26, dwellS: 400 } }),
      [],
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
  raised: [],
  ...more,
});
/** That nobody came, settled so. */
const put = (word: SettlementWord): Pick<CaseAsFound, 'raised'> => ({
  raised: [{ code: 'NOT_SEEN', numbers: {}, visitIds: ['v19'], settlement: { word } }],
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
    const whole = { of: 200, drawn: 30, unknown: 4, atMost: 61 };
    expect(result(cases).whole).toEqual({ ...whole, upheld: 0, open: 1, atLeast: 0 });
    const settled = (word: SettlementWord) =>
      result(cases.map((one) => (one.told?.answers.lastVisit === 'notThisWeek' ? { ...one, ...put(word) } : one)))
        .whole;
    expect(settled('upheld')).toEqual({ ...whole, upheld: 1, open: 0, atLeast: 1 });
    expect(settled('notUpheld')).toEqual({ ...whole, upheld: 0, open: 0, atLeast: 0, atMost: 53 });
    expect(settled('withdrawn')).toEqual({ ...whole, upheld: 0, open: 0, unknown: 5, atLeast: 0 });
  });

  it('crosses the judge with the inspector: where they agree at once, where they differ once it is settled', () => {
    const claims = [claim(19), claim(18, false)];
    const notThisWeek = told({ lastVisit: 'notThisWeek' });
    const judge = (...cases: CaseAsFound[]) => result(cases).judge;
    expect(judge(found({ claims }), found({ claims, told: notThisWeek }))).toEqual({
      valid: { seen: 1, notSeen: 0, unknown: 1 },
      doubted: { seen: 0, notSeen: 1, unknown: 1 },
    });
    const against = found({ claims, told: notThisWeek, ...put('upheld') });
    expect(judge(against).valid).toEqual({ seen: 0, notSeen: 1, unknown: 0 });
    expect(judge({ ...against, ...put('notUpheld') }).valid).toEqual({ seen: 1, notSeen: 0, unknown: 0 });
    expect(result([against]).errors.validNotSeen!.low).toBeGreaterThan(0.02);
    const doubted = found({ claims: [claim(19, false)] });
    expect(judge(doubted).doubted).toEqual({ seen: 0, notSeen: 0, unknown: 1 });
    const raised = [
      { code: 'CONFIRMS_DOUBTED' as const, numbers: {}, visitIds: ['v19'], settlement: { word: 'upheld' as const } },
    ];
    expect(judge({ ...doubted, raised }).doubted).toEqual({ seen: 1, notSeen: 0, unknown: 0 });
    expect(result([]).errors.validNotSeen).toBeNull();
  });

  it('stands by what was settled, whatever is judged of the visit later', () => {
    const later = found({ claims: [claim(19, false)], told: told({ lastVisit: 'notThisWeek' }), ...put('upheld') });
    expect(standing(later, 'visits')).toBe('upheld');
  });

  it('of cases added by hand says nothing of the whole', () => {
    expect(
      result([found({}), found({ isDrawn: false, told: told({ lastVisit: 'notThisWeek' }) })]).whole,
    ).toMatchObject({
      drawn: 1,
      open: 0,
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
    const stay = { distanceM: 5_000, accuracyM: 10, sigmaM: 7, dwellS: 300 };
    expect(standing(found({ told: { ...came(19), stay } }), 'visits')).toBe('unknown');
    const unproven = found({ told: { ...came(19), stay } });
    const raised = [
      { code: 'INSPECTOR_UNPROVEN' as const, numbers: {}, visitIds: [], settlement: { word: 'notUpheld' as const } },
    ];
    expect(standing({ ...unproven, raised }, 'visits')).toBe('holds');
    expect(standing(found({ claims: [] }), 'retailers')).toBe('holds');
  });
});
