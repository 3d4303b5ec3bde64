import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extraPieces } from '../../server/territories/solve/contiguity.ts';
import { cutBound } from '../../server/territories/solve/cutBound.ts';
import { moveBound } from '../../server/territories/solve/moveBound.ts';
import type { TerritoryProblem } from '../../server/territories/solve/problem.ts';
import { graphFromPairs } from '../../server/territories/solve/neighbours.ts';
import { townOf } from '../../server/territories/solve/town.ts';
import type { Town } from '../../server/territories/solve/town.ts';
import { createRandom } from '../../shared/random.ts';

/** The least switch weight of any assignment within the limits, contiguous or not; null if there is none. */
function leastByTryingAll(p: TerritoryProblem): number | null {
  let best: number | null = null;
  for (let code = 0; code < p.parts ** p.n; code++) {
    const label = Array.from({ length: p.n }, (_, i) => Math.floor(code / p.parts ** i) % p.parts);
    const weight = label.reduce((sum, j, i) => sum + (j === p.current![i] ? 0 : p.switchWeights![i]!), 0);
    if (best !== null && weight >= best) continue;
    if (label.some((j, i) => p.locked![i] === 1 && j !== p.current![i])) continue;
    const isWithin = p.measures.every(({ values, tolerance }) => {
      const target = values.reduce((a, b) => a + b, 0) / p.parts;
      return Array.from({ length: p.parts }, (_, j) =>
        label.reduce((w, k, i) => w + (k === j ? values[i]! : 0), 0),
      ).every((w) => Math.abs(w / target - 1) <= tolerance + 1e-12);
    });
    if (isWithin) best = weight;
  }
  return best;
}

test('the bound is never above the best of all assignments, and not idle', () => {
  let tight = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          x: fc.nat(1000),
          y: fc.nat(1000),
          a: fc.integer({ min: 1, max: 9 }),
          b: fc.integer({ min: 0, max: 9 }),
          today: fc.nat(2),
          locked: fc.boolean(),
          weight: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 6, maxLength: 8 },
      ),
      fc.integer({ min: 5, max: 60 }),
      (units, percent) => {
        const column = (pick: (u: (typeof units)[number]) => number): Float64Array => Float64Array.from(units, pick);
        const problem: TerritoryProblem = {
          n: units.length,
          xM: column((u) => u.x),
          yM: column((u) => u.y),
          parts: 3,
          measures: [
            { name: 'a', values: column((u) => u.a), tolerance: percent / 100 },
            { name: 'b', values: column((u) => u.b + 1), tolerance: percent / 100 },
          ],
          current: Int32Array.from(units, (u) => u.today),
          locked: Uint8Array.from(units, (u, i) => (u.locked && i < 2 ? 1 : 0)),
          switchWeights: column((u) => u.weight),
        };
        const least = leastByTryingAll(problem);
        if (least === null) return;
        const bound = moveBound(townOf(problem));
        expect(bound).toBeLessThanOrEqual(least + 1e-6);
        if (least > 0 && bound >= least - 1e-6) tight++;
      },
    ),
    { numRuns: 80, seed: 5 },
  );
  expect(tight).toBeGreaterThan(3);
});

/** A town small enough to try everything: parts lie about their middles, a few units astray, a few locked. */
function smallTown(seed: number): Town {
  const random = createRandom(seed);
  const n = 7 + random.int(4);
  const parts = n < 9 ? 3 : 2;
  const column = (draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);
  const [xM, yM] = [column(() => random.int(1000)), column(() => random.int(1000))];
  const middles = Array.from({ length: parts }, () => ({ x: random.int(1000), y: random.int(1000) }));
  const nearest = (i: number): number =>
    middles.map(({ x, y }, j) => ({ j, d: Math.hypot(xM[i]! - x, yM[i]! - y) })).sort((p, q) => p.d - q.d)[0]!.j;
  return townOf({
    n,
    xM,
    yM,
    parts,
    measures: [9, 3].map((most, m) => ({
      name: `m${m}`,
      values: column(() => 1 + random.int(most)),
      tolerance: 0.05 + 0.4 * random.next(),
    })),
    current: Int32Array.from({ length: n }, (_, i) => (random.next() < 0.1 ? random.int(parts) : nearest(i))),
    locked: Uint8Array.from({ length: n }, () => (random.next() < 0.08 ? 1 : 0)),
    switchWeights: column(() => (random.next() < 0.7 ? 1 : 2)),
  });
}

/** The least switch weight of any contiguous assignment within the limits, by trying all; Infinity if there is none. */
function leastContiguous(town: Town): number {
  const M = town.measures;
  let best = Infinity;
  for (let code = 0; code < town.parts ** town.n; code++) {
    const label = Int32Array.from({ length: town.n }, (_, v) => Math.floor(code / town.parts ** v) % town.parts);
    let weight = 0;
    const load = new Float64Array(town.parts * M);
    for (let v = 0; v < town.n && weight < best; v++) {
      if (label[v] !== town.home[v])
        weight += town.fixed[v] || town.closed[label[v]!] ? Infinity : town.home[v]! < 0 ? 0 : town.switchCost[v]!;
      for (let m = 0; m < M; m++) load[label[v]! * M + m]! += town.value[v * M + m]!;
    }
    if (
      weight >= best ||
      load.some(
        (w, i) => w * town.scale[i]! - 1 > town.high[i]! + 1e-12 || w * town.scale[i]! - 1 < town.low[i]! - 1e-12,
      )
    )
      continue;
    if (new Set(label).size === town.parts && extraPieces(town.graph, label) === 0) best = weight;
  }
  return best;
}

test('what must cross the borders is never above the best contiguous assignment, and often as much', () => {
  let solved = 0;
  let tight = 0;
  let beyondCounting = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const town = smallTown(seed);
    const least = leastContiguous(town);
    if (least === Infinity || least === 0) continue;
    const bound = cutBound(town);
    solved++;
    expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least);
    if (bound === least) tight++;
    if (bound > moveBound({ ...town, pieceCount: 2 })) beyondCounting++;
  }
  expect(tight).toBeGreaterThan(solved / 4);
  expect(beyondCounting).toBeGreaterThan(0);
});

/** A small town of any kind: one to three measures, streets and barriers, units without a territory, locked and closed ones, whole and broken weights. */
function anyTown(seed: number): Town {
  const random = createRandom(seed);
  const chance = (share: number): boolean => random.next() < share;
  const n = 6 + random.int(4);
  const parts = n < 9 ? 2 + random.int(2) : 2;
  const [hasHomeless, isStreet, hasBarrier, hasClosed] = [chance(0.15), chance(0.2), chance(0.15), chance(0.15)];
  const column = (draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);
  const [xM, yM] = [column(() => random.int(1000)), column(() => random.int(1000))];
  const middles = Array.from({ length: parts }, () => ({ x: random.int(1000), y: random.int(1000) }));
  const nearest = (i: number): number =>
    middles.map(({ x, y }, j) => ({ j, d: Math.hypot(xM[i]! - x, yM[i]! - y) })).sort((p, q) => p.d - q.d)[0]!.j;
  const current = Int32Array.from({ length: n }, (_, i) =>
    hasHomeless && chance(0.15) ? -1 : chance(0.15) ? random.int(parts) : nearest(i),
  );
  const weight = [() => 1, () => 1 + random.int(3), () => 0.5 + random.next()][random.int(3)]!;
  const lockedParts = new Uint8Array(parts);
  if (hasClosed) lockedParts[random.int(parts)] = 1;
  const row = Array.from({ length: n - 1 }, (_, i) => i);
  return townOf({
    n,
    xM,
    yM,
    parts,
    current,
    lockedParts,
    switchWeights: column(weight),
    measures: Array.from({ length: 1 + random.int(3) }, (_, m) => ({
      name: `m${m}`,
      values: column(() => (m > 0 && chance(0.15) ? 0 : 0.5 + Math.exp(1 + random.normal()))),
      tolerance: 0.05 + 0.45 * random.next(),
    })),
    locked: Uint8Array.from(current, (j) => (j >= 0 && chance(0.1) ? 1 : 0)),
    neighbours: isStreet
      ? graphFromPairs(
          n,
          row,
          row.map((i) => i + 1),
        )
      : undefined,
    barriers: hasBarrier ? [Float64Array.of(500, -100, 500, 1100)] : [],
  });
}

test('the bound is below the best contiguous assignment in towns of every kind', () => {
  let solved = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const town = anyTown(seed);
    const least = leastContiguous(town);
    if (least === Infinity) continue;
    solved++;
    expect(moveBound(town), `seed ${seed}`).toBeLessThanOrEqual(least + 1e-6);
  }
  expect(solved).toBeGreaterThan(80);
});

test('a heavy unit deep inside counts with those on the way to it', () => {
  const n = 10;
  const row = Array.from({ length: n - 1 }, (_, i) => i);
  const town = townOf({
    n,
    parts: 2,
    xM: Float64Array.from({ length: n }, (_, i) => 100 * i),
    yM: new Float64Array(n),
    // One street. The first territory has 15, the second 9, each may have 10.8 to 13.2: one unit of 4 would do, but
    // from the border inwards come 0.5 and 0.5 and only then 2.
    measures: [
      { name: 'volume', values: Float64Array.of(4, 4, 4, 2, 0.5, 0.5, 2.25, 2.25, 2.25, 2.25), tolerance: 0.1 },
    ],
    current: Int32Array.from({ length: n }, (_, i) => (i < 6 ? 0 : 1)),
    neighbours: graphFromPairs(
      n,
      row,
      row.map((i) => i + 1),
    ),
  });
  expect(moveBound(town)).toBe(3);
  expect(moveBound({ ...town, pieceCount: 2 })).toBe(1); // without contiguity
});

test('two measures that no unit relieves at once count one unit each', () => {
  const pairs = Array.from({ length: 6 * 5 }, (_, k) => [k % 6, 6 + Math.floor(k / 6)] as const);
  const town = townOf({
    n: 11,
    parts: 2,
    xM: Float64Array.from({ length: 11 }, (_, i) => 100 * i),
    yM: new Float64Array(11),
    // The first territory has 9 of either measure, the second 5, each may have 5.6 to 8.4.
    measures: [
      { name: 'volume', values: Float64Array.of(3, 3, 3, 0, 0, 0, 1, 1, 1, 1, 1), tolerance: 0.2 },
      { name: 'work', values: Float64Array.of(0, 0, 0, 3, 3, 3, 1, 1, 1, 1, 1), tolerance: 0.2 },
    ],
    current: Int32Array.from({ length: 11 }, (_, i) => (i < 6 ? 0 : 1)),
    neighbours: graphFromPairs(
      11,
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    ),
  });
  expect(cutBound(town)).toBe(2);
});
