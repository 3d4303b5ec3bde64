import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepAlike } from '../../web/scenarios/alike.ts';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what is said again', () => {
  it('is the same object where it says the same, and always what was said last', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(keepAlike(before, after)).toEqual(after);
        expect(keepAlike(before, copy(before))).toBe(before);
      }),
    );
  });

  it('stays the same in every part but the one that changed', () => {
    const before = {
      name: 'a',
      territories: [
        { no: 1, base: null },
        { no: 2, base: { lng: 1, lat: 2 } },
      ],
      settings: { measures: ['x'] },
    };
    const after = keepAlike(before, {
      ...(copy(before) as typeof before),
      territories: [
        { no: 1, base: null },
        { no: 2, base: { lng: 1, lat: 3 } },
      ],
    });
    expect(after).not.toBe(before);
    expect(after.settings).toBe(before.settings);
    expect(after.territories).not.toBe(before.territories);
    expect(after.territories[0]).toBe(before.territories[0]);
    expect(after.territories[1]!.base).toEqual({ lng: 1, lat: 3 });
  });

  it('has no member that is not said any more', () => {
    const before: Record<string, number> = { a: 1, b: 2 };
    expect(keepAlike<Record<string, number>>(before, { a: 1 })).toEqual({ a: 1 });
    expect(keepAlike([1, 2], [1])).toEqual([1]);
  });
});
