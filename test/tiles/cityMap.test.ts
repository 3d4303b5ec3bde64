import { expect, test } from 'vitest';
import { DEMO_SEED, DEMO_TOWNS, makeCity, STREET_LAT, STREET_LNG } from '../../server/demo/city.ts';
import { makeCityMap } from '../../server/demo/cityMap.ts';
import { madeTiles } from '../../server/tiles/madeTiles.ts';
import type { LngLat } from '../../shared/geo.ts';
import { toWorld } from '../../web/map/mercator.ts';

type Line = [number, number][];
const map = makeCityMap(DEMO_SEED);
const shops = makeCity(DEMO_SEED).flatMap((unit) => unit.shops);
const KM_A_DEGREE = 110.574;

function isInside([first, ...rest]: Line, { lng, lat }: LngLat): boolean {
  const ring = [first!, ...rest];
  return ring.reduce((isIn, [x, y], i) => {
    const [px, py] = ring[(i + ring.length - 1) % ring.length]!;
    return y > lat !== py > lat && lng < ((px - x) * (lat - y)) / (py - y) + x ? !isIn : isIn;
  }, false);
}

test('the map of the demo’s city is the same for the same seed and another for another', () => {
  expect(makeCityMap(DEMO_SEED)).toEqual(map);
  expect(makeCityMap(DEMO_SEED + 1)).not.toEqual(map);
});

test('no shop stands in the river, and nearly all stand within 60 m of a street of the map', () => {
  const river = map.layers.water!.find(({ geometry }) => geometry.type === 'Polygon')!;
  const banks = (river.geometry as unknown as { coordinates: [Line] }).coordinates[0];
  expect(shops.filter((shop) => isInside(banks, shop)).map(({ code }) => code)).toEqual([]);
  const streets = map.layers
    .roads!.map(({ geometry }) => (geometry as unknown as { coordinates: Line }).coordinates)
    .filter((line) => line.length === 2);
  const away = ({ lng, lat }: LngLat): number =>
    Math.min(
      ...streets.map(([[x1, y1], [x2, y2]]) => {
        const beside = y1 === y2 ? Math.abs(lat - y1!) : Math.abs(lng - x1!);
        const isAlong = y1 === y2 ? lng >= x1! && lng <= x2! : lat >= y1! && lat <= y2!;
        return isAlong ? beside * KM_A_DEGREE * 1000 : Infinity;
      }),
    );
  const near = shops.filter((shop) => away(shop) < 60).length;
  expect(near / shops.length).toBeGreaterThan(0.93);
});

test('streets run along whole steps, so that those of neighbouring towns meet', () => {
  for (const { geometry } of map.layers.roads!) {
    const [[x1, y1], [x2, y2], ...more] = (geometry as unknown as { coordinates: Line }).coordinates;
    if (more.length > 0) continue;
    const along = y1 === y2 ? y1! / STREET_LAT : x1! / STREET_LNG;
    expect(y1 === y2 || x1 === x2).toBe(true);
    expect(Math.abs(along - Math.round(along))).toBeLessThan(1e-6);
  }
});

test('every place and street has a name in both languages', () => {
  const named = [...map.layers.places!, ...map.layers.roads!].filter(({ properties }) => properties!.kind !== 'rail');
  for (const { properties } of named) {
    expect(properties!.name).toMatch(/^\p{Script=Han}+$/u);
    expect(properties!['name:en']).toMatch(/^[A-Za-z' –]+$/);
  }
});

test('tiles are cut where there is something, and those of another version are refused', async () => {
  const tiles = madeTiles(map);
  const { url, maxZoom } = (await tiles.tiles())!;
  const version = url.split('/')[4]!;
  const at = (z: number, place: LngLat) => {
    const { x, y } = toWorld(place);
    return [z, Math.floor(x * 2 ** z), Math.floor(y * 2 ** z)] as const;
  };
  for (const town of DEMO_TOWNS) {
    const tile = await tiles.tile(version, ...at(maxZoom, town));
    expect(tile).toMatchObject({ encoding: 'gzip', contentType: 'application/vnd.mapbox-vector-tile' });
    expect(tile!.bytes.length).toBeLessThan(30_000);
  }
  expect(await tiles.tile(version, ...at(12, { lng: 10, lat: 50 }))).toBeNull();
  await expect(tiles.tile('other', ...at(12, DEMO_TOWNS[0]!))).rejects.toThrow('not the base map');
});
