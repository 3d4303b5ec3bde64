// Pure: from a fix as it was said to a point the judge can use, or to the reason why there is none.
import type { EvidenceFix } from '../../shared/verdicts.ts';
import type { EvidencePoint } from './evidence.ts';

/** The share of fixes within the accuracy radius where the phone does not say (Android's and iOS's convention). */
const USUAL_LEVEL = 0.68;

/** null where the fix has no coordinates or sits on null island. */
export function readPoint(fix: EvidenceFix): EvidencePoint | null {
  if (typeof fix.lng !== 'number' || typeof fix.lat !== 'number' || isNullIsland(fix.lng, fix.lat)) return null;
  const level = fix.accuracyLevel;
  return {
    lng: fix.lng,
    lat: fix.lat,
    accuracyM: typeof fix.accuracyM === 'number' && fix.accuracyM > 0 ? fix.accuracyM : null,
    accuracyLevel: typeof level === 'number' && level > 0 && level < 1 ? level : USUAL_LEVEL,
    source: fix.source ?? null,
    fixAtMs: readTime(fix.fixAt),
    mock: fix.mock === true,
    deviceId: fix.deviceId ?? null,
    altitudeM: fix.altitudeM ?? null,
    speedMps: typeof fix.speedMps === 'number' && fix.speedMps >= 0 ? fix.speedMps : null,
  };
}

/** Epoch milliseconds of an ISO time; null where there is none. */
export function readTime(time: string | null | undefined): number | null {
  if (typeof time !== 'string') return null;
  const ms = Date.parse(time);
  return Number.isFinite(ms) ? ms : null;
}

/** Within 11 m of 0°, 0°: open sea, and what software writes for "unknown". */
export function isNullIsland(lng: number, lat: number): boolean {
  return Math.abs(lng) < 1e-4 && Math.abs(lat) < 1e-4;
}
