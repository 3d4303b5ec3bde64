import { describe, expect, it } from 'vitest';
import { spansOf } from '../../shared/clock.ts';
import { readHours } from '../../shared/hours.ts';
import { imported } from './importing.ts';

const H = 3_600;

describe('opening hours', () => {
  it.each([
    ['24小时营业', '00:00-24:00'],
    ['全天营业', '00:00-24:00'],
    ['24/7', '00:00-24:00'],
    ['Mo-Su 08:00-22:00', '08:00-22:00'],
    ['daily 8 am to 8 pm', '08:00-20:00'],
    ['9:00 AM - 9:00 PM', '09:00-21:00'],
    ['周一至周日 09:00-21:00', '09:00-21:00'],
    ['每天7:00—23:00', '07:00-23:00'],
    ['上午8:00-下午6:00', '08:00-18:00'],
    ['上午8:30～12:00、下午2:00～6:30', '08:30-12:00,14:00-18:30'],
    ['早七点至晚十点半', '07:00-22:30'],
    ['早8晚10', '08:00-22:00'],
    ['08:00至次日02:00', '08:00-02:00'],
    ['晚上6点到凌晨2点', '18:00-02:00'],
    ['8:00-26:00', '08:00-02:00'],
    ['22:00-10:00', '22:00-10:00'],
    ['9h30-18h', '09:30-18:00'],
    ['0800-2200', '08:00-22:00'],
    ['8時至22時', '08:00-22:00'],
    ['۰۸:۰۰-۲۲:۰۰', '08:00-22:00'],
  ])('%s are %s', (said, hours) => {
    const read = imported(`code,name,lat,lon,营业时间\n1,A,28.1,120.1,"${said}"\n`, {
      mapping: { code: 'code', name: 'name', lat: 'lat', lon: 'lng', 营业时间: 'openingHours' },
    });
    expect(read).toMatchObject({ good: [{ row: { openingHours: hours } }], errors: [], notes: [] });
  });

  it.each([
    ['Mo-Fr 08:00-18:00', 'HOURS_BY_WEEKDAY'],
    ['周一至周五 9:00-18:00', 'HOURS_BY_WEEKDAY'],
    ['8:00-21:00（周日休息）', 'HOURS_BY_WEEKDAY'],
    ['看情况', 'HOURS_OF_DAY'],
    ['8:00-', 'HOURS_OF_DAY'],
    ['99:00-99:99', 'HOURS_OF_DAY'],
  ])('%s cost nobody a shop: it is stored without them, and that is told', (said, code) => {
    const read = imported(`code,name,lat,lon,营业时间\n1,A,28.1,120.1,${said}\n2,B,28.2,120.2,8:00-20:00\n`, {
      mapping: { code: 'code', name: 'name', lat: 'lat', lon: 'lng', 营业时间: 'openingHours' },
    });
    expect(read.good.map(({ row }) => row.openingHours)).toEqual([null, '08:00-20:00']);
    expect(read).toMatchObject({ errors: [], notes: [{ line: 2, field: 'openingHours', reasons: [{ code }] }] });
  });

  it('once stored are read as they are', () => {
    for (const hours of ['08:00-12:00,13:30-18:00', '22:00-10:00', '00:00-24:00', '18:00-00:00'])
      expect(readHours(hours)).toEqual({ ok: true, hours });
  });
});

describe('a plan reads them', () => {
  it.each([
    [
      '22:00-10:00',
      [
        { fromS: 0, toS: 10 * H },
        { fromS: 22 * H, toS: 34 * H },
      ],
    ],
    [
      '18:00-02:30',
      [
        { fromS: 0, toS: 2.5 * H },
        { fromS: 18 * H, toS: 26.5 * H },
      ],
    ],
    ['20:00-00:00', [{ fromS: 20 * H, toS: 24 * H }]],
    ['00:00-24:00', [{ fromS: 0, toS: 24 * H }]],
    [
      '09:00-12:00,14:00-18:30',
      [
        { fromS: 9 * H, toS: 12 * H },
        { fromS: 14 * H, toS: 18.5 * H },
      ],
    ],
    [
      '08:00-12:00,21:00-03:00',
      [
        { fromS: 8 * H, toS: 12 * H },
        { fromS: 0, toS: 3 * H },
        { fromS: 21 * H, toS: 27 * H },
      ],
    ],
  ])('%s on the day and over midnight', (hours, spans) => expect(spansOf(hours)).toEqual(spans));
});
