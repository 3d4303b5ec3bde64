import { z } from 'zod';
import { plain } from './problems/because.ts';
import { ClockTime } from './clock.ts';
import { exportContract } from './exports.ts';
import { LngLat } from './geo.ts';
import { Lateness, Unserved } from './optimize.ts';
import { Day } from './text.ts';
import { Travel } from './travel.ts';

export const PlanStop = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  position: LngLat,
});
export type PlanStop = z.infer<typeof PlanStop>;

/** Who is to be visited by a rep on a day, in this order, and how good the order is: what maps and phones need. */
export const Plan = z.object({
  repId: z.uuid(),
  unitId: z.uuid(),
  day: Day,
  stops: z.array(PlanStop),
  /** Metres from the first stop to the last, and what no order can be below (on roads, where seconds are made least: the same share of the length). */
  lengthM: z.number(),
  lowerBoundM: z.number(),
  provedOptimal: z.boolean(),
});
export type Plan = z.infer<typeof Plan>;

const Lunch = z
  .strictObject({ minutes: z.number().min(0).max(480), from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from <= to, plain('ENDS_BEFORE_BEGIN'));

/** The working day that a plan is made for, on the unit's clock. */
export const DayFrame = z.strictObject({
  dayStart: ClockTime,
  dayEnd: ClockTime,
  /** Begins within the span; null: none. */
  lunch: Lunch.nullable(),
  /** Where the day starts and ends; null: at its first and its last stop. */
  start: LngLat.nullable(),
  end: LngLat.nullable(),
});
export type DayFrame = z.infer<typeof DayFrame>;

/** A stop with its times, seconds since midnight on the unit's clock. */
export const DayPlanStop = PlanStop.extend({
  /** Keeps its place when the order is made anew. */
  pinned: z.boolean(),
  /** Pressed on that day already: stays first, in its real order. */
  visited: z.boolean(),
  serviceS: z.number(),
  arriveS: z.number().nullable(),
  departS: z.number().nullable(),
  lateS: z.number(),
});
export type DayPlanStop = z.infer<typeof DayPlanStop>;

/** A plan with everything that is known of it. */
export const DayPlan = Plan.extend({
  stops: z.array(DayPlanStop),
  /** Counts up with every change: a change names the one it was made from. */
  revision: z.number().int(),
  /** Nobody changes it until it is unlocked. */
  locked: z.boolean(),
  frame: DayFrame,
  travelS: z.number(),
  /** From the day's start to its end. */
  durationS: z.number(),
  finishS: z.number(),
  latenessS: z.number(),
  /** At most this share above the best possible order; null: not known. */
  gapAtMost: z.number().nullable(),
  late: z.array(Lateness),
  /** Due and left out, by retailer. */
  unserved: z.array(Unserved),
  travel: Travel.nullable(),
});
export type DayPlan = z.infer<typeof DayPlan>;

const frameParts = {
  dayStart: ClockTime.optional(),
  dayEnd: ClockTime.optional(),
  lunch: Lunch.nullable().optional(),
  start: LngLat.nullable().optional(),
  end: LngLat.nullable().optional(),
};

/** Stops to be visited; the server puts them in the best order it finds (the order given is kept with `keepOrder`). */
export const NewPlan = z.strictObject({
  repId: z.uuid(),
  day: Day,
  retailerIds: z.array(z.uuid()).min(1).max(200),
  keepOrder: z.boolean().default(false),
  ...frameParts,
  /** The revision that this replaces; left out: whatever there is. */
  revision: z
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional(),
});
export type NewPlan = z.infer<typeof NewPlan>;

export const PlanQuery = z.strictObject({ day: Day, repId: z.uuid().optional() });
export const PlanPath = z.strictObject({ repId: z.uuid(), day: Day });

/** A plan as somebody has put it by hand. */
export const PlanEdit = z.strictObject({
  revision: z
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  /** Every stop in the wanted order; one left out is no longer visited, one added is. */
  retailerIds: z.array(z.uuid()).max(200),
  pinned: z.array(z.uuid()).max(200).default([]),
  locked: z.boolean().default(false),
  /** Puts what is neither visited nor pinned into the best order. */
  optimize: z.boolean().default(false),
  /** Answers what would be, and saves nothing. */
  dryRun: z.boolean().default(false),
  ...frameParts,
});
export type PlanEdit = z.infer<typeof PlanEdit>;

/** A difference of a plan: what it is now minus what it was. */
export const PlanDelta = z.object({
  lengthM: z.number(),
  travelS: z.number(),
  durationS: z.number(),
  latenessS: z.number(),
});
export type PlanDelta = z.infer<typeof PlanDelta>;

export const PlanChange = z.object({ plan: DayPlan, change: PlanDelta });
export type PlanChange = z.infer<typeof PlanChange>;

/** A stop given to another rep on the same day: both plans change, or neither. */
export const StopMove = z.strictObject({
  day: Day,
  retailerId: z.uuid(),
  from: z.strictObject({
    repId: z.uuid(),
    revision: z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  }),
  /** `revision` null: that rep has no plan yet. */
  to: z.strictObject({
    repId: z.uuid(),
    revision: z
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1)
      .nullable(),
  }),
  /** Place in the other's order, 1 for the first; null: where it costs least. */
  place: z.number().int().min(1).max(201).nullable().default(null),
  dryRun: z.boolean().default(false),
});
export type StopMove = z.infer<typeof StopMove>;

export const MovedStop = z.object({ from: PlanChange, to: PlanChange });
export type MovedStop = z.infer<typeof MovedStop>;

/** Everybody's plan of a day. */
export const PlanDay = z.strictObject({
  unitId: z.uuid(),
  day: Day,
  /** Plans that exist are made anew (not locked ones; what was visited stays); else only reps without a plan get one. */
  replace: z.boolean().default(false),
});
export type PlanDay = z.infer<typeof PlanDay>;

/** A rep's plans of several days, each due retailer once. */
export const PlanWeek = z.strictObject({
  repId: z.uuid(),
  days: z.array(Day).min(1).max(7),
  replace: z.boolean().default(false),
});
export type PlanWeek = z.infer<typeof PlanWeek>;

/** Why a rep got no new plan. `changed`: somebody else changed it meanwhile. */
export const WhyLeft = z.enum(['planned', 'locked', 'nothingDue', 'changed', 'noWay']);
export type WhyLeft = z.infer<typeof WhyLeft>;

/** What became of it, a row a rep and day. */
export const PlanResult = z.object({
  made: z.array(
    z.object({
      repId: z.uuid(),
      day: Day,
      stops: z.number().int(),
      unserved: z.number().int(),
      lengthM: z.number(),
      travelS: z.number(),
    }),
  ),
  left: z.array(z.object({ repId: z.uuid(), day: Day, why: WhyLeft })),
});
export type PlanResult = z.infer<typeof PlanResult>;

/** A day against its plan. */
export const PlanActual = z.object({
  planned: z.object({ stops: z.number().int(), lengthM: z.number(), durationS: z.number() }),
  /** Of the planned ones; and visits that were not planned. */
  visited: z.number().int(),
  unplanned: z.number().int(),
  /** Share of the visited stops that were visited in the plan's order; null: none was. */
  orderKept: z.number().nullable(),
  /** Metres of the track from the first visit to the last; null: no track. */
  lengthM: z.number().nullable(),
  /** From the start of the first visit to the end of the last. */
  durationS: z.number().nullable(),
  /** Planned stops that were not visited. */
  missed: z.array(z.uuid()),
});
export type PlanActual = z.infer<typeof PlanActual>;

export const ExportFormat = z.enum(['gpx', 'geojson']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const exportStops = exportContract({
  path: '/plans/export',
  summary:
    'The plans of a day, or of all days until another, as a file (CSV, XLSX, GeoJSON): a row a stop, with what became of it',
  action: 'plans.read',
  filter: { day: Day, until: Day.optional(), unitId: z.uuid().optional(), repId: z.uuid().optional() },
});
