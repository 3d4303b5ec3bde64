// Pure: what a retailer comes to in a period. Distinct retailers do not add up, so this is of the whole period and never of its days.
import { frequencyOf, intervalDays, type DueSettings } from '../../shared/due.ts';
import { daysBetween, monthsOf } from '../../shared/period.ts';
import type { Counts } from '../../shared/metrics.ts';

export interface RetailerPeriod {
  grade: string | null;
  visitsPerMonth: number | null;
  trust: string;
  /** Acts on its life that count, in the order of their days; none: it was always open. */
  acts: readonly { day: string; deed: 'opened' | 'paused' | 'resumed' | 'closed' }[];
  /** Days of the period with a valid visit, and its judged visits. */
  validDays: number;
  visits: number;
  /** The last valid visit until the period's end, ever. */
  lastDay: string | null;
}

/** Days on which it was open. One whose first act is its opening was not open before. */
export function openDays(acts: RetailerPeriod['acts'], from: string, to: string): number {
  let open = 0;
  let since = from;
  let isOpen = acts[0]?.deed !== 'opened';
  for (const { day, deed } of acts) {
    if (day > to) break;
    if (day > since) {
      if (isOpen) open += daysBetween(since, day);
      since = day;
    }
    isOpen = deed === 'opened' || deed === 'resumed';
  }
  return open + (isOpen ? daysBetween(since, to) + 1 : 0);
}

/** A whole number that binary fractions miss by a hair: 0.1 × 30 × 10 ÷ 30. */
const HAIR = 1e-9;

/**
 * Visits due in a period: by its frequency and the days it was open, rounded down. A frequency below one a month is asked for
 * once in a window of so many whole months that ends with the period, `windowDays` back; 0 where it was not open in all of it.
 */
export function dueVisits(
  frequency: number,
  acts: RetailerPeriod['acts'],
  from: string,
  to: string,
): { due: number; windowDays: number | null } {
  const days = daysBetween(from, to) + 1;
  const due = Math.floor((frequency * monthsOf(from, to) * openDays(acts, from, to)) / days + HAIR);
  if (due >= 1 || frequency <= 0 || frequency >= 1) return { due, windowDays: null };
  const windowDays = Math.ceil(1 / frequency) * 30;
  const first = new Date(Date.parse(to) - (windowDays - 1) * 86_400_000).toISOString().slice(0, 10);
  return { due: openDays(acts, first, to) === windowDays ? 1 : 0, windowDays };
}

/** Overdue: more than one and a half of its own intervals since it was last validly visited. */
const LATE = 1.5;

/** @param today beyond it nothing is overdue yet */
export function countsOfRetailer(
  retailer: RetailerPeriod,
  { from, to, today }: { from: string; to: string; today: string },
  settings: DueSettings,
): Counts {
  const { acts, validDays, visits, lastDay } = retailer;
  const days = daysBetween(from, to) + 1;
  const frequency = frequencyOf(retailer, settings);
  const isOpened = 2 * openDays(acts, from, to) >= days;
  const { due, windowDays } = dueVisits(frequency, acts, from, to);
  const end = to < today ? to : today;
  const interval = intervalDays(retailer, settings);
  const isOpen = openDays(acts, end, end) === 1;
  const sinceDays = lastDay === null ? Infinity : daysBetween(lastDay, end);
  const isKept = windowDays === null ? validDays >= due : lastDay !== null && daysBetween(lastDay, to) < windowDays;
  return {
    retailers: 1,
    trusted: Number(retailer.trust === 'confirmed' || retailer.trust === 'surveyed'),
    opened: Number(isOpened),
    covered: Number(isOpened && validDays > 0),
    due: Number(due >= 1),
    dueKept: Number(due >= 1 && isKept),
    open: Number(isOpen && interval !== null),
    overdue: Number(isOpen && interval !== null && sinceDays > LATE * interval),
    visits,
    beyond: Math.max(0, validDays - Math.ceil(frequency * monthsOf(from, to) - HAIR) - 1),
  };
}
