import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastUntil, piecesBetween, pointOf, readTrack, whereAt, type Track } from '../../web/replay/track.ts';
import { sent } from './sentTracks.ts';

const steps = fc.array(
  fc.record({
    afterS: fc.oneof(
      { arbitrary: fc.integer({ min: 0, max: 200 }), weight: 6 },
      { arbitrary: fc.integer({ min: 0, max: 3_000 }), weight: 1 },
    ),
    lng: fc.oneof(
      { arbitrary: fc.integer({ min: -300, max: 300 }), weight: 9 },
      { arbitrary: fc.integer({ min: -60_000, max: 60_000 }), weight: 1 },
    ),
    lat: fc.integer({ min: -300, max: 300 }),
    accuracyM: fc.option(fc.integer({ min: 1, max: 500 })),
    source: fc.constantFrom('g', 'w', 'c', '-'),
  }),
  { maxLength: 60 },
);

const anyTrack = steps.map((of) => readTrack(sent(of)));

const moment = fc.oneof(fc.integer({ min: -10, max: 20_000 }), fc.double({ min: 0, max: 20_000, noNaN: true }));

/** The same by looking at every report. */
function slowly(track: Track, momentS: number) {
  let last = -1;
  for (let i = 0; i < track.atS.length; i++) if (track.atS[i]! <= momentS) last = i;
  if (last < 0) return null;
  if (!track.isWay[last]) return { lng: track.lng[last]!, lat: track.lat[last]! };
  const share = (momentS - track.atS[last]!) / (track.atS[last + 1]! - track.atS[last]!);
  return {
    lng: track.lng[last]! + share * (track.lng[last + 1]! - track.lng[last]!),
    lat: track.lat[last]! + share * (track.lat[last + 1]! - track.lat[last]!),
  };
}

describe('where a rep was', () => {
  it('is what a look at every report says, at any moment', () => {
    fc.assert(
      fc.property(anyTrack, moment, (track, momentS) => {
        const found = whereAt(track, momentS);
        expect(found && { lng: found.lng, lat: found.lat }).toEqual(slowly(track, momentS));
      }),
      { numRuns: 500 },
    );
  });

  it('goes forward only: a later moment never has an earlier report', () => {
    fc.assert(
      fc.property(anyTrack, moment, moment, (track, a, b) => {
        const [early, late] = [whereAt(track, Math.min(a, b)), whereAt(track, Math.max(a, b))];
        if (early) expect(late!.report).toBeGreaterThanOrEqual(early.report);
      }),
    );
  });

  it('is nowhere before the first report, and after the last one the place of that and not known', () => {
    fc.assert(
      fc.property(
        anyTrack.filter((track) => track.atS.length > 0),
        fc.integer({ min: 1, max: 9_999 }),
        (track, afterS) => {
          const last = track.atS.length - 1;
          expect(whereAt(track, track.atS[0]! - 1)).toBeNull();
          expect(whereAt(track, track.atS[last]! + afterS)).toEqual({
            lng: track.lng[last],
            lat: track.lat[last],
            report: last,
            isKnown: false,
            agoS: afterS,
          });
        },
      ),
    );
  });

  it('lies between the two reports around it, and only where those are near, precise and no jump', () => {
    fc.assert(
      fc.property(anyTrack, moment, (track, momentS) => {
        const found = whereAt(track, momentS);
        if (!found || !track.isWay[found.report]) return;
        const [a, b] = [pointOf(track, found.report), pointOf(track, found.report + 1)];
        expect(b.atS - a.atS).toBeLessThanOrEqual(300);
        for (const point of [a, b])
          expect([point.source === 'cell', (point.accuracyM ?? 0) > 200]).toEqual([false, false]);
        expect(found.lng).toBeGreaterThanOrEqual(Math.min(a.lng, b.lng) - 1e-9);
        expect(found.lng).toBeLessThanOrEqual(Math.max(a.lng, b.lng) + 1e-9);
      }),
    );
  });

  it('is the place of the last report where the next one is too late, and says since when', () => {
    const g = { lng: 100, lat: 0, accuracyM: 10, source: 'g' };
    const track = readTrack(
      sent([
        { ...g, afterS: 0 },
        { ...g, afterS: 60 },
        { ...g, afterS: 1_200 },
      ]),
    );
    expect(whereAt(track, 30)).toMatchObject({ lng: 120.6505, isKnown: true });
    expect(whereAt(track, 60)).toMatchObject({ lng: 120.651, isKnown: true });
    expect(whereAt(track, 61)).toMatchObject({ lng: 120.651, isKnown: false, agoS: 1 });
    expect(whereAt(track, 1_259)).toMatchObject({ lng: 120.651, isKnown: false, agoS: 1_199 });
  });

  it('is drawn as pieces of way that never cross a gap and hold every leg that may be walked', () => {
    fc.assert(
      fc.property(anyTrack, fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), (track, a, b) => {
        const [fromS, untilS] = [Math.min(a, b), Math.max(a, b)];
        const legs = piecesBetween(track, fromS, untilS).flatMap(([first, last]) =>
          Array.from({ length: last - first }, (_, k) => first + k),
        );
        const wanted = [...track.atS.keys()].filter(
          (i) => track.isWay[i] && track.atS[i]! >= fromS && i + 1 < track.atS.length && track.atS[i + 1]! <= untilS,
        );
        expect(legs).toEqual(wanted);
      }),
    );
  });

  it('is found by halves as by looking at all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -1, max: 51 }), (times, at) => {
        const rising = times.sort((a, b) => a - b);
        expect(lastUntil(rising, at)).toBe(rising.filter((one) => one <= at).length - 1);
      }),
    );
  });
});
