import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairOrder, readAngle, readPair } from '../../server/tables/coordinates.ts';
import { readValue } from '../../server/retailers/values.ts';

describe('an angle', () => {
  it.each([
    ['120.65', 120.65],
    ['-79.812576', -79.812576],
    ['120,65', 120.65],
    ['１２０．６５', 120.65],
    ['120.65°', 120.65],
    ['1.2065E2', 120.65],
    [`28°00'36"`, 28.01],
    ['28º00′36″', 28.01],
    ['28:00:36', 28.01],
    ['28 00 36', 28.01],
    [`28°0.6'`, 28.01],
    ['28度0分36秒', 28.01],
    ['−28.01', -28.01],
  ])('%s is %f degrees', (text, degrees) => {
    expect(readAngle(text)?.degrees).toBeCloseTo(degrees, 10);
    expect(readAngle(text)?.axis).toBeNull();
  });

  it.each([
    ['28.01N', 28.01, 'lat'],
    ['S 28.01', -28.01, 'lat'],
    [`73°59'24"W`, -73.99, 'lng'],
    ['东经120度39分', 120.65, 'lng'],
    ['北纬28.01', 28.01, 'lat'],
    ['E120.65°', 120.65, 'lng'],
  ])('%s says its axis', (text, degrees, axis) => {
    expect(readAngle(text)?.degrees).toBeCloseTo(degrees, 10);
    expect(readAngle(text)?.axis).toBe(axis);
  });

  it.each(['', 'abc', '1e999', 'NaN', '无', '28°61\'00"', '12,34,56', '28.1.2', '=1+1'])('%s is none', (text) =>
    expect(readAngle(text)).toBeNull(),
  );

  it('is read back from degrees, minutes and seconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 179 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 59_999 }),
        (d, m, ms) => {
          expect(readAngle(`${d}°${m}'${(ms / 1000).toFixed(3)}"`)?.degrees).toBeCloseTo(
            d + m / 60 + ms / 3_600_000,
            9,
          );
        },
      ),
    );
  });
});

describe('a point in one cell', () => {
  it.each([
    ['POINT (120.65 28.01)', 120.65, 28.01],
    ['SRID=4326;POINT(120.65 28.01)', 120.65, 28.01],
    ['POINT Z (120.65 28.01 5)', 120.65, 28.01],
    ['{"type":"Point","coordinates":[120.65,28.01]}', 120.65, 28.01],
    ["{'latitude': '28.01', 'longitude': '120.65'}", 120.65, 28.01],
    ['lat: 28.01, lng: 120.65', 120.65, 28.01],
    ['0101000020E61000009A99999999295E40C3F5285C8F023C40', 120.65, 28.01],
    ['E120.65,N28.01', 120.65, 28.01],
  ])('%s says its order', (text, lng, lat) => {
    expect(readPair(text)).toEqual({ first: lng, second: lat, order: 'lngLat' });
  });

  it.each([
    ['120.65,28.01'],
    ['120.65，28.01'],
    ['(120.65, 28.01)'],
    ['[120.65,28.01]'],
    ['120,65; 28,01'],
    ['120.65 28.01'],
    ['120.65|28.01'],
    ['12 Main Street\nSpringfield\n(120.65, 28.01)'],
  ])('%s leaves its order to the column', (text) => {
    expect(readPair(text)).toEqual({ first: 120.65, second: 28.01, order: null });
  });

  it.each(['', '1,2,3', 'x', 'POINT EMPTY', 'N28,N29', '28.01'])('%s is none', (text) =>
    expect(readPair(text)).toBeNull(),
  );

  it('takes its order from the values, then from the header, then latitude first', () => {
    const pair = (first: number, second: number) => ({ first, second, order: null });
    expect(pairOrder('(lat, lng)', [pair(120.65, 28.01)])).toBe('lngLat');
    expect(pairOrder('经纬度', [pair(28.01, 120.65)])).toBe('latLng');
    expect(pairOrder('LngLat', [pair(-73.9, 40.6)])).toBe('lngLat');
    expect(pairOrder('Location 1', [pair(40.6, -73.9)])).toBe('latLng');
  });
});

describe('a value', () => {
  it.each([
    ['setting', '城镇', 'urban'],
    ['setting', 'Rural', 'rural'],
    ['roadCondition', '较差', 'poor'],
    ['openingHours', '8:00-21:30', '08:00-21:30'],
    ['openingHours', '08:00~12:00；13:00～18:00', '08:00-12:00,13:00-18:00'],
    ['openingHours', '8点-22点', '08:00-22:00'],
    ['keyHours', '24小时', '00:00-24:00'],
    ['visitsPerMonth', '每周一次', 4.348],
    ['visitsPerMonth', '2次/月', 2],
    ['visitsPerMonth', 'weekly', 4.348],
    ['minutesPerVisit', '30分钟', 30],
    ['volumePerMonth', '1,234.5条', 1234.5],
    ['volumePerMonth', '1.234,5', 1234.5],
    ['ordersPerMonth', '12', 12],
    ['grade', ' A ', 'A'],
    ['grade', 'N/A', null],
    ['name', "'=SUM(1)", '=SUM(1)'],
  ] as const)('of %s written %s is %s', (field, text, value) =>
    expect(readValue(field, text)).toEqual({ ok: true, value }),
  );

  it.each([
    ['setting', '月球'],
    ['openingHours', 'sometimes'],
    ['visitsPerMonth', 'often'],
    ['volumePerMonth', '1e999'],
    ['code', '3.30302E+11'],
  ] as const)('of %s written %s is refused', (field, text) => expect(readValue(field, text).ok).toBe(false));
});
