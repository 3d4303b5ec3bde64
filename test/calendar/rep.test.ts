import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drive, withOne } from '../../server/calendar/rep/drive.ts';
import { repProblem } from '../../server/calendar/rep/repProblem.ts';
import { solveRep } from '../../server/calendar/rep/solveRep.ts';
import { CalendarReply, type CalendarRequest } from '../../shared/calendar.ts';
import { afterIterations } from '../../shared/stop.ts';
import { randomRep } from '../bench/calendarReps.ts';

const solve = (request: CalendarRequest, iterations = 1_500) => {
  const answer = solveRep(request, {
    seed: 1,
    share: (of) => afterIterations(of < 0.5 ? 10 : iterations),
  });
  CalendarReply.parse({ ...answer, cpuMs: 0 });
  return answer;
};
const rep = (seed: number, n = 40): CalendarRequest => randomRep({ n, weeks: 8, seed, ground: 'town' });
const seeds = fc.integer({ min: 1, max: 1e6 });
const runs = { numRuns: 6 };

/** Replaces retailers of a request by number. */
function having(request: CalendarRequest, changes: Record<number, Partial<CalendarRequest['retailers'][number]>>) {
  return { ...request, retailers: request.retailers.map((retailer, k) => ({ ...retailer, ...changes[k] })) };
}

/** 1 to 5, and the week, of a Monday-to-Friday request. */
const placesOf = (request: CalendarRequest, days: readonly string[]): number[] =>
  days.map((day) => request.days.findIndex((one) => one.day === day));

describe("a rep's calendar", () => {
  it('has every retailer on one weekday, every so many weeks, as often as asked', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const request = rep(seed);
        const { assignment, missed, gapsOut, routes } = solve(request);
        expect([missed, gapsOut]).toEqual([[], 0]);
        for (const { code, frequency } of request.retailers) {
          const places = placesOf(request, assignment[code]!);
          expect(places).toHaveLength(2 * frequency!);
          places.slice(1).forEach((place, k) => expect(place - places[k]!).toBe(20 / frequency!));
        }
        expect(routes.map((day) => [...day].sort())).toEqual(
          request.days.map(({ day }) =>
            Object.keys(assignment)
              .filter((code) => assignment[code]!.includes(day))
              .sort(),
          ),
        );
      }),
      runs,
    );
  });

  it('spreads evenly what has no weekday rule: gaps of 6 and 7 for three visits in four weeks', () => {
    const request = having(rep(5, 12), {
      0: { frequency: 3 },
      1: { frequency: 6 },
      2: { frequency: 2, style: 'spread' },
    });
    const { assignment, gapsOut } = solve(request);
    const gaps = (code: string): number[] => {
      const places = placesOf(request, assignment[code]!);
      return [...new Set(places.slice(1).map((place, k) => place - places[k]!))].sort();
    };
    expect(gapsOut).toBe(0);
    expect(gaps('R001')).toEqual([6, 7]);
    expect(gaps('R002')).toEqual([3, 4]);
    expect(gaps('R003')).toEqual([10]);
  });

  it('keeps pins, closed weekdays, opening hours and absences', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const base = rep(seed, 30);
        const windows = [{ from: '09:00', to: '11:00' }];
        const request: CalendarRequest = {
          ...having(base, {
            0: { pins: [base.days[12]!.day] },
            1: { openDays: [2, 4] },
            2: { windows },
            3: { windows },
            4: { windows },
          }),
          absences: [{ from: base.days[10]!.day, to: base.days[11]!.day, kind: 'leave' }],
        };
        const { assignment, routes, missed } = solve(request);
        expect(missed).toEqual([]);
        expect(assignment['R001']).toContain(base.days[12]!.day);
        for (const place of placesOf(request, assignment['R002']!)) expect([1, 3]).toContain(place % 5);
        expect([routes[10], routes[11]]).toEqual([[], []]);
      }),
      runs,
    );
  });

  it('goes on from the last visit before the first day', () => {
    const request = having(rep(9, 20), {
      0: { frequency: 4, lastVisit: '2027-02-24' },
      1: { frequency: 1, lastVisit: '2027-02-26' },
    });
    const { assignment } = solve(request);
    const [weekly] = placesOf(request, assignment['R001']!);
    const [monthly] = placesOf(request, assignment['R002']!);
    expect([1, 2, 3]).toContain(weekly); // a Wednesday, two working days before the first day
    expect(monthly).toBeGreaterThanOrEqual(15);
    expect(monthly).toBeLessThanOrEqual(23);
  });

  it('leaves a weekly visit out where its day is a holiday, and counts the make-up day as a working day', () => {
    const full = rep(3, 20);
    const days = full.days.filter((_, k) => k < 10 || k > 14);
    days.splice(10, 0, { ...days[0]!, day: '2027-03-13' });
    const { assignment, missed, routes } = solve({ ...full, days });
    expect(missed).toEqual([]);
    expect(routes).toHaveLength(36);
    for (const { code, frequency } of full.retailers)
      if (frequency === 4) expect(assignment[code]!.length).toBeGreaterThanOrEqual(7);
  });

  it('moves nobody who is published when others come and go', () => {
    const before = rep(11, 60);
    const published = solve(before).assignment;
    const retailers = before.retailers
      .slice(2)
      .concat(randomRep({ n: 62, weeks: 8, seed: 12, ground: 'town' }).retailers.slice(60));
    const { changed, assignment, missed } = solve({ ...before, retailers, published });
    expect([changed, missed]).toEqual([[], []]);
    expect(assignment['R061']!.length).toBeGreaterThan(0);
  });

  it('re-places a week of leave near its days and touches nothing else', () => {
    const before = rep(13, 60);
    const published = solve(before).assignment;
    const absences = [{ from: before.days[10]!.day, to: before.days[14]!.day, kind: 'ill' as const }];
    const { changed, assignment, missed } = solve({ ...before, absences, published });
    expect(missed).toEqual([]);
    for (const { code, frequency } of before.retailers) {
      const kept = published[code]!.filter((day) => day < absences[0]!.from || day > absences[0]!.to);
      expect(assignment[code]).toEqual(expect.arrayContaining(kept));
      expect(assignment[code]).toHaveLength(2 * frequency!);
    }
    for (const { from } of changed)
      expect(from.some((day) => day >= absences[0]!.from && day <= absences[0]!.to)).toBe(true);
  });

  it('is the same for the same seed and iterations', () => {
    expect(JSON.stringify(solve(rep(21)))).toBe(JSON.stringify(solve(rep(21))));
    expect(solve(rep(21)).km).toMatchInlineSnapshot(`762.738852889382`);
  });
});

describe('who cannot be visited', () => {
  it('is named with the reason, and with what would mend it', () => {
    const far = { lng: 120, lat: 34.7 };
    const base = rep(31, 12);
    const request = having(base, {
      0: { frequency: null },
      1: { frequency: 21 },
      2: { openDays: [7] },
      3: { pins: ['2027-03-06'] },
      4: { position: far },
      5: { frequency: 0 },
    });
    const { missed, assignment } = solve(request);
    expect(missed).toEqual([
      { retailer: 'R001', reason: 'unknownFrequency', day: null, cure: { kind: 'setFrequency' } },
      { retailer: 'R002', reason: 'tooOften', day: null, cure: { kind: 'visitAtMost', frequency: 20 } },
      { retailer: 'R003', reason: 'noOpenDay', day: null, cure: { kind: 'openOn', weekday: 1 } },
      { retailer: 'R005', reason: 'beyondReach', day: null, cure: null },
      { retailer: 'R004', reason: 'pinsClash', day: '2027-03-06', cure: { kind: 'unpin', day: '2027-03-06' } },
    ]);
    expect(assignment['R006']).toEqual([]);
    const mended = having(request, { 1: { frequency: 20 }, 2: { openDays: [7, 1] }, 3: { pins: [] } });
    expect(solve(mended).missed.map(({ retailer }) => retailer)).toEqual(['R001', 'R005']);
  });

  it('may be everybody: the days are then empty', () => {
    const base = rep(6, 2);
    const { missed, routes, km } = solve(having(base, { 0: { frequency: null }, 1: { frequency: null } }));
    expect(missed.map(({ reason }) => reason)).toEqual(['unknownFrequency', 'unknownFrequency']);
    expect([routes.flat(), km]).toEqual([[], 0]);
  });

  it('has as its cure a longer day where the shift holds no more, and that day then holds the visit', () => {
    const base = randomRep({ n: 30, weeks: 1, seed: 4, ground: 'town', grades: [[4, 1, 60]] });
    const request = { ...base, days: base.days.map((day) => ({ ...day, from: '08:00', to: '13:00' })) };
    const { missed, routes } = solve(request);
    expect(missed.length).toBeGreaterThan(0);
    expect(routes.flat().length + missed.length).toBe(30);
    for (const { retailer, reason, cure } of missed) {
      expect([reason, cure!.kind]).toEqual(['noTime', 'longerDay']);
      if (cure?.kind !== 'longerDay') continue;
      const { problem, retailerOf } = repProblem(request);
      const day = request.days.findIndex((one) => one.day === cure.day);
      const nodeOf = (code: string): number =>
        retailerOf.findIndex((k) => k >= 0 && request.retailers[k]!.code === code);
      const order = routes[day]!.map(nodeOf);
      const { over } = withOne(problem, day, order, nodeOf(retailer)).driven;
      expect(drive(problem, day, order).over).toBe(0);
      expect(over).toBeGreaterThan(0);
      expect(over).toBeLessThanOrEqual(cure.minutes);
    }
  });

  it('is away with the rep where no day is near enough', () => {
    const base = having(rep(41, 12), { 0: { frequency: 4 } });
    const absences = [{ from: base.days[5]!.day, to: base.days[24]!.day, kind: 'leave' as const }];
    const { missed, assignment } = solve({ ...base, absences });
    const away = missed.filter(({ retailer }) => retailer === 'R001');
    expect(away.length).toBeGreaterThan(0);
    expect(assignment['R001']!.length + away.length).toBe(8);
    for (const { reason, day } of away) {
      expect(reason).toBe('repAway');
      expect(day! >= absences[0]!.from && day! <= absences[0]!.to).toBe(true);
    }
  });
});
