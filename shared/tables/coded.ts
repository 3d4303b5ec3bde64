import type { LookWay } from '../looks.ts';
import type { Role } from '../people.ts';
import type { QuarantineReason } from '../positions.ts';
import type { CoordinateTrust, RetailerFacts } from '../retailers.ts';
import type { RowProblem } from '../imports.ts';
import type { Reason } from '../verdicts.ts';
import type { VisitState } from '../visits.ts';

/** What a retailer is on a day's map. */
export type DayState = VisitState | 'planned' | 'missed' | 'other';

/** A word for each code of the closed lists that stand in tables, on the screen and in files alike: a new code without one does not compile. */
export interface Coded {
  state: Record<DayState, string>;
  reason: Record<Reason, string>;
  quarantine: Record<QuarantineReason, string>;
  role: Record<Role, string>;
  look: Record<LookWay, string>;
  trust: Record<CoordinateTrust, string>;
  rowProblem: Record<RowProblem, string>;
  setting: Record<NonNullable<RetailerFacts['setting']>, string>;
  roadCondition: Record<NonNullable<RetailerFacts['roadCondition']>, string>;
}
