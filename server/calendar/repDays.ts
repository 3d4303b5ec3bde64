// Pure: what each day is for a rep, and what its shift holds.
import type { CalendarRequest } from '../../shared/calendar.ts';
import type { RepDay } from '../../shared/calendars.ts';
import { clockOf, secondsOf } from '../../shared/clock.ts';
import type { DayFrame } from '../../shared/plans.ts';
import type { Absence, SaidDay } from '../../shared/workingDays.ts';
import { addDays, weekdayOf } from './rep/horizon.ts';

const FRIDAY = 5;

/** Every day from one to another: what is said of it, else what its weekday is, and whether the rep is away. */
export function repDays(
  from: string,
  to: string,
  said: readonly SaidDay[],
  absences: readonly Pick<Absence, 'fromDay' | 'toDay' | 'part' | 'kind'>[],
): RepDay[] {
  const saidOf = new Map(said.map((one) => [one.day, one]));
  const days: RepDay[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { kind = null, name = null } = saidOf.get(day) ?? {};
    const away = absences.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
    const isWorked = kind === null ? weekdayOf(day) <= FRIDAY : kind !== 'holiday';
    days.push({ day, isWorked, kind, name, absence: away?.kind ?? null, part: away?.part ?? null });
  }
  return days;
}

/** Whether a visit can be made then. */
export function canWork({ isWorked, part }: RepDay): boolean {
  return isWorked && part !== 'day';
}

/** The shift that is left of a working day: half on a half day and where the rep is away for half of it, lunch left out of a whole one. */
export function shiftOf(
  { day, kind, part }: RepDay,
  { dayStart, dayEnd, lunch }: DayFrame,
): CalendarRequest['days'][number] {
  const isHalf = kind === 'half' || part === 'morning' || part === 'afternoon';
  const [startS, endS] = [secondsOf(dayStart), secondsOf(dayEnd)];
  const middleS = (startS + endS) / 2;
  if (isHalf)
    return part === 'morning'
      ? { day, from: clockOf(middleS), to: dayEnd, share: 0.5 }
      : { day, from: dayStart, to: clockOf(middleS), share: 0.5 };
  const workedTo = Math.max(startS + 60, endS - 60 * (lunch?.minutes ?? 0));
  return { day, from: dayStart, to: clockOf(workedTo), share: 1 };
}
