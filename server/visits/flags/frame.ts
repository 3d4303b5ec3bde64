// Pure: a property of the retailer's coordinate and where its visits are made.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** FRAME: three visits or more, this one included, miss the stored point as a mix-up of GCJ-02 or BD-09 would. */
export function frame(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  for (const { mixUp, startM, endM, pastM } of visit.history.frames) {
    const now = Number(isNear(startM, rule) && isNear(endM, rule));
    if (now + pastM.length < rule.frameVisits) continue;
    const visits = now + pastM.filter((metres) => metres <= rule.frameToleranceM).length;
    if (visits >= rule.frameVisits) return { flag: 'FRAME', mixUp, visits, isThisVisit: now === 1 };
  }
  return null;
}

/** Whether this visit alone could be explained so: enough to accuse nobody, not enough to blame the data. */
export function couldBeFrame(visit: VisitEvidence, rule: Rule): boolean {
  return visit.history.frames.some(({ startM, endM }) => isNear(startM, rule) || isNear(endM, rule));
}

function isNear(metres: number | null, rule: Rule): boolean {
  return metres !== null && metres <= rule.frameToleranceM;
}
