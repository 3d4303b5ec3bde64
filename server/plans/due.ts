// Pure: which retailers are due for a visit, and how much.
import type { DayRetailer } from './problem.ts';

/**
 * The rule: a retailer is visited so many times a month, as it says itself, else as its grade does, else as the setting does.
 * It is due when a month of 30 days divided by that, rounded down, has passed since it was last visited (a visit judged invalid
 * is none) or is planned to be. One never visited counts as overdue by one whole interval. Every due retailer may be left out
 * when the day is full; of those left out the sum of their dueness is kept least.
 */
export interface DueSettings {
  visitsAMonth: number;
  byGrade: Readonly<Record<string, number>>;
}

export interface Candidate extends DayRetailer {
  grade: string | null;
  visitsPerMonth: number | null;
  /** Days from the last visit, made or planned, to the day; null: never. */
  daysSince: number | null;
}

/** Overdue by more than so many intervals is not more urgent: one forgotten retailer must not cost a day for ten others. */
const MOST_INTERVALS = 5;
const NEVER_INTERVALS = 2;
/** A day has at most 400 stops to choose from; more would only take longer. */
const MOST_CANDIDATES = 300;

/** Intervals that have passed, 1 and above for those that are due. */
export function dueness(
  { grade, visitsPerMonth, daysSince }: Pick<Candidate, 'grade' | 'visitsPerMonth' | 'daysSince'>,
  { visitsAMonth, byGrade }: DueSettings,
): number {
  const visits = visitsPerMonth ?? (grade === null ? undefined : byGrade[grade]) ?? visitsAMonth;
  if (visits <= 0) return 0;
  if (daysSince === null) return NEVER_INTERVALS;
  return Math.min(MOST_INTERVALS, daysSince / Math.max(1, Math.floor(30 / visits)));
}

/** Those that are due, with what leaving each out counts above 1; the most overdue first. */
export function dueOf(
  candidates: readonly Candidate[],
  settings: DueSettings,
): { retailer: Candidate; priority: number }[] {
  const due = candidates
    .map((retailer) => ({ retailer, priority: dueness(retailer, settings) - 1 }))
    .filter(({ priority }) => priority >= 0);
  return due
    .sort((a, b) => b.priority - a.priority || (a.retailer.code < b.retailer.code ? -1 : 1))
    .slice(0, MOST_CANDIDATES);
}
