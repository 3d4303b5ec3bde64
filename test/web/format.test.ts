import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atMostPercent,
  bearingDeg,
  clock,
  dayOf,
  duration,
  initials,
  metres,
  percent,
  shiftDay,
} from '../../web/format.ts';

describe('how things are written', () => {
  it('metres to one metre below a kilometre, then to a tenth of one', () => {
    expect([0, 65.4, 999.4, 999.6, 1234, 12_345].map((m) => metres(m, 'en'))).toEqual([
      '0 m',
      '65 m',
      '999 m',
      '1 km',
      '1.2 km',
      '12.3 km',
    ]);
    expect(metres(640, 'zh')).toBe('640 米');
  });

  it('durations in seconds, minutes, then hours and minutes, never 60 minutes', () => {
    expect([12, 59.4, 61, 3_569, 3_571, 5_400].map((s) => duration(s, 'en'))).toEqual([
      '12 s',
      '59 s',
      '1 min',
      '59 min',
      '1:00 h',
      '1:30 h',
    ]);
  });

  it('what something is at most above, never less than it is', () => {
    expect([0, 0.00001, 0.004, 0.0141, 0.05].map((p) => atMostPercent(p, 'en'))).toEqual([
      '0%',
      '0.1%',
      '0.4%',
      '1.5%',
      '5%',
    ]);
  });

  it('percentages with a decimal only where it matters', () => {
    expect([0, 0.004, 0.345, 0.996, 1].map((p) => percent(p, 'en'))).toEqual(['0%', '0.4%', '35%', '99.6%', '100%']);
  });

  it('times and days in the unit’s zone and not the viewer’s', () => {
    expect(clock('2026-03-01T17:05:00.000Z', 'en', 'Asia/Shanghai')).toBe('01:05');
    expect(dayOf(new Date('2026-03-01T17:05:00.000Z'), 'Asia/Shanghai')).toBe('2026-03-02');
    expect(dayOf(new Date('2026-03-01T17:05:00.000Z'), 'America/New_York')).toBe('2026-03-01');
  });

  it('midnight as 00 and not as 24', () => {
    expect(clock('2026-03-01T16:00:00.000Z', 'zh', 'Asia/Shanghai')).toBe('00:00');
  });

  it('days step over the ends of months, leap days and years and back', () => {
    expect([shiftDay('2026-02-28', 1), shiftDay('2028-02-28', 1), shiftDay('2026-01-01', -1)]).toEqual([
      '2026-03-01',
      '2028-02-29',
      '2025-12-31',
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: -3000, max: 3000 }),
        (days) => void expect(shiftDay(shiftDay('2026-03-29', days), -days)).toBe('2026-03-29'),
      ),
    );
  });

  it('a marker’s two letters: the given name in Chinese, initials elsewhere', () => {
    expect(['陈建国', '陈伟', '欧阳建国', 'Ann Lee', 'Ann Maria Lee', 'Ann', 'Rep 07', ''].map(initials)).toEqual([
      '建国',
      '陈伟',
      '建国',
      'AL',
      'AL',
      'AN',
      '07',
      '?',
    ]);
  });

  it('bearings clockwise from north', () => {
    const from = { lng: 120, lat: 28 };
    const to = [
      [120, 29],
      [121, 28],
      [120, 27],
      [119, 28],
    ].map(([lng, lat]) => Math.round(bearingDeg(from, { lng: lng!, lat: lat! }) / 90) % 4);
    expect(to).toEqual([0, 1, 2, 3]);
  });
});
