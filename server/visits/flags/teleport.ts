// Pure: a property of the way.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { PathPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { usedAccuracy } from '../uncertainty.ts';

/**
 * TELEPORT: the way into the visit and the way out of it (or both legs of one of its points) are faster than any car,
 * after subtracting 1.5 times both accuracies. Of 217,653 real fixes 0.084 % of pairs exceed 50 m/s, most of them single
 * glitches or corrections of the receiver, so a single leg counts only into or out of the visit, over kilometres, and
 * faster than any train.
 */
export function teleport(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const first = visit.path.findIndex((point) => point.kind === 'start' || point.kind === 'end');
  if (first < 0) return null;
  const last = visit.path.findLastIndex((point) => point.kind === 'start' || point.kind === 'end');
  let legs = 0;
  let isFarOneLeg = false;
  let fastestMps = 0;
  let jumpM = 0;
  for (let i = Math.max(1, first); i <= Math.min(visit.path.length - 1, last + 1); i++) {
    const speedMps = leastSpeed(visit.path[i - 1]!, visit.path[i]!, rule);
    if (speedMps <= rule.teleportMps) continue;
    legs++;
    const isBorder = i === first || i === last + 1;
    isFarOneLeg ||= isBorder && speedMps > rule.teleportOneLegMps && visit.path[i]!.stepM >= rule.teleportOneLegFromM;
    if (speedMps > fastestMps) {
      fastestMps = speedMps;
      jumpM = visit.path[i]!.stepM;
    }
  }
  if (legs < 2 && !isFarOneLeg) return null;
  return { flag: 'TELEPORT', legs, speedMps: fastestMps, jumpM };
}

/** The slowest speed that both accuracies allow, m/s. Times are whole seconds in most phones: less than one counts as one. */
function leastSpeed(from: PathPoint, to: PathPoint, rule: Rule): number {
  if (to.stepM < rule.teleportFromM) return 0;
  const slackM = rule.teleportAccuracies * (usedAccuracy(from, rule).accuracyM + usedAccuracy(to, rule).accuracyM);
  return (to.stepM - slackM) / Math.max(1, (to.atMs - from.atMs) / 1000);
}
