// Pure: what the calendar command reads and prints.
import { z } from 'zod';
import { ClockTime } from './clock.ts';
import { LngLat } from './geo.ts';
import { Span } from './optimize.ts';
import { Day, requiredText } from './text.ts';

/** What is printed of Cordeau's periodic instances: customers 1 to n, days and vehicles in the file's order. */
export const PeriodicReply = z.strictObject({
  n: z.number().int(),
  days: z.number().int(),
  length: z.number(),
  /** No calendar that keeps the file's limits is shorter. */
  lowerBound: z.number(),
  /** routes[day][vehicle]: customers in order, the depot not among them. */
  routes: z.array(z.array(z.array(z.number().int()))),
  /** Customers for whom no room was found. */
  missed: z.array(z.number().int()),
  cpuMs: z.number().int(),
});
export type PeriodicReply = z.infer<typeof PeriodicReply>;

/** A calendar covers at most a year, its gaps counted in: a solve of more would answer for days nobody knows yet. */
export const MOST_CALENDAR_DAYS = 366;
const MOST_RETAILERS = 1_000;

/** A day on which the organisation works, wherever in the week it lies (调休): holidays are simply not listed. */
export const WorkingDay = z.strictObject({
  day: Day,
  from: ClockTime.default('08:30'),
  to: ClockTime.default('17:30'),
  /** Share of a full day's work, for half days. */
  share: z.number().gt(0).max(1).default(1),
});

export const CalendarRetailer = z.strictObject({
  code: requiredText(100),
  position: LngLat,
  /** Visits in four weeks; null: nobody has said, which is told and not guessed. 0: never. */
  frequency: z.number().min(0).max(1_000).nullable(),
  minutes: z.number().min(0).max(1_440),
  /** `weekday`: the same weekdays every so many weeks, where the frequency has such; `spread`: even gaps. */
  style: z.enum(['weekday', 'spread']).default('weekday'),
  /** Weekdays on which it is open, Monday is 1; none said: all. */
  openDays: z.array(z.number().int().min(1).max(7)).max(7).optional(),
  windows: z.array(Span).max(12).default([]),
  /** The last valid visit, before the first day. */
  lastVisit: Day.optional(),
  /** Days on which it must be visited. */
  pins: z.array(Day).max(MOST_CALENDAR_DAYS).default([]),
});
export type CalendarRetailer = z.infer<typeof CalendarRetailer>;

/** Travel by row: the retailers in order, then the base if there is one. */
const Matrix = z.array(z.array(z.number().min(0).max(1e6)));

export const CalendarRequest = z.strictObject({
  days: z.array(WorkingDay).min(1).max(MOST_CALENDAR_DAYS),
  absences: z
    .array(
      z.strictObject({ from: Day, to: Day, kind: z.enum(['leave', 'ill', 'training', 'meeting']).default('leave') }),
    )
    .max(100)
    .default([]),
  /** Where days begin and end; null: at the first and the last retailer. */
  base: LngLat.nullable().default(null),
  retailers: z.array(CalendarRetailer).min(1).max(MOST_RETAILERS),
  travel: z.strictObject({ minutes: Matrix, km: Matrix }).optional(),
  settings: z
    .strictObject({
      /** How far a day's work may be from its share of the mean. */
      tolerance: z.number().min(0).max(1).default(0.05),
      /** How far a gap may be from the regular one. */
      spacingTolerance: z.number().min(0).max(1).default(0.2),
      speedKmh: z.number().gt(0).max(200).default(20),
      detourFactor: z.number().min(1).max(10).default(1.3),
      /** Minutes of travel that a changed published visit has to save; null: who is published stays where possible. */
      changeMinutes: z.number().min(0).max(1e6).nullable().default(null),
    })
    .prefault({}),
  /** Days as published, by the retailer's code. */
  published: z.record(z.string(), z.array(Day).max(MOST_CALENDAR_DAYS)).default({}),
});
export type CalendarRequest = z.infer<typeof CalendarRequest>;

/** Why a visit, or all of a retailer's, is not in the calendar. */
export const MissReason = z.enum([
  'noOpenDay',
  'repAway',
  'noTime',
  'pinsClash',
  'tooOften',
  'beyondReach',
  'unknownFrequency',
]);
export type MissReason = z.infer<typeof MissReason>;

/** What would mend a miss; each but `setFrequency` has been tried on this calendar. */
export const Cure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('setFrequency') }),
  z.strictObject({ kind: z.literal('visitAtMost'), frequency: z.number() }),
  z.strictObject({ kind: z.literal('openOn'), weekday: z.number().int() }),
  z.strictObject({ kind: z.literal('unpin'), day: Day }),
  /** A visit on this day would fit, though it is further from the regular one than half a gap. */
  z.strictObject({ kind: z.literal('visitOn'), day: Day }),
  z.strictObject({ kind: z.literal('longerDay'), day: Day, minutes: z.number() }),
]);
export type Cure = z.infer<typeof Cure>;

export const CalendarMiss = z.strictObject({
  retailer: z.string(),
  reason: MissReason,
  /** The day on which it would have been; null where all its visits are missed. */
  day: Day.nullable(),
  /** Null: nothing small mends it. */
  cure: Cure.nullable(),
});
export type CalendarMiss = z.infer<typeof CalendarMiss>;

export const CalendarReply = z.strictObject({
  n: z.number().int(),
  days: z.number().int(),
  km: z.number(),
  /** The longest day's work by its share, over the mean, less one. */
  worstDayOverMean: z.number(),
  /** Gaps between visits outside the spacing tolerance, the one from the last visit before the first day too. */
  gapsOut: z.number().int(),
  assignment: z.record(z.string(), z.array(Day)),
  /** routes[day]: codes in the order of the day. */
  routes: z.array(z.array(z.string())),
  missed: z.array(CalendarMiss),
  /** Who of the published is on other days now. */
  changed: z.array(z.strictObject({ retailer: z.string(), from: z.array(Day), to: z.array(Day) })),
  /** No calendar of these visits whose days hold no more work is below. */
  lowerBoundKm: z.number(),
  cpuMs: z.number().int(),
});
export type CalendarReply = z.infer<typeof CalendarReply>;
