import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundFor, keepBounds, keyOf, type ProvedBound } from '../../server/plans/bounds.ts';
import { problemOf, type DayRetailer, type DayToPlan, type MadeVisit } from '../../server/plans/problem.ts';

const stop = (retailerId: string, openingHours: string | null = null): DayRetailer => ({
  retailerId,
  code: retailerId,
  name: retailerId,
  address: null,
  position: { lng: 120, lat: 28 },
  state: 'open',
  openingHours,
  keyHours: null,
  roadCondition: null,
  minutesPerVisit: 10,
});
const dayOf = (retailers: DayRetailer[], visits: MadeVisit[] = [], nowS: number | null = null): DayToPlan => ({
  retailers,
  visits,
  nowS,
  visitMinutes: 10,
  frame: { dayStart: '08:30', dayEnd: '17:30', lunch: null, start: null, end: null },
});
/** Seconds from each stop to each, by their names: the same wherever they stand. */
function waysOf({ retailers }: DayToPlan, factor = 1) {
  const at = retailers.map(({ retailerId }) => retailerId.charCodeAt(0));
  const cells = Float64Array.from(at.flatMap((a) => at.map((b) => factor * Math.abs(a - b))));
  return { n: at.length, travelS: cells, travelM: cells, said: { source: 'straight' as const, detourFactor: 1 } };
}
const key = (day: DayToPlan, factor = 1) => keyOf(day, waysOf(day, factor) as unknown as Parameters<typeof keyOf>[1]);

describe('what was proved of a day', () => {
  const shops = [stop('a'), stop('b'), stop('c')];

  it('is of the same stops in whatever order, and at whatever time of the day it is asked', () => {
    expect(key(dayOf([...shops].reverse()))).toBe(key(dayOf(shops)));
    expect(key(dayOf(shops, [], 40_000))).toBe(key(dayOf(shops)));
  });

  it('is of no day with other stops, hours, ways or visits', () => {
    const visit = { retailerId: 'a', startS: 31_000, endS: 31_600 };
    const others = [
      key(dayOf(shops.slice(1))),
      key(dayOf([stop('a', '09:00-10:00'), ...shops.slice(1)])),
      key(dayOf(shops), 2),
      key(dayOf(shops, [visit])),
    ];
    expect(new Set([key(dayOf(shops)), ...others]).size).toBe(5);
  });

  it('never loosens, whatever is proved after it', () => {
    const pins = fc.uniqueArray(fc.record({ retailerId: fc.constantFrom('a', 'b', 'c'), place: fc.nat(2) }), {
      maxLength: 2,
      selector: ({ retailerId }) => retailerId,
    });
    const bound = fc.record({ s: fc.nat(1000), of: fc.constant('day'), pins });
    fc.assert(
      fc.property(fc.array(bound, { maxLength: 8 }), (fresh: ProvedBound[]) => {
        let known: ProvedBound[] = [];
        let best = -1;
        for (const one of fresh) {
          known = keepBounds(known, one);
          const now = boundFor(known, 'day', ['a', 'b', 'c'], new Set()) ?? -1;
          expect(now).toBeGreaterThanOrEqual(best);
          expect(known.length).toBeLessThanOrEqual(2);
          best = now;
        }
      }),
    );
  });

  it('with pins holds for orders that keep them, and for no other', () => {
    const known = [{ s: 90, of: 'day', pins: [{ retailerId: 'b', place: 0 }] }];
    expect(boundFor(known, 'day', ['b', 'a', 'c'], new Set(['b']))).toBe(90);
    expect(boundFor(known, 'day', ['b', 'c', 'a'], new Set(['b', 'a']))).toBe(90);
    expect(boundFor(known, 'day', ['a', 'b', 'c'], new Set(['b']))).toBe(null);
    expect(boundFor(known, 'day', ['b', 'a', 'c'], new Set())).toBe(null);
  });
});

describe('a press before the working day', () => {
  it('does not begin the rest of the day before its hours', () => {
    const pressed = { retailerId: 'a', startS: 16 * 60, endS: 21 * 60 };
    const problemAt = (visit: MadeVisit, nowS: number | null) => {
      const day = dayOf([stop('a'), stop('b')], [visit], nowS);
      return problemOf(day, waysOf(day) as unknown as Parameters<typeof problemOf>[1]);
    };
    expect(problemAt(pressed, 21 * 60).nowS).toBe(8.5 * 3600);
    const later = { retailerId: 'a', startS: 36_000, endS: 36_500 };
    expect(problemAt(later, 36_600).nowS).toBe(36_600);
  });
});
