import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { plain } from './problems/because.ts';
import { ClockTime } from './clock.ts';
import { exportContract } from './exports.ts';
import { LngLat } from './geo.ts';
import { Lateness, Unserved } from './optimize.ts';
import { Day } from './text.ts';
import { RetailerState } from './retailers.ts';
import { Travel } from './travel.ts';

export const PlanStop = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  position: LngLat,
  /** On the plan's day: one that was closed after it was planned stays in the plan and is said to be. */
  state: RetailerState.default('open'),
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

export const Lunch = z
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
  /** Whom to ask for there, and how to reach them; hours in which to come; the last day of an earlier visit, null: never. */
  contact: z.string().nullable().default(null),
  phone: z.string().nullable().default(null),
  hours: z.string().nullable().default(null),
  grade: z.string().nullable().default(null),
  lastVisitDay: z.string().nullable().default(null),
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

export const PlanQuery = z.strictObject({ day: Day, repId: z.uuid().optional() });
export const PlanPath = z.strictObject({ repId: z.uuid(), day: Day });

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

export const listPlans = contract({
  method: 'get',
  path: '/plans',
  summary: 'The plans of a day: whom each rep visits, in order',
  action: 'plans.read',
  query: PlanQuery,
  reply: items(Plan),
});

export const readPlan = contract({
  method: 'get',
  path: '/plans/:repId/:day',
  summary: 'One plan with its times, what is late and what would mend it',
  action: 'plans.read',
  params: PlanPath,
  reply: DayPlan,
});

export const exportPlan = contract({
  method: 'get',
  path: '/plans/:repId/:day/export',
  summary: 'A plan for navigation apps (GPX) and maps (GeoJSON)',
  action: 'plans.read',
  params: PlanPath,
  query: z.strictObject({ format: ExportFormat.default('gpx') }),
  reply: { contentType: 'application/octet-stream' },
});

export const readPlanActual = contract({
  method: 'get',
  path: '/plans/:repId/:day/actual',
  summary: 'A day against its plan: visited, order kept, kilometres of the track, minutes',
  action: 'positions.read',
  shows: 'distance',
  params: PlanPath,
  reply: PlanActual,
});

export const planContracts = { listPlans, exportStops, readPlan, exportPlan, readPlanActual };
