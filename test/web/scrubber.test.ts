import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOfMoment, histogram, hoursIn, momentOfClock, spanOf } from '../../web/replay/span.ts';
import { DAY_S } from './sentTracks.ts';

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
