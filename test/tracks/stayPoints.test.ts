import { expect, test } from 'vitest';
import { stayPoints } from '../../shared/stayPoints.ts';
import type { TrackFix } from '../../shared/stayPoints.ts';

const METRE = 1 / 111_320; // degrees of latitude
const at = (s: number, northM: number, accuracyM: number | null = 10): TrackFix => ({
  lng: 120.65,
  lat: 28 + northM * METRE,
  atMs: s * 1000,
  accuracyM,
});
const drive = (fromS: number, untilS: number, fromM: number) =>
  Array.from({ length: (untilS - fromS) / 10 }, (_, i) => at(fromS + 10 * i, fromM + 100 * i));
const stop = (fromS: number, untilS: number, m: number) =>
  Array.from({ length: (untilS - fromS) / 10 }, (_, i) => at(fromS + 10 * i, m + (i % 3) * 5));
const day = [
  ...drive(0, 300, 0),
  ...stop(300, 900, 3000),
  ...drive(900, 1200, 3100),
  ...stop(1200, 1290, 6100),
  ...drive(1290, 1500, 6200),
];

test('the stop is found, with its time and place; the drive and the red light are not', () => {
  const stays = stayPoints(day, 60, 180);
  expect(stays).toHaveLength(1);
  expect(stays[0]!.fromMs).toBe(300_000);
  expect(stays[0]!.untilMs).toBe(890_000);
  expect((stays[0]!.centre.lat - 28) / METRE).toBeCloseTo(3005, 0);
});

test('the order in which fixes came in does not matter', () => {
  expect(stayPoints([...day].reverse(), 60, 180)).toEqual(stayPoints(day, 60, 180));
});

test('one cell fix kilometres off does not cut a stop in two', () => {
  expect(stayPoints([...day, at(605, 9000, 1500)], 60, 180)).toEqual(stayPoints(day, 60, 180));
});

test('two stops at one place with a drive between are two', () => {
  expect(stayPoints([...stop(0, 300, 0), ...drive(300, 400, 200), ...stop(400, 700, 0)], 60, 180)).toHaveLength(2);
});

test('a stop on the date line has its centre there', () => {
  const stays = stayPoints(
    [0, 100, 200].map((s, i) => ({ lng: i === 1 ? -179.9999 : 179.9999, lat: 0, atMs: s * 1000, accuracyM: null })),
    60,
    180,
  );
  expect(Math.abs(stays[0]!.centre.lng)).toBeGreaterThan(179.99);
});

test('no fixes, no stops', () => {
  expect(stayPoints([], 60, 180)).toEqual([]);
});
