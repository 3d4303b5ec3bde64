import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKept, trackM } from '../../server/plans/actual.ts';
import { E1 } from '../helpers/server.ts';

describe('planned against actual', () => {
  it('knows the longest part of the order that was kept, as trying all parts does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }), (visited) => {
        const planned = ['0', '1', '2', '3', '4', '5', '6'];
        let best = 0;
        for (let mask = 0; mask < 1 << visited.length; mask++) {
          const part = visited.filter((_, k) => mask & (1 << k));
          if (part.every((x, k) => k === 0 || part[k - 1]! < x)) best = Math.max(best, part.length);
        }
        expect(
          orderKept(
            planned,
            visited.map((k) => ({ retailerId: String(k) })),
          ),
        ).toEqual(visited.length === 0 ? null : best / visited.length);
      }),
    );
  });

  it('does not walk while the phone lies still, and leaves out what knows the place to a quarter kilometre', () => {
    const jitter = Array.from({ length: 100 }, (_, k) => ({
      lng: E1.lng + ((k % 3) - 1) * 0.0001,
      lat: E1.lat,
      accuracyM: 10,
      atS: k * 10,
    }));
    expect(trackM(jitter)).toBe(0);
    expect(trackM([...jitter, { lng: E1.lng + 0.1, lat: E1.lat, accuracyM: 250, atS: 1_000 }])).toBe(0);
    expect(trackM(jitter.slice(0, 1))).toBeNull();
  });
});
