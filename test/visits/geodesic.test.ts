import { expect, test } from 'vitest';
import { geodesicM, pointAt } from '../../server/visits/geodesic.ts';

test('published geodesics on WGS-84 come out to the millimetre', () => {
  // Karney, "Algorithms for geodesics" (2013), tables 3 and 4: the antipodal case where Vincenty fails.
  expect(geodesicM({ lng: 0, lat: -30 }, { lng: 179.8, lat: 29.9 })).toBeCloseTo(19_989_832.82761, 3);
  // Karney's own example in GeographicLib: Wellington to Salamanca.
  expect(geodesicM({ lng: 174.81, lat: -41.32 }, { lng: -5.5, lat: 40.96 })).toBeCloseTo(19_959_679.26735, 3);
  // GeodSolve(1): JFK to Heathrow.
  expect(geodesicM({ lng: -73.8, lat: 40.6 }, { lng: -0.5, lat: 51.6 })).toBeCloseTo(5_551_759.4, 1);
});

test('one degree of meridian at the equator and one of the equator itself', () => {
  expect(geodesicM({ lng: 0, lat: 0 }, { lng: 0, lat: 1 })).toBeCloseTo(110_574.38856, 3);
  expect(geodesicM({ lng: 0, lat: 0 }, { lng: 1, lat: 0 })).toBeCloseTo(111_319.49079, 3);
});

test('it crosses the date line and a point is no distance from itself', () => {
  expect(geodesicM({ lng: 179.999, lat: 10 }, { lng: -179.999, lat: 10 })).toBeLessThan(220);
  expect(geodesicM({ lng: 120.65, lat: 28.01 }, { lng: 120.65, lat: 28.01 })).toBe(0);
});

test('a point set out at a distance is found at that distance', () => {
  const shop = { lng: 120.65, lat: 28.01 };
  for (const azimuth of [0, 37, 90, 181, 300])
    expect(geodesicM(shop, pointAt(shop, azimuth, 123.456))).toBeCloseTo(123.456, 6);
});
