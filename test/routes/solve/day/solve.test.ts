import { describe, expect, it } from 'vitest';
import type { DayAnswer, DayFix, DayProblem, DayStop } from '../../../../server/routes/solve/day/problem.ts';
import { solveDay } from '../../../../server/routes/solve/day/solve.ts';
import { afterIterations } from '../../../../shared/stop.ts';
import { createRandom } from '../../../../shared/random.ts';
import { randomDay } from './randomDay.ts';
import { road } from './road.ts';

const solve = (day: DayProblem): DayAnswer => solveDay(day, { seed: 1, stop: afterIterations(2000) });
const window = (fromMin: number, toMin: number) => ({ fromS: fromMin * 60, toS: toMin * 60 });

describe('a working day', () => {
  it('serves a stop with several windows in whichever saves travel, and waits in a gap', () => {
    const day = road([10, 20, 30], [{}, { windows: [window(0, 5), window(300, 310)] }, {}]);
    const answer = solve(day);
    expect(answer.latenessS).toBe(0);
    const second = answer.arrivals.find((row) => row.stop === 1)!;
    expect(second.startS).toBe(300 * 60);
    expect(second.waitS).toBe(300 * 60 - second.arriveS);
    expect(answer.travelS).toBe(60 * 60);
    expect(answer.provedOptimal).toBe(true);
  });

  it('has lunch within its time, where it costs nothing if there is waiting', () => {
    const day = {
      ...road([10, 20], [{}, { windows: [window(120, 130)] }]),
      lunch: { durationS: 1800, earliestS: 60 * 60, latestS: 110 * 60 },
    };
    const answer = solve(day);
    expect(answer.lunchAtS).toBeGreaterThanOrEqual(60 * 60);
    expect(answer.lunchAtS).toBeLessThanOrEqual(110 * 60);
    expect(answer.arrivals.find((row) => row.stop === 1)!.startS).toBe(120 * 60);
    expect(answer.latenessS).toBe(0);
  });

  it('needs no lunch when it is over before lunch must begin', () => {
    const answer = solve({ ...road([10]), lunch: { durationS: 1800, earliestS: 60 * 60, latestS: 120 * 60 } });
    expect(answer.lunchAtS).toBeNull();
    expect(answer.finishS).toBe(30 * 60);
  });

  it('keeps the prefix and pins, and reports only what is ahead', () => {
    const day = { ...road([10, 20, 30, 40, 50], [{}, {}, {}, { pinnedAt: 2 }, {}]), prefix: [4, 0], nowS: 5000 };
    const answer = solve(day);
    expect(answer.order.slice(0, 3)).toEqual([4, 0, 3]);
    expect(answer.arrivals.map((row) => row.stop)).toEqual(answer.order.slice(2));
    expect(answer.arrivals[0]!.arriveS).toBe(5000 + 30 * 60);
  });

  it('leaves out optional stops there is no time for, the least wanted first, and says how late they would make it', () => {
    const day = road([10, 20, 30], [{ must: false, priority: 1 }, { must: false, priority: 5 }, {}]);
    day.shift = { startS: 0, endS: 80 * 60 }; // 60 minutes on the road and two stops of 10
    const answer = solve(day);
    expect(answer.skipped).toEqual([{ stop: 0, reason: 'noTime', lateIfServedS: 600 }]);
    expect(answer.latenessS).toBe(0);
  });

  it('names a stop with no way to it, and serves the others', () => {
    const day = road([10, 20, 30]);
    for (let j = 0; j < 4; j++) if (j !== 1) day.travelS[j * 4 + 1] = Infinity;
    const answer = solve(day);
    expect(answer.skipped).toEqual([{ stop: 1, reason: 'beyondReach', lateIfServedS: null }]);
    expect(answer.order.length).toBe(2);
  });

  it('may end where it stops and start at the first stop', () => {
    const answer = solve({ ...road([10, 20, 30]), startAt: null, endAt: null });
    expect(answer.travelS).toBe(20 * 60);
  });

  it('reports metres when it is given them', () => {
    const day = road([10, 20]);
    expect(solve({ ...day, travelM: day.travelS.map((s) => s * 10) }).distanceM).toBe(40 * 60 * 10);
    expect(solve(day).distanceM).toBeNull();
  });
});

describe('a day that cannot be done in time', () => {
  /** The day with one fix made. */
  function mended(day: DayProblem, fix: DayFix): DayProblem {
    const stops = day.stops.map((stop) => ({ ...stop }));
    const copy = { ...day, stops };
    const later = ({ windows }: DayStop, byS: number) => {
      const closesS = Math.max(...windows.map((w) => w.toS));
      return windows.map((w) => (w.toS === closesS ? { ...w, toS: w.toS + byS } : w));
    };
    if (fix.kind === 'closeLater') stops[fix.stop]!.windows = later(stops[fix.stop]!, fix.byS);
    else if (fix.kind === 'startEarlier') copy.shift = { ...day.shift, startS: day.shift.startS - fix.byS };
    else if (fix.kind === 'endLater') copy.shift = { ...day.shift, endS: day.shift.endS + fix.byS };
    else if (fix.kind === 'lunchLater') copy.lunch = { ...day.lunch!, latestS: day.lunch!.latestS + fix.byS };
    else if (fix.kind === 'unpin') delete stops[fix.stop]!.pinnedAt;
    else {
      delete stops[fix.stop]!.pinnedAt;
      Object.assign(stops[fix.stop]!, { must: false, windows: [{ fromS: -1e6, toS: -1e6 }] });
    }
    return copy;
  }

  it('says which stop is late, by how much, and what would mend it', () => {
    const day = road([10, 100], [{ windows: [window(0, 30)] }, { windows: [window(0, 101)] }]);
    const answer = solve(day);
    expect(answer.order).toEqual([0, 1]); // 10 minutes of service on the way make the second late by 9
    expect(answer.latenessS).toBe(9 * 60);
    expect(answer.explanations).toEqual([
      {
        stop: 1,
        lateS: 540,
        fixes: [
          { kind: 'closeLater', stop: 1, byS: 540 },
          { kind: 'startEarlier', byS: 540 },
          { kind: 'moveToAnotherDay', stop: 1 },
          { kind: 'moveToAnotherDay', stop: 0 },
        ],
      },
    ]);
  });

  it('serves every must stop all the same, and reports overtime and a late lunch', () => {
    const day = {
      ...road([100, 200]),
      lunch: { durationS: 1800, earliestS: 50 * 60, latestS: 60 * 60 },
      shift: { startS: 0, endS: 300 * 60 },
    };
    day.stops = day.stops.map((stop) => ({ ...stop, serviceS: 60 * 60 }));
    const answer = solve(day);
    expect(answer.order.length).toBe(2);
    expect(answer.explanations.map((row) => row.stop)).toContain('end');
  });

  it('offers to unpin what makes it late', () => {
    const day = road([10, 20], [{ windows: [window(0, 15)] }, { pinnedAt: 0 }]);
    const answer = solve(day);
    expect(answer.latenessS).toBe(25 * 60); // 20 there, 10 of service, 10 back: at minute 40
    expect(answer.explanations[0]!.fixes).toContainEqual({ kind: 'unpin', stop: 1 });
  });

  it('is mended by each fix it offers, on random days', () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const day = randomDay({
        seed,
        stops: 7,
        tightness: seed % 3 === 0 ? 0.3 : 0.9,
        hasLunch: seed % 2 === 0,
        optionalShare: 0,
        pinnedShare: 0.2,
        driven: 0,
        finishWeight: 0,
        isOpen: false,
      });
      if (seed % 3 === 0) day.shift = { startS: day.shift.startS + 7200, endS: day.shift.endS };
      if (seed % 4 === 0) day.lunch = { ...day.lunch!, latestS: day.lunch!.earliestS + 60 };
      const answer = solve(day);
      expect(answer.explanations.reduce((sum, row) => sum + row.lateS, 0)).toBeCloseTo(answer.latenessS, 6);
      for (const { lateS, fixes } of answer.explanations) {
        for (const fix of fixes) {
          kinds.add(fix.kind);
          const after = solve(mended(day, fix)).latenessS; // it is the best for the mended day: no later than the order tried
          if (fix.kind === 'startEarlier' || fix.kind === 'unpin') expect(after).toBeCloseTo(0, 6);
          else if (fix.kind !== 'moveToAnotherDay') expect(after).toBeLessThanOrEqual(answer.latenessS - lateS + 1e-6);
          else expect(after).toBeLessThan(answer.latenessS);
        }
      }
    }
    expect([...kinds].sort()).toEqual([
      'closeLater',
      'endLater',
      'lunchLater',
      'moveToAnotherDay',
      'startEarlier',
      'unpin',
    ]);
  });
});

describe('a day on which nothing depends on the hour', () => {
  it('is the shortest way there is, and proved, with a start and an end, without, and with part of it driven', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = createRandom(seed);
      const n = 3 + random.int(5);
      const places = Array.from({ length: n + 2 }, () => [random.next() * 1_000, random.next() * 1_000] as const);
      const size = places.length;
      const isDirected = random.int(2) === 0;
      const travelS = Float64Array.from({ length: size * size }, (_, k) => {
        const [from, to] = [places[Math.floor(k / size)]!, places[k % size]!];
        return Math.hypot(from[0] - to[0], from[1] - to[1]) * (isDirected && k % size < Math.floor(k / size) ? 1.7 : 1);
      });
      const prefix = random.int(3) === 0 ? [1] : [];
      const day: DayProblem = {
        stops: Array.from({ length: n }, () => ({ serviceS: 600, windows: [], must: true, priority: 0 })),
        locations: size,
        travelS,
        startAt: random.int(2) === 0 ? n : null,
        endAt: random.int(2) === 0 ? n + 1 : null,
        shift: { startS: 0, endS: 1e6 },
        prefix,
        ...(prefix.length > 0 && { nowS: 700 }),
      };
      const found = solveDay(day, { seed: 1, stop: afterIterations(20_000) });
      const from = prefix[0] ?? day.startAt;
      const leg = (a: number | null, b: number | null): number =>
        a === null || b === null ? 0 : travelS[a * size + b]!;
      const length = (order: readonly number[]): number =>
        [...order, day.endAt].reduce<{ at: number | null; sum: number }>(
          ({ at, sum }, to) => ({ at: to, sum: sum + leg(at, to) }),
          { at: from, sum: 0 },
        ).sum;
      const best = Math.min(...orders([...Array(n).keys()].filter((i) => !prefix.includes(i))).map(length));
      expect(found.travelS).toBeCloseTo(best, 6);
      expect(length(found.order.slice(prefix.length))).toBeCloseTo(best, 6);
      expect(found.provedOptimal).toBe(true);
      expect(found.lowerBound).toBeLessThanOrEqual(best + 1e-6);
      expect(found.latenessS).toBe(0);
    }
  });
});

function orders(all: readonly number[]): number[][] {
  return all.length <= 1
    ? [[...all]]
    : all.flatMap((first) => orders(all.filter((i) => i !== first)).map((rest) => [first, ...rest]));
}
