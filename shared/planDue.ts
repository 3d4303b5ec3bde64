import { z } from 'zod';
import { contract } from './contract.ts';
import { PlanPath, PlanStop } from './plans.ts';
import { Day, text } from './text.ts';

/** What putting a stop into a plan adds, where it costs least; hours, lunch and the day's end are looked at when it is tried. */
export const AddedCost = z.object({
  /** In the plan's order, from 1. */
  place: z.number().int(),
  travelS: z.number(),
  lengthM: z.number(),
});
export type AddedCost = z.infer<typeof AddedCost>;

/** A retailer that is not in a rep's plan of a day and could be. */
export const DueStop = PlanStop.omit({ state: true }).extend({
  grade: z.string().nullable(),
  /** The calendar's own visit of the day, or one that is owed since an earlier day; null: neither. */
  calendar: z.enum(['day', 'owed']).nullable(),
  /** Of the last visit, made or planned; null: never. */
  lastDay: Day.nullable(),
  /** Days from one visit to the next; null: none is wanted. */
  everyDays: z.number().int().nullable(),
  /** Days since it fell due, below 0: days until then; null: never visited, or no visit is wanted. */
  overdueDays: z.number().int().nullable(),
  /** null: there is no way to it. */
  cost: AddedCost.nullable(),
});
export type DueStop = z.infer<typeof DueStop>;

export const PlanDue = z.object({
  /** The calendar's first, then the most overdue. */
  items: z.array(DueStop),
  /** How many there are, those that are not listed too. */
  of: z.number().int(),
});
export type PlanDue = z.infer<typeof PlanDue>;

export const readPlanDue = contract({
  method: 'get',
  path: '/plans/:repId/:day/due',
  summary:
    'Who is due for a rep on a day and not in the plan, since when, and what adding each would cost; `q` finds any other retailer',
  action: 'plans.make',
  params: PlanPath,
  query: z.strictObject({ q: text(100).optional() }),
  reply: PlanDue,
});
