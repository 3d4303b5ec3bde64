import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDoubt, Flag, NoteReason, PathReason, Reason } from '../../shared/verdicts.ts';

const inFavour = ['IN_PLACE', 'TRACK_CONFIRMS', 'PHONE_NOTICED'];

test('a list says what speaks against a visit, and never what speaks for it', () => {
  expect(firstDoubt(['IN_PLACE', 'SHORT_DWELL', 'ACCURACY_UNKNOWN'])).toBe('SHORT_DWELL');
  expect(firstDoubt(['ACCURACY_UNKNOWN', 'MOCK'])).toBe('MOCK');
  expect(firstDoubt(['IN_PLACE', 'ACCURACY_UNKNOWN'])).toBe('ACCURACY_UNKNOWN');
  expect(firstDoubt(['IN_PLACE', 'TRACK_CONFIRMS'])).toBeUndefined();
  expect(firstDoubt([])).toBeUndefined();
  fc.assert(
    fc.property(fc.subarray(Reason.options), (reasons) => {
      const said = firstDoubt(reasons);
      expect(inFavour).not.toContain(said);
      const isGrave = reasons.some(
        (reason) => [...PathReason.options, ...Flag.options].includes(reason as never) && !inFavour.includes(reason),
      );
      if (isGrave) expect(NoteReason.options).not.toContain(said);
    }),
  );
});
