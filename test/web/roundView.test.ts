import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, movedBy, scaleOf, toPx, zoomedAt } from '../../web/phone/roundView.ts';

const size = fc.record({ width: fc.integer({ min: 120, max: 1_200 }), height: fc.integer({ min: 120, max: 900 }) });
/** A round of up to some twenty kilometres, in any town. */
const rounds = fc
  .record({ lng: fc.double({ min: -179, max: 179, noNaN: true }), lat: fc.double({ min: -65, max: 65, noNaN: true }) })
  .chain((town) =>
    fc.array(
      fc.record({
        lng: fc.double({ min: town.lng - 0.1, max: town.lng + 0.1, noNaN: true }),
        lat: fc.double({ min: town.lat - 0.1, max: town.lat + 0.1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  );
const finger = fc.record({ x: fc.integer({ min: 0, max: 1_200 }), y: fc.integer({ min: 0, max: 900 }) });

describe('the map of a round', () => {
  it('shows every stop at first, north up and east on the right', () => {
    fc.assert(
      fc.property(rounds, size, (places, box) => {
        const view = fitted(places, box);
        for (const place of places) {
          const { x, y } = toPx(view, box, place);
          expect(x > 0 && x < box.width && y > 0 && y < box.height).toBe(true);
        }
        const [at] = places;
        const beside = toPx(view, box, { lng: at!.lng + 0.001, lat: at!.lat + 0.001 });
        const there = toPx(view, box, at!);
        expect(beside.x).toBeGreaterThan(there.x);
        expect(beside.y).toBeLessThan(there.y);
      }),
    );
  });

  it('keeps what is under a finger there, when it is moved and when it is zoomed', () => {
    fc.assert(
      fc.property(
        rounds,
        size,
        finger,
        finger,
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (places, box, a, b, factor) => {
          const view = fitted(places, box);
          const before = toPx(view, box, places[0]!);
          const moved = toPx(movedBy(view, { x: b.x - a.x, y: b.y - a.y }), box, places[0]!);
          expect(moved.x - before.x).toBeCloseTo(b.x - a.x, 4);
          expect(moved.y - before.y).toBeCloseTo(b.y - a.y, 4);
          const zoomed = zoomedAt(view, box, a, factor);
          const grown = zoomed.pxPerM / view.pxPerM;
          const after = toPx(zoomed, box, places[0]!);
          expect(after.x - a.x).toBeCloseTo((before.x - a.x) * grown, 3);
          expect(after.y - a.y).toBeCloseTo((before.y - a.y) * grown, 3);
        },
      ),
    );
  });

  it('has a scale of 1, 2 or 5 times a power of ten that fits', () => {
    fc.assert(
      fc.property(rounds, size, fc.double({ min: 0.1, max: 10, noNaN: true }), (places, box, factor) => {
        const { lengthM, px } = scaleOf(zoomedAt(fitted(places, box), box, { x: 0, y: 0 }, factor), 90);
        expect(px).toBeLessThanOrEqual(90.000001);
        expect(px).toBeGreaterThan(90 / 2.6);
        expect(['1', '2', '5']).toContain(lengthM.toPrecision(1).replace(/e.*/, '').replace(/[0.]/g, ''));
      }),
    );
  });
});
