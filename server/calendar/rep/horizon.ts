// Pure: the days of a calendar. A position is the number of a working day, from 0; gaps are counted in them.
import type { CalendarRequest } from '../../../shared/calendar.ts';

const DAY_MS = 86_400_000;

export interface Horizon {
  days: readonly string[];
  positionOf: ReadonlyMap<string, number>;
  /** Monday is 1. */
  weekday: readonly number[];
  /** Whether the rep works on each day. */
  isPresent: readonly boolean[];
  /** Weekdays on which the organisation works in most weeks, rising; a make-up Saturday is none. */
  weekdays: readonly number[];
}

export function horizonOf({ days, absences }: Pick<CalendarRequest, 'days' | 'absences'>): Horizon {
  const list = days.map(({ day }) => day);
  const weekday = list.map(weekdayOf);
  const weeks = new Set(list.map((day) => weekOf(day))).size;
  const counts = [1, 2, 3, 4, 5, 6, 7].map((w) => weekday.filter((other) => other === w).length);
  const weekdays = counts.flatMap((count, k) => (2 * count >= weeks ? [k + 1] : []));
  return {
    days: list,
    positionOf: new Map(list.map((day, d) => [day, d])),
    weekday,
    isPresent: list.map((day) => !absences.some(({ from, to }) => from <= day && day <= to)),
    weekdays: weekdays.length > 0 ? weekdays : [...new Set(weekday)].sort((a, b) => a - b),
  };
}

export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Number of the week, from Monday on; weeks in a row have numbers in a row. */
export function weekOf(day: string): number {
  return Math.floor((Date.parse(`${day}T00:00:00Z`) / DAY_MS + 3) / 7);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Where a day lies among the working days: its position; between two of them, or outside, as many regular weekdays away. */
export function placeOf({ days, positionOf, weekdays }: Horizon, day: string): number {
  const known = positionOf.get(day);
  if (known !== undefined) return known;
  const first = days[0]!;
  const last = days[days.length - 1]!;
  if (day < first) return -regularBetween(day, first, weekdays);
  if (day > last) return days.length - 1 + regularBetween(last, day, weekdays);
  return days.findIndex((other) => other > day) - 0.5;
}

/** Regular weekdays after `from` up to `to`, that day counted whatever it is. */
function regularBetween(from: string, to: string, weekdays: readonly number[]): number {
  let count = 1;
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (weekdays.includes(weekdayOf(day))) count++;
  return count;
}
