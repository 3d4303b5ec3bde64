import { geodesicM, pointAt } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { JudgeInput } from '../../shared/verdicts.ts';
import type { EvidenceFix, EvidencePress, JudgeOutput } from '../../shared/verdicts.ts';

/** What the tests of the judge have in common: an honest visit, and how to make it another one. */
export const shop = { lng: 120.65, lat: 28.01 };
export const FROM = Date.UTC(2026, 2, 2, 1);
export const DWELL_S = 420;

export const iso = (ms: number) => new Date(ms).toISOString();

/** A satellite fix some metres from the shop, `s` seconds after the start press. */
export function fixAt(s: number, distanceM: number, azimuth = 40, more: Partial<EvidenceFix> = {}): EvidenceFix {
  return {
    ...pointAt(shop, azimuth, distanceM),
    accuracyM: 12,
    accuracyLevel: 0.68,
    source: 'gnss',
    fixAt: iso(FROM + s * 1000),
    mock: false,
    deviceId: 'd1',
    ...more,
  };
}

export function press(s: number, distanceM: number, azimuth = 40, more: Partial<EvidencePress> = {}): EvidencePress {
  return {
    ...fixAt(s - 4, distanceM, azimuth),
    pressedAt: iso(FROM + s * 1000),
    receivedAt: iso(FROM + s * 1000 + 1500),
    ...more,
  };
}

export function visit(more: Record<string, unknown> = {}): JudgeInput {
  return JudgeInput.parse({
    id: 'v1',
    retailer: { ...shop, sigmaM: 10, thresholdM: 100, coordinate: 'confirmed' },
    requiredDwellS: 180,
    start: press(0, 14),
    end: press(DWELL_S, 9, 200, { accuracyM: 15 }),
    repId: 'r1',
    ...more,
  });
}

export function verdictOf(more: Record<string, unknown> = {}): JudgeOutput {
  return judge(measureVisit(visit(more), geodesicM));
}

export function flagsOf(more: Record<string, unknown> = {}): string[] {
  return verdictOf(more).flags.map(({ flag }) => flag);
}

/** A track with natural noise: from ten minutes before to ten minutes after, a fix every 20 s, at `distanceAt(s)` metres. */
export function track(distanceAt: (s: number) => number, more: Partial<EvidenceFix> = {}): EvidenceFix[] {
  const fixes: EvidenceFix[] = [];
  for (let s = -600; s <= DWELL_S + 600; s += 20) {
    const wobbleM = 6 * Math.abs(Math.sin(s * 12.9898));
    fixes.push(
      fixAt(s, distanceAt(s) + wobbleM, 40, { accuracyM: 8 + Math.round(70 * Math.abs(Math.sin(s))) / 10, ...more }),
    );
  }
  return fixes;
}

/** Comes at 8 m/s, stays, goes at 8 m/s. */
export const honestWay = (s: number) => (s < -30 ? 8 * (-30 - s) : s > DWELL_S + 30 ? 8 * (s - DWELL_S - 30) : 0);
