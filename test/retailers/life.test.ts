import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateBefore, versionsFor, whyNot, type Act, type Version } from '../../server/retailers/life.ts';
import { LifeDeed, type DatedFacts } from '../../shared/retailerLife.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const stateOn = (acts: readonly Act[], n: number) => stateBefore(acts, day(n + 1)) ?? 'open';

/** Acts as the database keeps them: one a day, or none where it was withdrawn. */
function saying(acts: readonly Act[], deed: LifeDeed, fromDay: string): Act[] {
  const others = acts.filter((act) => act.fromDay !== fromDay);
  const all = deed === 'withdrawn' ? others : [...others, { fromDay, deed }];
  return all.sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1));
}

describe('acts on a life', () => {
  it('never leave a life in which something follows what it cannot follow', () => {
    const act = fc.tuple(fc.constantFrom(...LifeDeed.options), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (tries) => {
        let acts: Act[] = [];
        for (const [deed, n] of tries) if (whyNot(acts, deed, day(n)) === null) acts = saying(acts, deed, day(n));
        const deeds = acts.map((one) => one.deed).join(' ');
        expect(deeds).toMatch(/^(opened ?)?((paused resumed ?)*(paused )?(closed opened ?)?)*(paused|closed)?$/);
      }),
    );
  });

  it('are said in the order of their days, and the refusal says what stands in the way', () => {
    const acts: Act[] = [{ fromDay: day(5), deed: 'closed' }];
    expect(whyNot(acts, 'closed', day(5))).toEqual({ code: 'LIFE_NO_CHANGE', state: 'closed' });
    expect(whyNot(acts, 'paused', day(5))).toBeNull(); // instead of it
    expect(whyNot(acts, 'paused', day(3))).toEqual({ code: 'LIFE_SAID_LATER', day: day(5) });
    expect(whyNot(acts, 'resumed', day(7))).toEqual({ code: 'LIFE_NO_CHANGE', state: 'closed' });
    expect(whyNot(acts, 'withdrawn', day(6))).toEqual({ code: 'LIFE_NOTHING_SAID', day: day(6) });
    expect(whyNot(acts, 'withdrawn', day(5))).toBeNull();
    expect(whyNot(acts, 'opened', day(9))).toBeNull();
  });

  it('say what the retailer is on each day; one whose first act is its opening was not open before', () => {
    const acts = ['opened', 'paused', 'resumed', 'closed', 'opened'].map((deed, k) => ({
      fromDay: day(2 * k + 1),
      deed: deed as Act['deed'],
    }));
    expect(Array.from({ length: 10 }, (_, n) => stateOn(acts, n))).toEqual(
      'closed open open paused paused open open closed closed open'.split(' '),
    );
    expect(stateOn([], 3)).toBe('open');
    expect(stateOn([{ fromDay: day(4), deed: 'closed' }], 3)).toBe('open');
  });
});

const keys = ['grade', 'businessType', 'setting', 'visitsPerMonth', 'openingHours', 'keyHours'] as const;
const facts = fc.record({
  grade: fc.constantFrom('A', 'B', null),
  businessType: fc.constantFrom('kiosk', null),
  setting: fc.constantFrom('urban' as const, 'rural' as const, null),
  visitsPerMonth: fc.constantFrom(1, 2, null),
  openingHours: fc.constantFrom('08:00-20:00', null),
  keyHours: fc.constant(null),
});
const on = (versions: readonly Version[], n: number): DatedFacts =>
  versions.filter(({ fromDay }) => fromDay === null || fromDay <= day(n)).at(-1)!;

it('a change of facts counts from its day until something else was said of the same, and changes nothing besides', () => {
  const later = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 });
  fc.assert(
    fc.property(
      later.chain((days) =>
        fc.tuple(fc.constant(days.sort()), fc.array(facts, { minLength: days.length + 1, maxLength: days.length + 1 })),
      ),
      fc.integer({ min: 0, max: 9 }),
      facts.chain((all) =>
        fc
          .subarray([...keys])
          .map((said) => Object.fromEntries(said.map((key) => [key, all[key]])) as Partial<DatedFacts>),
      ),
      ([days, values], from, said) => {
        const before: Version[] = values.map((value, k) => ({ ...value, fromDay: k === 0 ? null : day(days[k - 1]!) }));
        const added = versionsFor(before, day(from), said);
        const after = [...before.filter((one) => !added.some(({ fromDay }) => fromDay === one.fromDay)), ...added].sort(
          (a, b) => ((a.fromDay ?? '') < (b.fromDay ?? '') ? -1 : 1),
        );
        for (const key of keys) {
          let isChanged = false; // by a version that was there, since the day from which the change counts
          for (let n = 0; n < 11; n++) {
            isChanged ||= n > from && on(before, n)[key] !== on(before, from)[key];
            const isSaid = said[key] !== undefined && n >= from && !isChanged;
            expect(on(after, n)[key]).toBe(isSaid ? said[key] : on(before, n)[key]);
          }
        }
        expect(versionsFor(after, day(from), said)).toEqual([]);
      },
    ),
  );
});
