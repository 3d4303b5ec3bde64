import { expect, it } from 'vitest';
import { inTime } from '../../server/plans/planRep.ts';
import { E1 } from '../helpers/server.ts';

it('of an order that is late, what comes before the first late stop is kept, and what was visited', () => {
  const row = (departS: number, lateS = 0) => ({ serviceS: 0, arriveS: departS, departS, lateS });
  const frame = { dayStart: '08:00', dayEnd: '10:00', lunch: null, start: null, end: null };
  const retailers = ['a', 'b', 'c', 'd'].map((retailerId) => ({
    retailerId,
    code: retailerId,
    name: retailerId,
    address: null,
    state: 'open' as const,
    position: E1,
    openingHours: null,
    keyHours: null,
    roadCondition: null,
    minutesPerVisit: null,
  }));
  const of = (rows: ReturnType<typeof row>[], visits: string[] = []) =>
    inTime(
      { order: [2, 0, 1, 3], stops: rows, unserved: [] },
      {
        retailers,
        frame,
        visitMinutes: 10,
        nowS: null,
        visits: visits.map((retailerId) => ({ retailerId, startS: 0, endS: 0 })),
      },
    );
  expect(of([row(30_000), row(33_000), row(36_001), row(35_000)])).toEqual({
    order: [2, 0],
    unserved: ['b', 'd'].map((id) => ({ id, why: 'noTime', lateIfServedS: null })),
  });
  expect(of([row(30_000), row(33_000, 5), row(34_000), row(35_000)]).order).toEqual([2]);
  expect(of([row(40_000), row(40_000), row(41_000), row(42_000)], ['c']).order).toEqual([2]);
  expect(of([row(1), row(2), row(3), row(4)]).order).toEqual([2, 0, 1, 3]);
});
