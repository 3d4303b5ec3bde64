// Pure: a property of the retailer's coordinate.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** SHARED_COORD: several retailers on one coordinate that nobody surveyed: a geocoder that knew only the street or the town. */
export function sharedCoord(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const retailers = visit.history.retailersAtCoordinate ?? 0;
  return visit.retailer.coordinate !== 'surveyed' && retailers >= rule.sharedCoordinate
    ? { flag: 'SHARED_COORD', retailers }
    : null;
}
