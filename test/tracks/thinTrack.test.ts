import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestEach, ENOUGH_POINTS, thinTrack, thinWithin, withoutVague } from '../../server/tracks/thinTrack.ts';
import { staysIn, toColumns } from '../../server/tracks/columns.ts';
import { distanceM } from '../../shared/geo.ts';
import { isOneWay, isVague, NEAR_S, STEPS_A_DEGREE, type TrackPoint } from '../../shared/tracks.ts';

const METRE = 1 / 111_195; // degrees of latitude
const point = (atS: number, eastM: number, northM: number, more: Partial<TrackPoint> = {}): TrackPoint => ({
  atS,
  lng: 120 + (eastM * METRE) / Math.cos((28 * Math.PI) / 180),
  lat: 28 + northM * METRE,
  accuracyM: 10,
  source: 'gnss',
  ...more,
});

/** Walks with noise, silences, jumps, towers. */
const tracks = fc
  .array(
    fc.record({
      afterS: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 60 }), weight: 8 },
        { arbitrary: fc.integer({ min: 1, max: 2_000 }), weight: 1 },
      ),
      eastM: fc.oneof(
        { arbitrary: fc.integer({ min: -150, max: 150 }), weight: 8 },
        { arbitrary: fc.integer({ min: -20_000, max: 20_000 }), weight: 1 },
      ),
      northM: fc.integer({ min: -150, max: 150 }),
      isCell: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
    }),
    { maxLength: 120 },
  )
  .map((steps) => {
    let [atS, eastM, northM] = [0, 0, 0];
    return steps.map((step) =>
      point(
        (atS += step.afterS),
        (eastM += step.eastM),
        (northM += step.northM),
        step.isCell ? { source: 'cell', accuracyM: 900 } : {},
      ),
    );
  });

/** Where the line between two positions is at a moment. */
function onLine(a: TrackPoint, b: TrackPoint, atS: number): { lng: number; lat: number } {
  const share = b.atS === a.atS ? 0 : (atS - a.atS) / (b.atS - a.atS);
  return { lng: a.lng + share * (b.lng - a.lng), lat: a.lat + share * (b.lat - a.lat) };
}

describe('a thinned track', () => {
  it('keeps first and last, invents nothing, and every dropped position is within the tolerance of the line at its moment', () => {
    fc.assert(
      fc.property(tracks, fc.constantFrom(5, 10, 40), (points, withinM) => {
        const kept = thinWithin(points, withinM);
        expect(kept[0]).toBe(points[0]);
        expect(kept.at(-1)).toBe(points.at(-1));
        expect(kept.every((one) => points.includes(one))).toBe(true);
        let leg = 0;
        for (const one of points) {
          while (leg < kept.length - 2 && kept[leg + 1]!.atS < one.atS) leg++;
          if (kept.includes(one)) continue;
          expect(distanceM(one, onLine(kept[leg]!, kept[leg + 1]!, one.atS))).toBeLessThan(withinM + 0.5);
        }
      }),
    );
  });

  it('has every gap and jump that the whole one has, and no other', () => {
    fc.assert(
      fc.property(tracks, (points) => {
        const breaks = (track: readonly TrackPoint[]) =>
          track.slice(1).flatMap((b, i) => (isOneWay(track[i]!, b) ? [] : [`${track[i]!.atS} ${b.atS}`]));
        expect(breaks(thinWithin(points, 10))).toEqual(breaks(points));
      }),
    );
  });

  it('of an honest phone that reports every ten seconds of a day and of a night is never longer than enough', () => {
    const wander = Array.from({ length: 8_640 }, (_, i) => point(i * 10, 90 * Math.sin(i), 90 * Math.cos(i * 1.7)));
    const { points, withinM } = thinTrack(wander);
    expect(points.length).toBeLessThanOrEqual(ENOUGH_POINTS);
    expect(withinM).toBeGreaterThan(10);
  });

  it('of a straight drive with stops is a small part of it', () => {
    const drive = Array.from({ length: 2_880 }, (_, i) =>
      point(i * 10, Math.min(i % 300, 150) * 80 + Math.floor(i / 300) * 12_000, (i % 7) - 3),
    );
    const { points, withinM } = thinTrack(drive);
    expect(points.length).toBeLessThan(drive.length / 8);
    expect(withinM).toBe(10);
  });
});

describe('the best of every ten seconds', () => {
  it('is one position of each ten in which there are any, by time, none more precise', () => {
    const any = fc
      .array(fc.record({ atS: fc.nat(300), accuracyM: fc.option(fc.integer({ min: 1, max: 50 })) }))
      .map((all) => all.map(({ atS, accuracyM }) => point(atS, 0, 0, { accuracyM })));
    fc.assert(
      fc.property(any, (points) => {
        const best = bestEach(points, 10);
        const ten = (one: TrackPoint) => Math.floor(one.atS / 10);
        expect(best.map(ten)).toEqual([...new Set(points.map(ten))].sort((a, b) => a - b));
        for (const one of best)
          for (const other of points.filter((p) => ten(p) === ten(one)))
            expect(other.accuracyM ?? Infinity).toBeGreaterThanOrEqual(one.accuracyM ?? Infinity);
      }),
    );
  });
});

describe('vague positions', () => {
  it('are left out beside precise ones, and stay where there is nothing better', () => {
    const cell = { source: 'cell' as const, accuracyM: 1_500 };
    const kept = withoutVague([
      point(0, 0, 0),
      point(100, 900, 0, cell),
      point(200, 10, 0),
      point(2_000, 700, 0, cell),
      point(2_020, 700, 5, cell),
      point(2_090, 700, 0, cell),
      point(5_000, 20, 0),
    ]);
    expect(kept.map((one) => one.atS)).toEqual([0, 200, 2_000, 2_090, 5_000]);
  });

  it('are never within some minutes of a precise one, and no precise one is left out', () => {
    fc.assert(
      fc.property(tracks, (points) => {
        const kept = withoutVague(points);
        const precise = points.filter((one) => !isVague(one));
        expect(kept.filter((one) => !isVague(one))).toEqual(precise);
        for (const one of kept.filter(isVague))
          expect(precise.every((other) => Math.abs(other.atS - one.atS) > NEAR_S)).toBe(true);
      }),
    );
  });
});

describe('columns', () => {
  it('read back are the positions, to the second and to a metre', () => {
    fc.assert(
      fc.property(tracks, (points) => {
        const { atS, lng, lat, accuracyM, source } = toColumns(points);
        const sums = (steps: readonly number[]) =>
          steps.reduce<number[]>((sum, step) => [...sum, (sum.at(-1) ?? 0) + step], []);
        expect(sums(atS)).toEqual(points.map((one) => one.atS));
        const [lngs, lats] = [sums(lng), sums(lat)];
        points.forEach((one, i) =>
          expect(distanceM(one, { lng: lngs[i]! / STEPS_A_DEGREE, lat: lats[i]! / STEPS_A_DEGREE })).toBeLessThan(1),
        );
        expect(accuracyM).toEqual(points.map((one) => one.accuracyM));
        expect([...source]).toEqual(points.map((one) => (one.source === 'cell' ? 'c' : 'g')));
      }),
    );
  });

  it('tell a stop with its seconds', () => {
    const stop = [
      ...Array.from({ length: 30 }, (_, i) => point(i * 10, i * 100, 0)),
      ...Array.from({ length: 61 }, (_, i) => point(300 + i * 10, 5_000, i % 3)),
      point(920, 7_000, 0),
    ];
    expect(staysIn(stop).map(({ fromS, untilS }) => [fromS, untilS])).toEqual([[300, 900]]);
  });
});
