import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedUnits, type PlanLook } from '../../web/scenarios/map/changes.ts';
import type { Pixels } from '../../web/map/paint.ts';
import { coverLine, fillConvex, type Cover } from '../../web/scenarios/map/raster.ts';
import type { PlanPicture } from '../../web/scenarios/map/scene.ts';
import { blend, roundStamp, squareStamp, stampOver } from '../../web/scenarios/map/stamps.ts';

const rgb = { r: 200, g: 100, b: 50 };
const blank = (side: number): Pixels => ({
  left: 0,
  top: 0,
  width: side,
  height: side,
  data: new Uint32Array(side * side),
});
const alphaOf = (pixel: number) => pixel >>> 24;

describe('a dot of the planner’s map', () => {
  it('is full in the middle, fades at its edge, and a hollow one shows what is below', () => {
    const { side, pixels } = roundStamp(4, 0, rgb, 1, rgb);
    const middle = pixels[(side * side - 1) / 2]!;
    expect([middle & 255, (middle >>> 8) & 255, (middle >>> 16) & 255, alphaOf(middle)]).toEqual([200, 100, 50, 255]);
    expect(alphaOf(pixels[0]!)).toBe(0);
    expect(pixels.some((pixel) => alphaOf(pixel) > 0 && alphaOf(pixel) < 255)).toBe(true);
    const hollow = roundStamp(4, 2, rgb, 1, null);
    expect(alphaOf(hollow.pixels[(hollow.side ** 2 - 1) / 2]!)).toBe(0);
  });

  it('changes no pixel farther off than its radius, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 60 }),
        fc.integer({ min: -20, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (x, y, radius) => {
          const picture = blank(40);
          stampOver(picture, x, y, roundStamp(radius, 1, rgb, 0.75, rgb));
          picture.data.forEach((pixel, i) => {
            const away = Math.hypot((i % 40) - x, Math.floor(i / 40) - y);
            if (pixel !== 0) expect(away).toBeLessThanOrEqual(radius + 1);
            if (away < radius - 1) expect(alphaOf(pixel)).toBe(255);
          });
        },
      ),
    );
  });

  it('lies over what was there: never fainter, and as it is where it is full', () => {
    const pixel = fc.integer({ min: 0, max: 0xffffffff }).map((n) => n >>> 0);
    fc.assert(
      fc.property(pixel, pixel, (over, below) => {
        fc.pre(alphaOf(over) > 0);
        expect(alphaOf(blend(over, below))).toBeGreaterThanOrEqual(Math.max(alphaOf(over), alphaOf(below)) - 1);
        expect(blend((over | 0xff000000) >>> 0, below)).toBe((over | 0xff000000) >>> 0);
      }),
    );
  });
});

describe('what is painted again', () => {
  const base: PlanPicture = {
    lng: [1, 2, 3, 4],
    lat: [1, 2, 3, 4],
    at: Int32Array.of(1, 1, 2, 2),
    today: Int32Array.of(1, 1, 2, 2),
    locked: new Uint8Array(4),
    looks: [-1, 0, 1],
    names: ['', 'a', 'b'],
    door: Int32Array.of(0, 1, 2, 3),
  };
  const look = (picture: Partial<PlanPicture> = {}, selected: number[] = [0, 0, 0, 0], rest = ''): PlanLook => {
    const whole = { ...base, ...picture };
    return { picture: whole, at: whole.at, selected: Uint8Array.from(selected), rest };
  };
  it('is the ground of who changed hands, and the dot of who changed hands, locks or selection', () => {
    expect(changedUnits(look(), look({ at: Int32Array.of(1, 2, 2, 2) }))).toEqual({ ground: [1], dots: [1] });
    expect(changedUnits(look(), look({ locked: Uint8Array.of(0, 0, 1, 0) }, [1, 0, 0, 0]))).toEqual({
      ground: [],
      dots: [0, 2],
    });
    expect(changedUnits(look(), look())).toEqual({ ground: [], dots: [] });
    expect(changedUnits(look(), look({ looks: [-1, 0, 1] }))).toEqual({ ground: [], dots: [] });
  });
  it('is the dot of who changes hands out of sight, while today’s map is shown', () => {
    const today = (at: Int32Array): PlanLook => ({ ...look({ at }), at: base.today });
    expect(changedUnits(today(base.at), today(Int32Array.of(1, 2, 2, 2)))).toEqual({ ground: [], dots: [1] });
  });
  it('is everything where colours, what is lit, or the retailers are others', () => {
    expect(changedUnits(look(), look({ looks: [-1, 1, 0] }))).toBeNull();
    expect(changedUnits(look(), look({}, [0, 0, 0, 0], '2'))).toBeNull();
    expect(changedUnits(look(), look({ lng: [1, 2, 3, 4] }))).toBeNull();
    expect(changedUnits({ picture: null, at: null, selected: null, rest: null }, look())).toBeNull();
  });
});

describe('areas as pixels', () => {
  const side = 40;
  const ink = (n: number) => new Uint32Array(1).fill(n);
  const place = fc.tuple(fc.double({ min: -15, max: 55, noNaN: true }), fc.double({ min: -15, max: 55, noNaN: true }));
  /** Where a point lies of the line from a to b: beyond 0 on one side, below on the other. */
  const turn = (a: readonly number[], b: readonly number[], x: number, y: number) =>
    (b[0]! - a[0]!) * (y - a[1]!) - (b[1]! - a[1]!) * (x - a[0]!);

  it('hold every pixel whose middle lies in them, and no other', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const picture = blank(side);
        fillConvex(picture, [...a, ...b, ...c], ink(7));
        picture.data.forEach((pixel, i) => {
          const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
          const turns = [turn(a, b, x, y), turn(b, c, x, y), turn(c, a, x, y)];
          if (turns.every((t) => t > 1e-6) || turns.every((t) => t < -1e-6)) expect(pixel).toBe(7);
          if (turns.some((t) => t > 1e-6) && turns.some((t) => t < -1e-6)) expect(pixel).toBe(0);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('that share a side leave no gap between them and do not overlap', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const middle = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
        const whole = blank(side);
        fillConvex(whole, [...a, ...b, ...c], ink(1));
        const parts = [
          [a, b],
          [b, c],
          [c, a],
        ].map(([p, q]) => {
          const one = blank(side);
          fillConvex(one, [...p!, ...q!, ...middle], ink(1));
          return one.data;
        });
        whole.data.forEach((pixel, i) => expect(parts.reduce((sum, part) => sum + part[i]!, 0)).toBe(pixel));
      }),
      { numRuns: 40 },
    );
  });

  it('repeat their pattern across the picture', () => {
    const picture = blank(side);
    fillConvex(picture, [-1, -1, 100, -1, 100, 100, -1, 100], Uint32Array.of(1, 2, 3, 4));
    expect([0, 1, 2, side, side + 1].map((at) => picture.data[at])).toEqual([1, 2, 1, 3, 4]);
  });
});

describe('borders as pixels', () => {
  const side = 40;
  const cover = (): Cover => ({ left: 0, top: 0, width: side, height: side, data: new Uint8Array(side * side) });
  const place = fc.tuple(fc.double({ min: -15, max: 55, noNaN: true }), fc.double({ min: -15, max: 55, noNaN: true }));

  it('cover what is near the line, nothing farther off, and it does not matter which comes first', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const [once, again] = [cover(), cover()];
        coverLine(once, ...a, ...b, 3);
        once.data.forEach((covered, i) => {
          const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
          const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
          const along =
            length === 0
              ? 0
              : Math.max(0, Math.min(1, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length ** 2));
          const away = Math.hypot(x - a[0] - along * (b[0] - a[0]), y - a[1] - along * (b[1] - a[1]));
          if ((away < 0.99 && covered !== 255) || (away > 2.01 && covered !== 0))
            expect.fail(`${covered} at ${away} from the line`);
        });
        coverLine(once, ...b, ...c, 3);
        coverLine(again, ...b, ...c, 3);
        coverLine(again, ...a, ...b, 3);
        expect(again.data).toEqual(once.data);
      }),
      { numRuns: 40 },
    );
  });

  it('round a locked retailer are a square that shows what is in it', () => {
    const { side: across, pixels } = squareStamp(4, 1, rgb);
    expect(across).toBe(9);
    expect([pixels[0], pixels[8], pixels[80]].map((pixel) => alphaOf(pixel!))).toEqual([255, 255, 255]);
    expect(pixels.filter((pixel) => alphaOf(pixel) > 0)).toHaveLength(4 * 8);
  });
});
