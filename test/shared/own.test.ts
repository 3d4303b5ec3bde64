import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../server/scenarios/defaults.ts';
import { measureOf } from '../../server/scenarios/measures.ts';
import { DEFAULT_WORKLOAD, unitLoad } from '../../server/territories/solve/workload.ts';
import { dueness } from '../../shared/due.ts';
import { own } from '../../shared/own.ts';

/** What a column of a file may say, names among them that every object knows. */
const written = fc.oneof(
  fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
  fc.string({ maxLength: 12 }),
);

describe('a key that somebody wrote', () => {
  it('finds what was put under it and nothing else', () => {
    fc.assert(
      fc.property(written, written, (kept, asked) => {
        const record = Object.fromEntries([[kept, 1]]);
        expect(own(record, asked)).toBe(kept === asked ? 1 : undefined);
      }),
    );
  });
});

describe('a grade that a file says', () => {
  const { workload } = defaultSettings('visit');
  const facts = {
    roadCondition: null,
    keyHours: null,
    visitsPerMonth: null,
    minutesPerVisit: null,
    ordersPerMonth: null,
    volumePerMonth: null,
  };
  const unknown = written.filter((grade) => !['A', 'B', 'C', 'D'].includes(grade));

  it('counts as the other grade where no setting knows it, whatever it is called', () => {
    fc.assert(
      fc.property(unknown, (grade) => {
        expect(unitLoad(DEFAULT_WORKLOAD, grade, 500)).toEqual(unitLoad(DEFAULT_WORKLOAD, '?', 500));
        const settings = { visitsAMonth: 1, byGrade: { A: 4 } };
        const candidate = { visitsPerMonth: null, daysSince: 40 };
        expect(dueness({ ...candidate, grade }, settings)).toBe(dueness({ ...candidate, grade: null }, settings));
        for (const measure of ['visits', 'workloadMin'] as const) {
          const of = (said: string | null) => measureOf(measure, 'visit', { ...facts, grade: said }, 500, workload);
          expect(of(grade)).toBe(of(null));
        }
      }),
    );
  });
});
