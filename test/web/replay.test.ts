import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepTrack } from '../../shared/tracks.ts';
import type { Plan } from '../../shared/plans.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { chapters, countStates, marksAt, pressesUntil, readPresses, repAt } from '../../web/replay/dayAt.ts';
import { clockOfMoment, histogram, hoursIn, momentOfClock, spanOf } from '../../web/replay/span.ts';
import { lastUntil, piecesBetween, pointOf, readTrack, whereAt, type Track } from '../../web/replay/track.ts';

const repId = '00000000-0000-4000-8000-000000000001';
const FROM_MS = Date.parse('2026-03-02T16:00:00Z'); // the third of March in Shanghai
const DAY_S = 86_400;

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

const sent = (
  of: { afterS: number; lng: number; lat: number; accuracyM: number | null; source: string }[],
): RepTrack => ({
  repId,
  unitId: repId,
  name: 'A rep',
  stays: [],
  withinM: 0,
  distrusted: 0,
  atS: of.map((one) => one.afterS),
  lng: of.map((one, i) => (i === 0 ? 12_065_000 : one.lng)),
  lat: of.map((one, i) => (i === 0 ? 2_800_000 : one.lat)),
  accuracyM: of.map((one) => one.accuracyM),
  source: of.map((one) => one.source).join(''),
});
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

const shop = (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
const at = (s: number) => new Date(FROM_MS + s * 1000).toISOString();
const visit = (
  n: number,
  fromS: number,
  untilS: number | null,
  state: VisitSummary['state'] = 'valid',
): VisitSummary => ({
  visitId: `00000000-0000-4000-8000-00000000${String(fromS).padStart(4, '0').slice(-4)}`,
  unitId: repId,
  repId,
  repName: 'A rep',
  retailerId: shop(n),
  retailerName: `Shop ${n}`,
  retailerPosition: { lng: 120, lat: 28 },
  day: '2026-03-03',
  startedAt: at(fromS),
  endedAt: untilS === null ? null : at(untilS),
  dwellS: null,
  state,
  reasons: [],
  startPosition: null,
  endPosition: null,
});
const plan = {
  repId,
  stops: [1, 2, 3].map((n) => ({ retailerId: shop(n), name: `Shop ${n}`, position: { lng: 120, lat: 28 } })),
} as unknown as Plan;
const presses = readPresses(
  [visit(2, 4_000, 4_600, 'invalid'), visit(1, 1_000, 1_500), visit(9, 7_000, null, 'unverifiable')],
  FROM_MS,
  FROM_MS + DAY_S * 1000,
);

describe('a day at a moment', () => {
  const statesAt = (momentS: number) =>
    Object.fromEntries(
      marksAt([plan], presses, momentS).map((mark) => [Number(mark.retailerId.slice(-2)), mark.state]),
    );

  it('shows a visit from its start, its verdict from its end, and what is planned until then', () => {
    expect(statesAt(999)).toEqual({ 1: 'planned', 2: 'planned', 3: 'planned' });
    expect(statesAt(1_000)).toEqual({ 1: 'open', 2: 'planned', 3: 'planned' });
    expect(statesAt(1_500)).toEqual({ 1: 'valid', 2: 'planned', 3: 'planned' });
    expect(statesAt(4_600)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'planned' });
    expect(statesAt(DAY_S - 1)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'planned', 9: 'open' });
    expect(statesAt(DAY_S)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'missed', 9: 'unverifiable' });
  });

  it('changes only at a press', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY_S }), fc.integer({ min: 0, max: DAY_S }), (a, b) => {
        if (pressesUntil(presses, a) === pressesUntil(presses, b)) expect(statesAt(a)).toEqual(statesAt(b));
      }),
      { numRuns: 300 },
    );
    expect(countStates(marksAt([plan], presses, 2_000))).toMatchObject({ planned: 2, valid: 1, missed: 0 });
  });

  it('says what a rep did: nothing yet, on the way, in a visit, at a stop, last seen', () => {
    const g = { lng: 0, lat: 0, accuracyM: 10, source: 'g' };
    const track = {
      ...readTrack(sent([{ ...g, afterS: 600 }, ...Array.from({ length: 40 }, () => ({ ...g, afterS: 120 }))])),
      stays: [{ lng: 120, lat: 28, fromS: 1_000, untilS: 2_000 }],
    };
    const did = (momentS: number) => repAt({ repId, name: 'A rep' }, track, plan, presses.visits, momentS);
    expect([did(0).did, did(700).did, did(1_200).did, did(1_800).did, did(6_000).did]).toEqual([
      'nothing',
      'way',
      'visit',
      'stop',
      'lastSeen',
    ]);
    expect([did(999).made, did(4_000).made, did(8_000).made, did(8_000).planned]).toEqual([0, 2, 2, 3]);
  });

  it('is told in chapters: stops with the visits in them, and visits at which the track shows no stop', () => {
    const stays = [
      { lng: 0, lat: 0, fromS: 900, untilS: 1_600 },
      { lng: 0, lat: 0, fromS: 2_000, untilS: 3_000 },
    ];
    expect(
      chapters(stays, presses.visits).map((one) => [
        one.fromS,
        one.stay !== null,
        one.visits.map((v) => v.visit.retailerName),
      ]),
    ).toEqual([
      [900, true, ['Shop 1']],
      [2_000, true, []],
      [4_000, false, ['Shop 2']],
      [7_000, false, ['Shop 9']],
    ]);
  });
});

describe('the scrubber', () => {
  it('spans the hours in which something happened, and never ends after the day', () => {
    expect(spanOf([30_000, 60_000], DAY_S)).toEqual({ fromS: 28_800, untilS: 61_200 });
    expect(spanOf([], DAY_S)).toEqual({ fromS: 0, untilS: DAY_S });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: DAY_S })),
        fc.integer({ min: 1, max: DAY_S }),
        (happened, lastsS) => {
          const { fromS, untilS } = spanOf(happened, lastsS);
          expect(fromS).toBeLessThan(untilS);
          expect([fromS >= 0, untilS <= lastsS]).toEqual([true, true]);
          for (const atS of happened.filter((one) => one < lastsS))
            expect([fromS <= atS, atS <= untilS]).toEqual([true, true]);
          expect(hoursIn({ fromS, untilS }, 8).length).toBeLessThanOrEqual(9);
        },
      ),
    );
  });

  it('counts every press of its span once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ fromS: fc.integer({ min: 3_600, max: 7_199 }), isDoubtful: fc.boolean() })),
        (all) => {
          const bins = histogram(all, { fromS: 3_600, untilS: 7_200 }, 17);
          expect(bins.reduce((sum, bin) => sum + bin.all, 0)).toBe(all.length);
          expect(bins.reduce((sum, bin) => sum + bin.doubtful, 0)).toBe(all.filter((one) => one.isDoubtful).length);
        },
      ),
    );
  });

  it.each(['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe'])(
    'finds the moment again that a link names, also where clocks are put forward and back: %s',
    (zone) => {
      for (const day of ['2026-03-29', '2026-10-25', '2026-10-04', '2026-04-05', '2026-07-01']) {
        let fromMs = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
        while (clockOfMoment(0, fromMs, zone) !== '00:00:00') fromMs += 1_800_000;
        for (let momentS = 0; momentS < 82_800; momentS += 1_799) {
          const said = clockOfMoment(momentS, fromMs, zone);
          const found = momentOfClock(said, fromMs, 90_000, zone)!;
          expect(clockOfMoment(found, fromMs, zone)).toBe(said);
          expect(found).toBeLessThanOrEqual(momentS);
        }
      }
      expect(momentOfClock('02:30:00', Date.parse('2026-03-28T23:00:00Z'), 82_800, 'Europe/Berlin')).toBeNull();
    },
  );
});
