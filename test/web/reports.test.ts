import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cut, cutsOf, metricOf, metrics, Part } from '../../shared/metrics.ts';
import { dayAfter, daysBetween } from '../../shared/period.ts';
import { changeText } from '../../web/reports/change.ts';
import { before, keysOf, kindOf, monthOf, soFar, step, usualPeriod, weekOf } from '../../web/reports/period.ts';
import { readWish, writeWish, type Wish } from '../../web/reports/wish.ts';
import { words } from '../../web/reports/words.ts';
import { at, spanOf, ticksOf } from '../../web/ui/charts/ticks.ts';

const anyDay = fc.integer({ min: 0, max: 4_000 }).map((days) => dayAfter('2020-01-01', days));
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 800 }))
  .map(([from, days]) => ({ from, to: dayAfter(from, days) }));

describe('a period', () => {
  it('is followed by the next of its kind without a gap, and that is preceded by it', () => {
    const any = fc.oneof(anyPeriod, anyDay.map(weekOf), anyDay.map(monthOf));
    fc.assert(
      fc.property(any, (period) => {
        const next = step(period, 1);
        expect(next.from).toBe(dayAfter(period.to, 1));
        if (kindOf(period) !== 'days') expect(kindOf(next)).toBe(kindOf(period));
        if (kindOf(next) === kindOf(period)) expect(step(next, -1)).toEqual(period);
      }),
    );
  });

  it('is compared with as many days just before it, and only as far as it has come', () => {
    fc.assert(
      fc.property(anyPeriod, anyDay, (period, today) => {
        const range = soFar(period, today);
        expect(range.to <= today || range.from > today || range.to === period.to).toBe(true);
        const then = before(range);
        expect(daysBetween(then.from, then.to)).toBe(daysBetween(range.from, range.to));
        expect(dayAfter(then.to, 1)).toBe(range.from);
      }),
    );
    expect(soFar({ from: '2026-11-01', to: '2026-11-30' }, '2026-11-12').to).toBe('2026-11-12');
    expect(usualPeriod('2026-03-03')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(usualPeriod('2026-03-04').from).toBe('2026-03-01');
    expect(keysOf('week', { from: '2026-03-01', to: '2026-03-09' })).toEqual([
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
  });
});

describe('the address of a report', () => {
  const anyWish: fc.Arbitrary<Wish> = fc
    .record({
      metric: fc.constantFrom(...metrics.map(({ id }) => id)),
      period: anyPeriod.filter(({ from, to }) => daysBetween(from, to) < 1_100),
      by: fc.option(fc.constantFrom(...Cut.options)),
      repId: fc.option(fc.uuid()),
      setting: fc.option(fc.constantFrom('urban', 'rural')),
      rows: fc.option(
        fc.record({ part: fc.constantFrom(...Part.options), key: fc.option(fc.constantFrom('A', '-', '2026-03-02')) }),
      ),
      isFunnel: fc.boolean(),
    })
    .map((wish) => {
      const cuts = cutsOf(metricOf(wish.metric));
      const by = wish.by === null || cuts.includes(wish.by) ? wish.by : 'person';
      return { ...wish, by, setting: cuts.includes('setting') ? wish.setting : null };
    });

  it('says all that is asked for', () => {
    fc.assert(fc.property(anyWish, (wish) => void expect(readWish(writeWish(wish), '2026-11-30')).toEqual(wish)));
  });

  it('that cannot be read asks for what is usual', () => {
    const usual = readWish({}, '2026-11-30');
    expect(usual).toMatchObject({ metric: 'inPlace', by: 'person', period: monthOf('2026-11-30'), rows: null });
    expect(readWish({ metric: 'x', by: 'x', from: '2026-02-30', to: 'x', part: 'x', who: 'x' }, '2026-11-30')).toEqual(
      usual,
    );
    expect(readWish({ metric: 'coverage', by: 'weekday' }, '2026-11-30').by).toBe('person');
  });
});

describe('a chart', () => {
  it('has round ticks within its span, at most so many, and places everything on it', () => {
    const span = fc
      .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
      .map(([low, size]) => ({ low, high: low + size }));
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 9 }), (of, most) => {
        const ticks = ticksOf(of, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) {
          expect(at(tick, of)).toBeGreaterThanOrEqual(0);
          expect(at(tick, of)).toBeLessThanOrEqual(100);
        }
      }),
    );
    expect(ticksOf({ low: 0.58, high: 0.93 }, 4)).toEqual([0.6, 0.7, 0.8, 0.9]);
    expect(spanOf([0.5, 0.99], { low: 0, high: 1 }).high).toBe(1);
  });
});

describe('a change', () => {
  it('is said in the unit of its figure, with its sign, and as none where it would read as none', () => {
    const say = (metric: 'inPlace' | 'visits' | 'dwell', was: number | null, is: number | null) =>
      changeText(metricOf(metric), was, is, { w: words.in('en'), l: 'en' });
    expect(say('inPlace', 0.9, 0.874)).toBe('−2.6 points on the period before');
    expect(say('inPlace', 0.9, 0.9004)).toBe('as the period before');
    expect(say('visits', 10, 1_210)).toBe('+1,200 on the period before');
    expect(say('dwell', 4, 5.5)).toBe('+2 min on the period before');
    expect(say('inPlace', null, 0.9)).toBe('nothing before to compare with');
  });
});
