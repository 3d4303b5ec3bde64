import { describe, expect, it } from 'vitest';
import { dueness, dueOf } from '../../server/plans/due.ts';
import { E1 } from '../helpers/server.ts';

describe('dueness', () => {
  const settings = { visitsAMonth: 1, byGrade: { A: 4 } };
  it('is own frequency, then the grade, then the setting; never visited is overdue', () => {
    expect(dueness({ grade: 'A', visitsPerMonth: 2, daysSince: 15 }, settings)).toBe(1);
    expect(dueness({ grade: 'A', visitsPerMonth: null, daysSince: 7 }, settings)).toBe(1);
    expect(dueness({ grade: 'B', visitsPerMonth: null, daysSince: 29 }, settings)).toBeLessThan(1);
    expect(dueness({ grade: null, visitsPerMonth: null, daysSince: null }, settings)).toBe(2);
    expect(dueness({ grade: 'A', visitsPerMonth: 0, daysSince: null }, settings)).toBe(0);
    expect(dueness({ grade: null, visitsPerMonth: 60, daysSince: 1 }, settings)).toBe(1);
  });

  it('puts the most overdue first and leaves out who is not due', () => {
    const of = (code: string, daysSince: number | null) => ({
      retailerId: code,
      code,
      name: code,
      address: null,
      state: 'open' as const,
      position: E1,
      openingHours: null,
      keyHours: null,
      roadCondition: null,
      minutesPerVisit: null,
      grade: null,
      visitsPerMonth: null,
      daysSince,
    });
    expect(
      dueOf([of('a', 10), of('b', 30), of('c', 90), of('d', null)], settings).map(({ retailer, priority }) => [
        retailer.code,
        priority,
      ]),
    ).toEqual([
      ['c', 2],
      ['d', 1],
      ['b', 0],
    ]);
  });
});
