// Pure: the periods that are looked at: weeks of Monday to Sunday, months, and from a day to a day.
import { dayKey } from '../../shared/metrics.ts';
import { dayAfter, daysBetween } from '../../shared/period.ts';

export interface Period {
  from: string;
  /** The last day, itself included. */
  to: string;
}

export type PeriodKind = 'week' | 'month' | 'days';

export function weekOf(day: string): Period {
  const from = dayAfter(day, 1 - (new Date(`${day}T12:00:00Z`).getUTCDay() || 7));
  return { from, to: dayAfter(from, 6) };
}

export function monthOf(day: string): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-${length}` };
}

export function kindOf({ from, to }: Period): PeriodKind {
  if (weekOf(from).from === from && weekOf(from).to === to) return 'week';
  return monthOf(from).from === from && monthOf(from).to === to ? 'month' : 'days';
}

/** The period before or after, of the same kind: of days as many as it has. */
export function step(period: Period, by: -1 | 1): Period {
  const kind = kindOf(period);
  const next = by < 0 ? dayAfter(period.from, -1) : dayAfter(period.to, 1);
  if (kind === 'week') return weekOf(next);
  if (kind === 'month') return monthOf(next);
  const days = daysBetween(period.from, period.to) + 1;
  return { from: dayAfter(period.from, by * days), to: dayAfter(period.to, by * days) };
}

/** What of it has been: days to come have no figures, and would make a comparison with earlier ones false. */
export function soFar({ from, to }: Period, today: string): Period {
  return { from, to: to > today && from <= today ? today : to };
}

/** As many days before it. */
export function before({ from, to }: Period): Period {
  const days = daysBetween(from, to) + 1;
  return { from: dayAfter(from, -days), to: dayAfter(from, -1) };
}

/** A month's first days say little: until the fourth the month before is what one looks at. */
export function usualPeriod(today: string): Period {
  return monthOf(Number(today.slice(8)) < 4 ? dayAfter(today, -4) : today);
}

/** How a period is cut for a line: by day up to two months, then by week, from a year and a half by month. */
export function stepsOf({ from, to }: Period): 'day' | 'week' | 'month' {
  const days = daysBetween(from, to) + 1;
  return days <= 62 ? 'day' : days <= 550 ? 'week' : 'month';
}

/** Every day, week or month of a period, also those in which nothing was: a line over time leaves none out. */
export function keysOf(by: 'day' | 'week' | 'month', { from, to }: Period): string[] {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, k) => dayAfter(from, k));
  return [...new Set(days.map((day) => dayKey(by, day)))];
}
