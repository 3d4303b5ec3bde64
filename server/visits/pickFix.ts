// Pure: the rule of hybrid positioning: which of several fixes at a press speaks for it, and why.
import type { EvidencePoint } from './evidence.ts';
import type { Rule } from './rule.ts';
import { usedAccuracy } from './uncertainty.ts';

/** GNSS this good is taken before anything else; WiFi this good before cell and poor GNSS. Metres, 68 %. */
const GOOD_GNSS_M = 50;
const GOOD_WIFI_M = 100;

export type PickReason = 'GOOD_GNSS' | 'GOOD_WIFI' | 'SMALLEST_ERROR' | 'ONLY_STALE';

/**
 * In this order: good GNSS, good WiFi, else whatever has the smallest standard error (so a cell fix only where nothing
 * better is there). Fixes older than the rule's `staleS` at the press count only where there is no fresh one, and a fix
 * without a time is not fresh. Pins on a map never count. Equal ones: the newest, then the first.
 */
export function pickFix(
  fixes: readonly EvidencePoint[],
  pressedAtMs: number | null,
  rule: Rule,
): { fix: EvidencePoint; why: PickReason } | null {
  const measured = fixes.filter((fix) => fix.source !== 'manual');
  const fresh = measured.filter((fix) => isFresh(fix, pressedAtMs, rule));
  const sigma = (fix: EvidencePoint) => usedAccuracy(fix, rule).sigmaM;
  const best = (among: readonly EvidencePoint[]) =>
    among.reduce<EvidencePoint | null>((kept, fix) => (kept === null || isBetter(fix, kept, sigma) ? fix : kept), null);
  const good = (source: 'gnss' | 'wifi', limitM: number) =>
    best(
      fresh.filter(
        (fix) =>
          fix.source === source &&
          sigma(fix) <= usedAccuracy({ ...fix, accuracyM: limitM, accuracyLevel: 0.68 }, rule).sigmaM,
      ),
    );

  const gnss = good('gnss', GOOD_GNSS_M);
  if (gnss) return { fix: gnss, why: 'GOOD_GNSS' };
  const wifi = good('wifi', GOOD_WIFI_M);
  if (wifi) return { fix: wifi, why: 'GOOD_WIFI' };
  const smallest = best(fresh);
  if (smallest) return { fix: smallest, why: 'SMALLEST_ERROR' };
  const stale = measured.reduce<EvidencePoint | null>(
    (kept, fix) => (kept === null || (fix.fixAtMs ?? -Infinity) > (kept.fixAtMs ?? -Infinity) ? fix : kept),
    null,
  );
  return stale ? { fix: stale, why: 'ONLY_STALE' } : null;
}

function isFresh(fix: EvidencePoint, pressedAtMs: number | null, rule: Rule): boolean {
  return fix.fixAtMs !== null && pressedAtMs !== null && Math.abs(pressedAtMs - fix.fixAtMs) <= rule.staleS * 1000;
}

function isBetter(fix: EvidencePoint, kept: EvidencePoint, sigma: (fix: EvidencePoint) => number): boolean {
  const difference = sigma(fix) - sigma(kept);
  return difference < 0 || (difference === 0 && (fix.fixAtMs ?? -Infinity) > (kept.fixAtMs ?? -Infinity));
}
