import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../shared/geo.ts';
import { toWgs84, type Frame } from '../../shared/frames.ts';
import { dwellLeftS } from '../../web/phone/dwell.ts';
import { navigators, wayTo, type Navigator } from '../../web/phone/navigation.ts';

const android = 'Mozilla/5.0 (Linux; Android 14)';
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)';
/** The frame of each app's map of China, and where in its address the longitude and the latitude stand. */
const apps: Record<Navigator, { frame: Frame; at: RegExp; isLngFirst?: boolean }> = {
  own: { frame: 'wgs84', at: /^geo:([\d.-]+),([\d.-]+)\?/ },
  amap: { frame: 'gcj02', at: /to=([\d.-]+),([\d.-]+),/, isLngFirst: true },
  baidu: { frame: 'bd09', at: /latlng:([\d.-]+),([\d.-]+)\|/ },
  tencent: { frame: 'gcj02', at: /tocoord=([\d.-]+),([\d.-]+)&/ },
  google: { frame: 'gcj02', at: /destination=([\d.-]+),([\d.-]+)$/ },
  apple: { frame: 'gcj02', at: /daddr=([\d.-]+),([\d.-]+)&/ },
};
const placeIn = (app: Navigator, address: string) => {
  const { at, isLngFirst = false } = apps[app];
  const [a, b] = at.exec(address)!.slice(1).map(Number) as [number, number];
  return isLngFirst ? { lng: a, lat: b } : { lng: b, lat: a };
};

describe('a stop handed to a navigation app', () => {
  it('is where it is: in China in the frame of that app’s map', () => {
    const inChina = fc.record({
      lng: fc.double({ min: 105, max: 119, noNaN: true }),
      lat: fc.double({ min: 26, max: 34, noNaN: true }),
    });
    fc.assert(
      fc.property(inChina, fc.constantFrom(...navigators), (position, app) => {
        const said = placeIn(app, wayTo(app, { position, name: '友泰便利店' }, android));
        expect(distanceM(toWgs84(said, apps[app].frame), position)).toBeLessThan(1);
      }),
    );
  });

  it('is the same point in every app where there is one frame', () => {
    const position = { lng: 13.4, lat: 52.5 };
    for (const app of navigators)
      expect(distanceM(placeIn(app, wayTo(app, { position, name: 'Späti' }, android)), position)).toBeLessThan(1);
  });

  it('goes to Apple’s app on an iPhone that was told no other, and keeps a name with signs in one piece', () => {
    const stop = { position: { lng: 120.65, lat: 28.01 }, name: 'A & B|C' };
    expect(wayTo('own', stop, iPhone)).toBe(wayTo('apple', stop, iPhone));
    expect(wayTo('baidu', stop, iPhone)).toMatch(/^baidumap:.*\|name:A%20%26%20B%7CC&/);
    expect(wayTo('baidu', stop, android)).toMatch(/^bdapp:/);
  });
});

describe('how long a visit has still to last', () => {
  const startedAt = '2026-03-02T01:00:00.000Z';
  const atS = (s: number) => Date.parse(startedAt) + s * 1000;

  it('shrinks to nothing and never below, by the rule of the unit, or the usual one where a phone does not know it', () => {
    expect(dwellLeftS(startedAt, 180, atS(10))).toBe(170);
    expect(dwellLeftS(startedAt, 180, atS(181))).toBe(0);
    expect(dwellLeftS(startedAt, 0, atS(0))).toBe(0);
    expect(dwellLeftS(startedAt, undefined, atS(100))).toBe(80);
  });
});
