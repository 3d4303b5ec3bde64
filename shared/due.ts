// Pure: which retailers are due for a visit, and how much. Plans, the calendar and reports ask this one rule.
import { own } from './own.ts';

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

export interface DueRetailer {
  code: string;
  grade: string | null;
  /** Its own frequency, where it has one. */
  visitsPerMonth: number | null;
  /** Days from the last visit, made or planned, to the day; null: never. */
  daysSince: number | null;
}

const MONTH_DAYS = 30;
/** Overdue by more than so many intervals is not more urgent: one forgotten retailer must not cost a day for ten others. */
const MOST_INTERVALS = 5;
const NEVER_INTERVALS = 2;

/** Visits a month: the retailer's own, else its grade's, else the setting's. */
export function frequencyOf(
  { grade, visitsPerMonth }: Pick<DueRetailer, 'grade' | 'visitsPerMonth'>,
  { visitsAMonth, byGrade }: DueSettings,
): number {
  const ofGrade = grade === null ? undefined : own(byGrade, grade);
  return visitsPerMonth ?? ofGrade ?? visitsAMonth;
}

/** Days from one visit to the next; null where none is wanted. */
export function intervalDays(
  retailer: Pick<DueRetailer, 'grade' | 'visitsPerMonth'>,
  settings: DueSettings,
): number | null {
  const visits = frequencyOf(retailer, settings);
  return visits <= 0 ? null : Math.max(1, Math.floor(MONTH_DAYS / visits));
}

/** Intervals that have passed, 1 and above for those that are due; 0 where no visit is wanted. */
export function dueness(retailer: Omit<DueRetailer, 'code'>, settings: DueSettings): number {
  const interval = intervalDays(retailer, settings);
  if (interval === null) return 0;
  return retailer.daysSince === null ? NEVER_INTERVALS : Math.min(MOST_INTERVALS, retailer.daysSince / interval);
}

/** Those that are due, with what leaving each out counts above 1; the most overdue first, at most so many. */
export function dueOf<R extends DueRetailer>(
  candidates: readonly R[],
  settings: DueSettings,
  most = Infinity,
): { retailer: R; priority: number }[] {
  return candidates
    .map((retailer) => ({ retailer, priority: dueness(retailer, settings) - 1 }))
    .filter(({ priority }) => priority >= 0)
    .sort((a, b) => b.priority - a.priority || (a.retailer.code < b.retailer.code ? -1 : 1))
    .slice(0, most);
}
