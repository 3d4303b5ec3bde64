import { expect, test } from 'vitest';
import type { EvidencePoint } from '../../server/visits/evidence.ts';
import { pickFix } from '../../server/visits/pickFix.ts';
import { defaultRule } from '../../server/visits/rule.ts';

const pressed = Date.UTC(2026, 2, 2, 1);
const fix = (source: EvidencePoint['source'], accuracyM: number | null, ageS: number | null = 5): EvidencePoint => ({
  lng: 120.65,
  lat: 28.01,
  accuracyM,
  accuracyLevel: 0.68,
  source,
  fixAtMs: ageS === null ? null : pressed - ageS * 1000,
  mock: false,
  deviceId: null,
  altitudeM: null,
  speedMps: null,
});
const pick = (...fixes: EvidencePoint[]) => pickFix(fixes, pressed, defaultRule);

test('good satellites come before better WiFi and any cell', () => {
  expect(pick(fix('cell', 300), fix('wifi', 15), fix('gnss', 30))).toMatchObject({
    fix: { source: 'gnss' },
    why: 'GOOD_GNSS',
  });
});

test('indoors, where satellites are poor, WiFi is taken', () => {
  expect(pick(fix('gnss', 120), fix('wifi', 40), fix('cell', 150))).toMatchObject({
    fix: { source: 'wifi' },
    why: 'GOOD_WIFI',
  });
});

test('where nothing is good, the smallest error is taken, and cell only if that is it', () => {
  expect(pick(fix('gnss', 180), fix('cell', 500))).toMatchObject({ fix: { source: 'gnss' }, why: 'SMALLEST_ERROR' });
  expect(pick(fix('cell', 700), fix('cell', 500))).toMatchObject({ fix: { accuracyM: 500 } });
});

test('a cell fix that claims 20 m is not believed', () => {
  expect(pick(fix('cell', 20), fix('wifi', 60))).toMatchObject({ fix: { source: 'wifi' } });
});

test('an old fix counts only where there is no fresh one', () => {
  expect(pick(fix('gnss', 5, 600), fix('cell', 400))).toMatchObject({ fix: { source: 'cell' } });
  expect(pick(fix('gnss', 5, 900), fix('gnss', 5, 600))).toMatchObject({
    fix: { fixAtMs: pressed - 600_000 },
    why: 'ONLY_STALE',
  });
  expect(pick(fix('gnss', 5, null))).toMatchObject({ why: 'ONLY_STALE' });
});

test('of equals the newest wins, whatever the order', () => {
  const old = fix('gnss', 10, 30);
  const young = fix('gnss', 10, 3);
  expect(pick(old, young)?.fix).toBe(young);
  expect(pick(young, old)?.fix).toBe(young);
});

test('a pin on a map is never a measurement', () => {
  expect(pick(fix('manual', 1))).toBeNull();
  expect(pick()).toBeNull();
});
