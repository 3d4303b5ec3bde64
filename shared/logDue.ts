// Pure: which days a log speaks of, when it is due, and whether it came in time.
import { z } from 'zod';
import { ClockTime } from './clock.ts';
import { dayAfter } from './period.ts';

export const LogSpan = z.enum(['day', 'week', 'month']);
export type LogSpan = z.infer<typeof LogSpan>;

/** When logs are due: a day's on that day, a week's on a weekday of it, a month's so many days after its end. */
export const LogsDue = z.strictObject({
  day: ClockTime,
  /** Monday is 1. */
  weekday: z.number().int().min(1).max(7),
  week: ClockTime,
  monthDays: z.number().int().min(0).max(27),
});
export type LogsDue = z.infer<typeof LogsDue>;

/** The span of a log that a day lies in: weeks begin on Monday. */
export function spanOf(span: LogSpan, day: string): { fromDay: string; toDay: string } {
  if (span === 'day') return { fromDay: day, toDay: day };
  if (span === 'week') {
    const fromDay = dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
    return { fromDay, toDay: dayAfter(fromDay, 6) };
  }
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { fromDay: `${day.slice(0, 8)}01`, toDay: `${day.slice(0, 8)}${length}` };
}

/** When it is due on the unit's clock. */
export function dueOn(span: LogSpan, fromDay: string, rule: LogsDue): { day: string; time: ClockTime } {
  if (span === 'day') return { day: fromDay, time: rule.day };
  if (span === 'week') return { day: dayAfter(fromDay, rule.weekday - 1), time: rule.week };
  return { day: dayAfter(spanOf('month', fromDay).toDay, rule.monthDays), time: '24:00' };
}

export const Timeliness = z.enum(['inTime', 'saidInTime', 'late']);
export type Timeliness = z.infer<typeof Timeliness>;
/** A phone's clock beside the server's and beside the days that its log speaks of. */
export const PhoneClock = z.enum(['right', 'ahead', 'behind']);
export type PhoneClock = z.infer<typeof PhoneClock>;

/** So far a phone's clock may be off. */
const CLOCK_MS = 5 * 60_000;

/** The phone's clock is believed as long as it can be right: nobody writes of a day before it begins, or after it was received. */
export function timelinessOf({
  saidAt,
  receivedAt,
  dueAt,
  beginsAt,
}: Record<'saidAt' | 'receivedAt' | 'dueAt' | 'beginsAt', Date>): { timeliness: Timeliness; clock: PhoneClock } {
  const said = saidAt.getTime();
  const clock =
    said > receivedAt.getTime() + CLOCK_MS ? 'ahead' : said < beginsAt.getTime() - CLOCK_MS ? 'behind' : 'right';
  if (receivedAt <= dueAt) return { timeliness: 'inTime', clock };
  return { timeliness: clock === 'right' && saidAt <= dueAt ? 'saidInTime' : 'late', clock };
}
