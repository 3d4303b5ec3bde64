import { contract } from './contract.ts';
import { Job } from './jobs.ts';
import { PlanPath } from './plans.ts';
import { z } from 'zod';
import { ClockTime } from './clock.ts';
import { LngLat } from './geo.ts';
import { Day } from './text.ts';
import { Lunch, DayPlan } from './plans.ts';

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

/** Why a rep got no new plan. `changed`: somebody else changed it meanwhile; `past`: the day is over where the rep works. */
export const WhyLeft = z.enum(['planned', 'locked', 'past', 'nothingDue', 'changed', 'noWay']);
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

export const makePlan = contract({
  method: 'post',
  path: '/plans',
  summary: "Make a rep's plan of a day in the best order, with how far from the best possible it can be",
  action: 'plans.make',
  body: NewPlan,
  reply: DayPlan,
  status: 201,
});

export const planDay = contract({
  method: 'post',
  path: '/plans/day',
  summary:
    "Plan a day for every rep of a unit: the retailers that are due, as many as fit. A job; its result says what became of each rep's plan",
  action: 'plans.make',
  body: PlanDay,
  reply: Job,
  status: 202,
});

export const planWeek = contract({
  method: 'post',
  path: '/plans/week',
  summary:
    "Plan several days of a rep: each retailer due by then once, near ones on one day, the days' work even. A job",
  action: 'plans.make',
  body: PlanWeek,
  reply: Job,
  status: 202,
});

export const moveStop = contract({
  method: 'post',
  path: '/plans/move',
  summary: 'Give a stop to another rep on the same day, or try what that would change',
  action: 'plans.make',
  body: StopMove,
  reply: MovedStop,
});

export const editPlan = contract({
  method: 'put',
  path: '/plans/:repId/:day',
  summary:
    'Put a plan into an order by hand, pin, lock, or let the rest be put in the best order; with dryRun only what that would change',
  action: 'plans.make',
  params: PlanPath,
  body: PlanEdit,
  reply: PlanChange,
});

export const planEditContracts = { makePlan, planDay, planWeek, moveStop, editPlan };
