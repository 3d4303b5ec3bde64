// Pure: a property of the fixes. External receivers use the mock provider too, so this asks a person and accuses nobody.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import { duringVisit } from '../path.ts';

/** MOCK: a press, or a fix of the track between the presses, was declared made up by the phone itself. */
export function mock(visit: VisitEvidence): FlagNumbers | null {
  const presses = Number(visit.start?.mock === true) + Number(visit.end?.mock === true);
  const fixes = visit.path.some((point) => point.mock) ? duringVisit(visit, 0).filter((point) => point.mock).length : 0;
  return presses + fixes > 0 ? { flag: 'MOCK', presses, fixes } : null;
}
