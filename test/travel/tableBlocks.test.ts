import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PairCache } from '../../server/travel/pairCache.ts';
import { blocksOf, isBelievable } from '../../server/travel/tableBlocks.ts';

it.each([
  ['a usual way', { s: 120, m: 1_400 }, 1_000, [10, 20], true],
  ['a motorway', { s: 3_600, m: 110_000 }, 100_000, [5, 5], true],
  ['no way at all, which is an answer', { s: Infinity, m: Infinity }, 1_000, [5, 5], true],
  ['neighbours on one crossing', { s: 0, m: 0 }, 60, [28, 30], true],
  ['nothing between places that are a kilometre apart', { s: 0, m: 0 }, 1_000, [8, 8], false],
  ['nothing, and where they were put is not said', { s: 0, m: 0 }, 1_000, [undefined, undefined], false],
  ['no time', { s: 0, m: 1_400 }, 1_000, [8, 8], false],
  ['the speed of an aeroplane', { s: 100, m: 100_000 }, 80_000, [8, 8], false],
  ['a road across the water', { s: 120, m: 1_400 }, 1_000, [3_000, 8], false],
  ['off the map', { s: 0, m: 0 }, 900, [80_000, 80_000], false],
])('a road service that answers %s is believed or not', (_, leg, straightM, snapM, isSo) =>
  expect(isBelievable(leg, straightM, snapM)).toBe(isSo),
);

it('blocks hold every pair once and never more than 100 coordinates', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 260 }), (n) => {
      const seen = new Uint8Array(n * n);
      for (const { sources, destinations } of blocksOf(n)) {
        expect(new Set([...sources, ...destinations]).size).toBeLessThanOrEqual(100);
        if (sources !== destinations) expect(sources.length + destinations.length).toBeLessThanOrEqual(100);
        for (const i of sources) for (const j of destinations) seen[i * n + j]!++;
      }
      expect(seen.every((times) => times === 1)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('the memory of legs is bounded and forgets what was not used for longest', () => {
  const cache = new PairCache(2);
  cache.set('a', 'b', { s: 1, m: 1 });
  cache.set('b', 'c', { s: 2, m: 2 });
  cache.get('a', 'b');
  cache.set('c', 'd', { s: 3, m: 3 });
  expect([cache.size, cache.get('a', 'b')?.s, cache.get('b', 'c'), cache.get('c', 'd')?.s]).toEqual([
    2,
    1,
    undefined,
    3,
  ]);
});
