import { afterAll, beforeAll, expect, test } from 'vitest';
import { geodesicM, pointAt } from '../../server/visits/geodesic.ts';
import { distancesM } from '../../server/visits/judgeStore.ts';
import type { LngLat } from '../../shared/geo.ts';
import { createRandom } from '../../shared/random.ts';
import { freshDatabase } from '../helpers/database.ts';
import type { FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test('the command and the database measure the same metres, to the millimetre, near and far, at the poles and over the date line', async () => {
  const random = createRandom(5);
  const anywhere = (): LngLat => ({
    lng: random.next() * 360 - 180,
    lat: (Math.asin(2 * random.next() - 1) * 180) / Math.PI,
  });
  const pairs: [LngLat, LngLat][] = [
    [
      { lng: 179.9999, lat: 10 },
      { lng: -179.9999, lat: 10.0001 },
    ],
    [
      { lng: 0, lat: 90 },
      { lng: 77, lat: 89.9999 },
    ],
    [
      { lng: 12, lat: 3 },
      { lng: 12, lat: 3 },
    ],
  ];
  for (let i = 0; i < 500; i++) {
    const from = anywhere();
    pairs.push([from, anywhere()], [from, pointAt(from, 360 * random.next(), 10 ** (4 * random.next()))]);
  }
  const measured = await distancesM(db, pairs);
  const worstM = Math.max(...pairs.map(([a, b], i) => Math.abs(geodesicM(a, b) - measured[i]!)));
  expect(worstM).toBeLessThan(0.001);
});
