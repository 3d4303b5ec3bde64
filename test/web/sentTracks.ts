import type { RepTrack } from '../../shared/tracks.ts';

export const repId = '00000000-0000-4000-8000-000000000001';

export const FROM_MS = Date.parse('2026-03-02T16:00:00Z');

// the third of March in Shanghai
export const DAY_S = 86_400;

export const sent = (
  of: { afterS: number; lng: number; lat: number; accuracyM: number | null; source: string }[],
): RepTrack => ({
  repId,
  unitId: repId,
  name: 'A rep',
  stays: [],
  withinM: 0,
  distrusted: 0,
  atS: of.map((one) => one.afterS),
  lng: of.map((one, i) => (i === 0 ? 12_065_000 : one.lng)),
  lat: of.map((one, i) => (i === 0 ? 2_800_000 : one.lat)),
  accuracyM: of.map((one) => one.accuracyM),
  source: of.map((one) => one.source).join(''),
});
