import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatLines, tangentDisc, toTangentDisc } from '../../server/territories/solve/plane.ts';
import { groupsOf, touching } from '../../server/territories/solve/touching.ts';

describe('what touches', () => {
  const place = fc.record({
    lng: fc.double({ min: 120, max: 121, noNaN: true }),
    lat: fc.double({ min: 28, max: 29, noNaN: true }),
  });
  it('never crosses a barrier, and taking the barriers away joins all again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 2, maxLength: 60, selector: (p) => `${p.lng},${p.lat}` }),
        fc.array(fc.array(place, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        (places, lines) => {
          const plane = tangentDisc(places);
          const { xM, yM } = toTangentDisc(places, plane);
          const flat = flatLines(lines, plane);
          const cut = touching(xM, yM, flat);
          const unitOf = new Map(cut.door.map((d, i) => [d, i]));
          for (let e = 0; e < cut.edges.length; e += 2) {
            const [a, b] = [unitOf.get(cut.edges[e]!)!, unitOf.get(cut.edges[e + 1]!)!];
            for (const line of flat)
              for (let k = 0; k + 3 < line.length; k += 2)
                expect(
                  properlyCross(xM[a]!, yM[a]!, xM[b]!, yM[b]!, line[k]!, line[k + 1]!, line[k + 2]!, line[k + 3]!),
                ).toBe(false);
          }
          const whole = touching(xM, yM);
          expect(groupsOf(whole)).toEqual({ groups: 1, alone: [] });
          const { groups, alone } = groupsOf(cut);
          expect(groups).toBeGreaterThanOrEqual(alone.length);
          expect(cut.edges.length).toBeLessThanOrEqual(whole.edges.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function properlyCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
    Math.sign((qx - px) * (y - py) - (qy - py) * (x - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}
