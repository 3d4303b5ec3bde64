// Pure: a property of the retailer's coordinate.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { thresholdOf } from '../uncertainty.ts';

/**
 * COORDINATE_MOVED: a coordinate confirmed by visits lies further from the registered one than the threshold, and no
 * inspector has stood there: people who agree on a tea house can teach it to the system.
 */
export function coordinateMoved(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const movedM = visit.history.coordinateMovedM;
  if (visit.retailer.coordinate !== 'confirmed' || visit.history.coordinateInspected) return null;
  return movedM !== null && movedM > thresholdOf(visit, rule) ? { flag: 'COORDINATE_MOVED', movedM } : null;
}
