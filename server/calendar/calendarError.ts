// Pure: what keeps a calendar from being made.
import type { ProblemReason } from '../../shared/problems/problems.ts';

/** What keeps a calendar from being made from what was given. */
export class CalendarError extends Error {
  override name = 'CalendarError';
  readonly reason: ProblemReason;

  constructor(reason: ProblemReason) {
    super(reason.code);
    this.reason = reason;
  }
}
