import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueness, dueOf, intervalDays, type DueRetailer, type DueSettings } from '../../shared/due.ts';

const visits = fc.double({ min: 0, max: 62, noNaN: true });
const settings: fc.Arbitrary<DueSettings> = fc.record({
  visitsAMonth: visits,
  byGrade: fc.dictionary(fc.constantFrom('A', 'B', 'C'), visits),
});
const retailer = fc.record({
  code: fc.string({ minLength: 1, maxLength: 6 }),
  grade: fc.option(fc.constantFrom('A', 'B', 'C', 'D', 'constructor')),
  visitsPerMonth: fc.option(visits),
  daysSince: fc.option(fc.nat(400)),
});
const town = fc.uniqueArray(retailer, { maxLength: 40, selector: ({ code }) => code });

describe('what is due', () => {
  it('is said by its own frequency, then by its grade, then by the setting; never visited is overdue', () => {
    const usual = { visitsAMonth: 1, byGrade: { A: 4 } };
    expect(dueness({ grade: 'A', visitsPerMonth: 2, daysSince: 15 }, usual)).toBe(1);
    expect(dueness({ grade: 'A', visitsPerMonth: null, daysSince: 7 }, usual)).toBe(1);
    expect(dueness({ grade: 'B', visitsPerMonth: null, daysSince: 29 }, usual)).toBeLessThan(1);
    expect(dueness({ grade: null, visitsPerMonth: null, daysSince: null }, usual)).toBe(2);
    expect(dueness({ grade: 'A', visitsPerMonth: 0, daysSince: null }, usual)).toBe(0);
    expect(dueness({ grade: null, visitsPerMonth: 60, daysSince: 1 }, usual)).toBe(1);
    for (const grade of Object.getOwnPropertyNames(Object.prototype))
      expect(dueness({ grade, visitsPerMonth: null, daysSince: 15 }, { visitsAMonth: 2, byGrade: {} }), grade).toBe(1);
  });

  it('is so from the very day on which the interval has passed, and never where no visit is wanted', () => {
    fc.assert(
      fc.property(retailer, settings, (one, said) => {
        const interval = intervalDays(one, said);
        const isDue = dueOf([one], said).length === 1;
        expect(isDue).toBe(interval !== null && (one.daysSince === null || one.daysSince >= interval));
      }),
    );
  });

  it('never becomes less so with the days, nor with a higher frequency', () => {
    fc.assert(
      fc.property(retailer, settings, fc.nat(400), fc.nat(100), visits, visits, (one, said, days, later, a, b) => {
        const on = (daysSince: number) => dueness({ ...one, daysSince }, said);
        expect(on(days + later)).toBeGreaterThanOrEqual(on(days));
        const often = (visitsPerMonth: number) => dueness({ ...one, visitsPerMonth }, said);
        expect(often(Math.max(a, b))).toBeGreaterThanOrEqual(often(Math.min(a, b)));
      }),
    );
  });

  it('is listed whole and the most overdue first, whatever the order it was asked in; a limit cuts the least urgent', () => {
    fc.assert(
      fc.property(town, settings, fc.nat(50), (all: DueRetailer[], said, most) => {
        const due = dueOf(all, said);
        expect(due.map(({ retailer: { code } }) => code).sort()).toEqual(
          all.flatMap((one) => (dueness(one, said) >= 1 ? [one.code] : [])).sort(),
        );
        due.forEach(({ priority }, i) => expect(priority).toBeLessThanOrEqual(due[i - 1]?.priority ?? Infinity));
        expect(dueOf([...all].reverse(), said)).toEqual(due);
        expect(dueOf(all, said, most)).toEqual(due.slice(0, most));
      }),
    );
  });
});
