// Pure: a property of the way.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { usedAccuracy } from '../uncertainty.ts';

/** MOVING: a press was made at a driving speed: by the receiver's own word, or by the track just before and just after. m/s. */
export function moving(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  let speedMps = 0;
  visit.path.forEach((point, i) => {
    if (point.kind !== 'start' && point.kind !== 'end') return;
    const byTrack = Math.min(legSpeed(visit, i, rule), legSpeed(visit, i + 1, rule));
    const bySelf = point.source === 'gnss' ? (point.speedMps ?? 0) : 0;
    speedMps = Math.max(speedMps, byTrack, bySelf);
  });
  return speedMps > rule.movingMps ? { flag: 'MOVING', speedMps } : null;
}

/** The least speed that both accuracies allow on the leg that ends at point i; 0 where the leg is missing or too long ago. */
function legSpeed(visit: VisitEvidence, i: number, rule: Rule): number {
  const from = visit.path[i - 1];
  const to = visit.path[i];
  if (!from || !to || to.atMs - from.atMs > rule.movingWithinS * 1000) return 0;
  const slackM = usedAccuracy(from, rule).accuracyM + usedAccuracy(to, rule).accuracyM;
  return Math.max(0, to.stepM - slackM) / Math.max(1, (to.atMs - from.atMs) / 1000);
}
