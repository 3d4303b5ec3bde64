import { contract } from './contract.ts';
import { PlanPath } from './plans.ts';
import { z } from 'zod';
import { Instant } from './text.ts';

/**
 * Why a plan was frozen when it was: the rep's first press or shift, the start of the working day, its being the first that was
 * made once the day had begun, or (`upgrade`) a day that was over before plans were frozen.
 */
export const FrozenWhy = z.enum(['press', 'shift', 'workStart', 'made', 'upgrade']);
export type FrozenWhy = z.infer<typeof FrozenWhy>;

const Figures = z.object({
  lengthM: z.number(),
  travelS: z.number(),
  /** From the day's start to its end. */
  durationS: z.number(),
  finishS: z.number(),
});

const NamedStop = z.object({ retailerId: z.uuid(), code: z.string(), name: z.string() });

/** A plan as it stood when its day began. */
export const PlanAsBegun = Figures.extend({
  at: Instant,
  why: FrozenWhy,
  stops: z.array(NamedStop),
});
export type PlanAsBegun = z.infer<typeof PlanAsBegun>;

/** What somebody changed afterwards, against what stood before. */
export const LaterChange = Figures.extend({
  at: Instant,
  /** Their name. */
  by: z.string(),
  added: z.array(NamedStop),
  removed: z.array(NamedStop),
  /** Stops that were there before and after stand in another order. */
  isReordered: z.boolean(),
  locked: z.boolean(),
});
export type LaterChange = z.infer<typeof LaterChange>;

export const PlanHistory = z.object({
  /** Null: the day has not begun, or there was no plan. */
  begun: PlanAsBegun.nullable(),
  changes: z.array(LaterChange),
});
export type PlanHistory = z.infer<typeof PlanHistory>;

export const readPlanHistory = contract({
  method: 'get',
  path: '/plans/:repId/:day/history',
  summary: 'A plan as it stood when the day began, and who changed what afterwards',
  action: 'plans.read',
  params: PlanPath,
  reply: PlanHistory,
});
