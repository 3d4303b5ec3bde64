import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CELL_PX,
  cellOf,
  cellsOfTile,
  centreOf,
  codeOf,
  codeOfCell,
  find,
  indexClusters,
  members,
  radiusOf,
} from '../../web/retailers/clusters.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const near = fc.double({ min: 0.83, max: 0.84, noNaN: true });
const places = fc.array(fc.record({ x: fc.oneof(near, unit), y: fc.oneof(near, unit) }), { maxLength: 200 });
const indexOf = (of: { x: number; y: number }[]) =>
  indexClusters(
    Float64Array.from(of, (p) => p.x),
    Float64Array.from(of, (p) => p.y),
  );
const zooms = fc.integer({ min: 0, max: 15 });
const square = ({ x, y }: { x: number; y: number }, zoom: number) => ({
  x: Math.floor(x * 2 ** (zoom + 1)),
  y: Math.floor(y * 2 ** (zoom + 1)),
});

describe('clusters', () => {
  it('hold every retailer once at every zoom, in the square it stands in', () => {
    fc.assert(
      fc.property(places, zooms, (of, zoom) => {
        const index = indexOf(of);
        const level = index.at(zoom);
        const seen: number[] = [];
        for (let at = 0; at < level.codes.length; at++) {
          const own = [...members(index, level, at)];
          expect(own.length).toBeGreaterThan(0);
          for (const i of own) expect(square(of[i]!, zoom)).toEqual(cellOf(level.codes[at]!));
          expect(level.x[at]).toBeCloseTo(own.reduce((sum, i) => sum + of[i]!.x, 0) / own.length, 9);
          seen.push(...own);
        }
        expect(seen.sort((a, b) => a - b)).toEqual([...of.keys()]);
      }),
    );
  });

  it('open into those of the next zoom: nothing changes sides', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 14 }), (of, zoom) => {
        const index = indexOf(of);
        const [coarse, fine] = [index.at(zoom), index.at(zoom + 1)];
        const parents = [...fine.codes].map((code) => find(coarse, code >>> 2));
        expect(parents.every((at) => at >= 0)).toBe(true);
        const sums = new Array<number>(coarse.codes.length).fill(0);
        parents.forEach((parent, at) => (sums[parent]! += fine.starts[at + 1]! - fine.starts[at]!));
        expect(sums).toEqual([...coarse.codes].map((_, at) => coarse.starts[at + 1]! - coarse.starts[at]!));
      }),
    );
  });

  it('are found by a place in them, and by the tile they are painted on', () => {
    fc.assert(
      fc.property(
        places.filter((of) => of.length > 0),
        fc.integer({ min: 1, max: 15 }),
        fc.nat(),
        (of, zoom, pick) => {
          const index = indexOf(of);
          const level = index.at(zoom);
          const place = of[pick % of.length]!;
          const at = find(level, codeOf(zoom, place));
          expect([...members(index, level, at)]).toContain(pick % of.length);
          const cell = square(place, zoom);
          const [from, until] = cellsOfTile(level, cell.x >> 2, cell.y >> 2);
          expect([from <= at, at < until]).toEqual([true, true]);
          for (let k = from; k < until; k++)
            expect([cellOf(level.codes[k]!).x >> 2, cellOf(level.codes[k]!).y >> 2]).toEqual([
              cell.x >> 2,
              cell.y >> 2,
            ]);
        },
      ),
    );
  });

  it('have circles that never touch one another, however near their places are', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 3, max: 12 }), (of, zoom) => {
        const level = indexOf(of).at(zoom);
        const circles = [...level.codes.keys()].map((at) => {
          const radius = radiusOf(level.starts[at + 1]! - level.starts[at]!);
          return { ...centreOf(level, at, radius), radius };
        });
        for (const [i, a] of circles.entries())
          for (const b of circles.slice(i + 1))
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius);
      }),
    );
  });

  it('number their squares along the curve and back', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(65_535), (x, y) => void expect(cellOf(codeOfCell(x, y))).toEqual({ x, y })),
    );
    expect(CELL_PX * 4).toBe(512);
    expect(indexOf([]).at(3).codes).toHaveLength(0);
  });
});
