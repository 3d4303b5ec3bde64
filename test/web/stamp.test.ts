import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discStamp, stampAt } from '../../web/map/stamp.ts';

const SIDE = 24;
const grey = { r: 0x98, g: 0xa2, b: 0xab };
const alphaAt = (picture: Uint32Array, x: number, y: number): number => picture[y * SIDE + x]! >>> 24;
const places = fc.array(
  fc.record({
    x: fc.double({ min: -12, max: SIDE + 12, noNaN: true }),
    y: fc.double({ min: -12, max: SIDE + 12, noNaN: true }),
  }),
  { maxLength: 40 },
);
const radii = fc.double({ min: 0.9, max: 9, noNaN: true });

function paint(points: readonly { x: number; y: number }[], radius: number): Uint32Array {
  const picture = new Uint32Array(SIDE * SIDE);
  for (const { x, y } of points) stampAt(picture, SIDE, x, y, discStamp(radius, grey));
  return picture;
}

describe('dots stamped into a tile', () => {
  it('are all there, however many share a place', () => {
    fc.assert(
      fc.property(places, radii, (points, radius) => {
        const picture = paint(points, radius);
        for (const { x, y } of points) {
          const [px, py] = [Math.round(x), Math.round(y)];
          if (px >= 0 && px < SIDE && py >= 0 && py < SIDE) expect(alphaAt(picture, px, py)).toBe(255);
        }
      }),
    );
  });

  it('cover nothing that is farther than their radius, and never spill over the edge to the other side', () => {
    fc.assert(
      fc.property(places, radii, (points, radius) => {
        const picture = paint(points, radius);
        for (let y = 0; y < SIDE; y++) {
          for (let x = 0; x < SIDE; x++) {
            const nearest = Math.min(
              Infinity,
              ...points.map((p) => Math.hypot(Math.round(p.x) - x, Math.round(p.y) - y)),
            );
            expect(alphaAt(picture, x, y)).toBe(
              nearest === Infinity ? 0 : Math.round(255 * Math.max(0, Math.min(1, radius + 0.5 - nearest))),
            );
          }
        }
      }),
    );
  });

  it('look the same in any order, so that two tiles agree along their common edge', () => {
    fc.assert(
      fc.property(places, radii, (points, radius) => {
        expect([...paint(points, radius)]).toEqual([...paint([...points].reverse(), radius)]);
      }),
    );
  });

  it('have the colour asked for, as ImageData has it', () => {
    const bytes = new Uint8Array(paint([{ x: 5, y: 5 }], 2).buffer);
    expect([...bytes.subarray(4 * (5 * SIDE + 5), 4 * (5 * SIDE + 5) + 4)]).toEqual([0x98, 0xa2, 0xab, 255]);
  });
});
