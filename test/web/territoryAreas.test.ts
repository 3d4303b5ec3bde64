import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { meshOf } from '../../web/map/mesh.ts';
import { outlines } from '../../web/map/outlines.ts';
import { territoryAreas } from '../../web/map/territoryAreas.ts';

/** Twice the area within a ring: positive where it turns as the mesh does. */
function turned(ring: readonly number[]): number {
  const n = ring.length / 2;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const k = (i + 1) % n;
    sum += ring[2 * i]! * ring[2 * k + 1]! - ring[2 * k]! * ring[2 * i + 1]!;
  }
  return sum;
}

function isWithin(rings: readonly (readonly number[])[], x: number, y: number): boolean {
  let isIn = false;
  for (const ring of rings) {
    for (let i = 0, k = ring.length / 2 - 1; i < ring.length / 2; k = i++) {
      const [xi, yi, xk, yk] = [ring[2 * i]!, ring[2 * i + 1]!, ring[2 * k]!, ring[2 * k + 1]!];
      if (yi > y !== yk > y && x < ((xk - xi) * (y - yi)) / (yk - yi) + xi) isIn = !isIn;
    }
  }
  return isIn;
}

/** Points and owners at random: −1 is nobody, and a territory may be in many pieces. */
const towns = fc.record({
  seed: fc.integer(),
  n: fc.integer({ min: 0, max: 120 }),
  territories: fc.integer({ min: 1, max: 7 }),
  isCompact: fc.boolean(),
});

function townOf({
  seed,
  n,
  territories,
  isCompact,
}: {
  seed: number;
  n: number;
  territories: number;
  isCompact: boolean;
}) {
  const random = createRandom(seed);
  const [xs, ys] = [0, 1].map(() => Array.from({ length: n }, () => random.next())) as [number[], number[]];
  const owner = xs.map((x) => (isCompact ? Math.floor(x * territories) : random.int(territories + 1) - 1));
  return { xs, ys, owner, mesh: meshOf(Array.from(xs.keys()), xs, ys) };
}

describe('the outlines of territories', () => {
  it('enclose exactly the ground that their retailers share, whoever has which', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const { xs, ys, owner, mesh } = townOf(town);
        const { rings } = outlines(mesh, owner, town.territories, xs, ys);
        const shares = rings.map(() => 0);
        for (let t = 0; t < mesh.corners.length / 3; t++) {
          const points = [...mesh.corners.subarray(3 * t, 3 * t + 3)];
          // the medians cut a triangle into parts of the same size
          const third = turned(points.flatMap((i) => [xs[i]!, ys[i]!])) / 3;
          for (const i of points) if (owner[i]! >= 0) shares[owner[i]!]! += third;
        }
        rings.forEach((own, territory) => {
          expect(own.reduce((sum, ring) => sum + turned(ring), 0)).toBeCloseTo(shares[territory]!, 9);
        });
      }),
    );
  });

  it('never overlap: each place of the mesh lies in the area of whose retailer is nearest in its triangle', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const { xs, ys, owner, mesh } = townOf(town);
        const { rings } = outlines(mesh, owner, town.territories, xs, ys);
        for (let t = 0; t < mesh.corners.length / 3; t++) {
          for (let c = 0; c < 3; c++) {
            const [a, b, d] = [0, 1, 2].map((k) => mesh.corners[3 * t + ((c + k) % 3)]!) as [number, number, number];
            const [x, y] = [xs, ys].map((of) => 0.8 * of[a]! + 0.11 * of[b]! + 0.09 * of[d]!) as [number, number];
            const inside = rings.flatMap((own, territory) => (isWithin(own, x, y) ? [territory] : []));
            expect(inside).toEqual(owner[a]! < 0 ? [] : [owner[a]]);
          }
        }
      }),
    );
  });
});

describe('the areas of territories', () => {
  const names = Array.from({ length: 40 }, (_, i) => ({ territoryId: String(i), name: `T${i}` }));
  /** Cells of a grid: 8 by 5, each with 25 retailers. */
  const random = createRandom(5);
  const retailers = Array.from({ length: 1_000 }, (_, i) => ({
    territory: i % 40,
    lng: 120 + ((i % 8) + random.next()) * 0.02,
    lat: 28 + ((Math.floor((i % 40) / 8) % 5) + random.next()) * 0.02,
  }));
  const areas = territoryAreas(names, {
    length: retailers.length,
    at: (i) => retailers[i]!,
    territory: (i) => retailers[i]!.territory,
  });

  it('have one of six colours, and neighbours never the same', () => {
    expect(areas).toHaveLength(40);
    const colour = new Map(areas.map((area) => [Number(area.territoryId), area.colour]));
    for (const [i, own] of colour) {
      expect(own).toBeLessThan(6);
      if (i % 8 < 7) expect(colour.get(i + 1)).not.toBe(own);
      if (i < 32) expect(colour.get(i + 8)).not.toBe(own);
    }
  });

  it('are named where most of their retailers are, and are none without three retailers that are near each other', () => {
    for (const { territoryId, centre } of areas) {
      const i = Number(territoryId);
      expect(Math.floor((centre.lng - 120) / 0.02)).toBe(i % 8);
      expect(Math.floor((centre.lat - 28) / 0.02)).toBe(Math.floor(i / 8));
    }
    const one = { length: 1, at: () => ({ lng: 120, lat: 28 }), territory: () => 0 };
    expect(territoryAreas(names, one)).toEqual([]);
    expect(territoryAreas(names, { ...one, length: 0 })).toEqual([]);
  });
});
