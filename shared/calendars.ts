// The calendar of a rep as it is stored, changed and published; `calendar.ts` is what the search takes and gives.
import { z } from 'zod';
import { Cure, MissReason } from './calendar.ts';
import { contract } from './contract.ts';
import { LngLat } from './geo.ts';
import { Day } from './text.ts';
import { AbsenceKind, DayKind, DayPart } from './workingDays.ts';

export const CalendarState = z.enum(['draft', 'published', 'retired']);
export type CalendarState = z.infer<typeof CalendarState>;

/** Work of a day in minutes: visits and ways. `holdsMin`: what the rep's shift holds, lunch not counted in; 0 where they are away. */
export const DayLoad = z.object({
  day: Day,
  stops: z.number().int(),
  workMin: z.number(),
  holdsMin: z.number(),
  km: z.number(),
});
export type DayLoad = z.infer<typeof DayLoad>;

export const CalendarMeasures = z.object({
  km: z.number(),
  worstDayOverMean: z.number(),
  gapsOut: z.number().int(),
  /** No calendar of these visits whose days hold no more work is below; null: changed by hand since. */
  lowerBoundKm: z.number().nullable(),
  days: z.array(DayLoad),
});
export type CalendarMeasures = z.infer<typeof CalendarMeasures>;

/** `moved`: on another day than its rule's, by a holiday, leave or a full day; `byHand`: somebody put it there. */
export const VisitWhy = z.enum(['pattern', 'moved', 'byHand']);
export type VisitWhy = z.infer<typeof VisitWhy>;

export const CalendarVisit = z.object({
  retailerId: z.uuid(),
  day: Day,
  stopNo: z.number().int(),
  why: VisitWhy,
  pinned: z.boolean(),
});
export type CalendarVisit = z.infer<typeof CalendarVisit>;

/** How a retailer is visited, as people say it: on these weekdays (Monday is 1) every so many weeks. `spread`: at even gaps. */
export const VisitRule = z.object({
  frequency: z.number(),
  style: z.enum(['weekday', 'spread']),
  weekdays: z.array(z.number().int()),
  everyWeeks: z.number().int(),
  phase: z.number().int(),
});
export type VisitRule = z.infer<typeof VisitRule>;

export const RuledRetailer = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  grade: z.string().nullable(),
  position: LngLat,
  /** Null: nothing of it is in this calendar. */
  rule: VisitRule.nullable(),
});
export type RuledRetailer = z.infer<typeof RuledRetailer>;

export const StoredMiss = z.object({
  retailerId: z.uuid(),
  day: Day.nullable(),
  reason: MissReason,
  cure: Cure.nullable(),
});
export type StoredMiss = z.infer<typeof StoredMiss>;

export const RepCalendar = z.object({
  calendarId: z.uuid(),
  repId: z.uuid(),
  unitId: z.uuid(),
  state: CalendarState,
  fromDay: Day,
  toDay: Day,
  revision: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  measures: CalendarMeasures,
  /** Changes by hand that can be undone. */
  steps: z.number().int(),
  retailers: z.array(RuledRetailer),
  visits: z.array(CalendarVisit),
  misses: z.array(StoredMiss),
});
export type RepCalendar = z.infer<typeof RepCalendar>;

/** What a day is for a rep. */
export const RepDay = z.object({
  day: Day,
  isWorked: z.boolean(),
  /** What somebody said of the day; null: nobody, the weekday decides. */
  kind: DayKind.nullable(),
  name: z.string().nullable(),
  absence: AbsenceKind.nullable(),
  part: DayPart.nullable(),
});
export type RepDay = z.infer<typeof RepDay>;

export const OwedVisit = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  day: Day,
  /** Until then it may be caught up; afterwards the next regular visit is nearer. */
  untilDay: Day,
});
export type OwedVisit = z.infer<typeof OwedVisit>;

export const RepMonth = z.object({
  repId: z.uuid(),
  name: z.string(),
  unitId: z.uuid(),
  /** The unit's own date. */
  today: Day,
  days: z.array(RepDay),
  /** Those that count on some of the days, by their first day. */
  published: z.array(RepCalendar),
  draft: RepCalendar.nullable(),
  owed: z.array(OwedVisit),
  /** What was pressed on these days: who was there and how it is judged. */
  made: z.array(z.object({ retailerId: z.uuid(), day: Day, state: z.string() })),
});
export type RepMonth = z.infer<typeof RepMonth>;

export const MOST_WEEKS = 26;
export const MOST_MONTH_DAYS = 366;

export const UnitWeeks = z.object({
  /** Mondays. */
  weeks: z.array(Day),
  reps: z.array(
    z.object({
      repId: z.uuid(),
      name: z.string(),
      state: CalendarState.nullable(),
      calendarId: z.uuid().nullable(),
      revision: z.number().int().nullable(),
      misses: z.number().int(),
      weeks: z.array(
        z.object({ stops: z.number().int(), workMin: z.number(), holdsMin: z.number(), km: z.number() }).nullable(),
      ),
    }),
  ),
});
export type UnitWeeks = z.infer<typeof UnitWeeks>;

const RepPath = z.object({ repId: z.uuid() });

export const readRepMonth = contract({
  method: 'get',
  path: '/calendars/reps/:repId',
  summary: 'The calendar of a rep: its days, what is published, the draft, and what is owed',
  action: 'plans.read',
  params: RepPath,
  query: z.strictObject({ from: Day, to: Day }),
  reply: RepMonth,
});

export const readUnitWeeks = contract({
  method: 'get',
  path: '/calendars/units/:unitId',
  summary: 'Work of the reps of a unit by week, of the drafts or of what is published',
  action: 'plans.read',
  params: z.object({ unitId: z.uuid() }),
  query: z.strictObject({
    from: Day,
    weeks: z.coerce.number<number>().int().min(1).max(MOST_WEEKS).default(8),
    state: z.enum(['draft', 'published']).default('published'),
  }),
  reply: UnitWeeks,
});

export const calendarReads = { readRepMonth, readUnitWeeks };
