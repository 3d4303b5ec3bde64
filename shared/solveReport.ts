import { z } from 'zod';
import { TerritoryMeasure } from './scenarioSettings.ts';

/** Why a retailer changes hands, from the search; a planner's own move has none. */
export const MoveReason = z.enum(['relieves', 'supplies', 'passesOn', 'reconnects', 'unassigned']);
export type MoveReason = z.infer<typeof MoveReason>;

/** Why a tolerance is not met, or what could be eased; `OTHER` is said by its text alone. */
export const UnmetCode = z.enum([
  'LOCKED_TOO_MUCH',
  'TOO_LITTLE_REACHABLE',
  'ONE_TOO_LARGE',
  'CAPACITIES_TOO_SMALL',
  'GIANTS_LEAVE_TOO_LITTLE',
  'STEPS_TOO_LARGE',
  'OVER_CAPACITY',
  'TOO_MUCH',
  'TOO_LITTLE',
  'GROUPS_APART',
  'LOCKED_APART',
  'PIECES',
  'TOO_MANY_MOVES',
  'OTHER',
]);
export type UnmetCode = z.infer<typeof UnmetCode>;
export const EasingCode = z.enum([
  'ACCEPT',
  'WIDEN',
  'UNLOCK',
  'NO_CAPACITIES',
  'ANY_MOVES',
  'LINK',
  'ALLOW_MOVES',
  'OTHER',
]);
export type EasingCode = z.infer<typeof EasingCode>;

export const Easing = z.object({
  code: EasingCode,
  /** Of WIDEN and ACCEPT: which measure, and to what. */
  measure: TerritoryMeasure.nullable(),
  to: z.number().nullable(),
  text: z.string(),
  /** The worst deviation there would then be. */
  wouldReach: z.number(),
});
export type Easing = z.infer<typeof Easing>;

export const Unmet = z.object({
  /** A measure, or that territories are whole, or the limit of moves. */
  what: z.enum([...TerritoryMeasure.options, 'contiguity', 'switches']),
  no: z.number().int(),
  deviation: z.number(),
  tolerance: z.number(),
  /** True: no map whatever can meet it. False: none was found, and none is excluded. */
  isProven: z.boolean(),
  code: UnmetCode,
  /** The retailer that is too large, where it is one. */
  retailerId: z.uuid().nullable(),
  text: z.string(),
  easings: z.array(Easing),
});
export type Unmet = z.infer<typeof Unmet>;

export const SolveStart = z.enum(['today', 'here', 'nothing']);
export type SolveStart = z.infer<typeof SolveStart>;

/** What a search answered, kept with the step it made. */
export const SolveReport = z.object({
  from: SolveStart,
  seed: z.number(),
  measures: z.array(
    z.object({ measure: TerritoryMeasure, maxDeviation: z.number(), tolerance: z.number(), isMet: z.boolean() }),
  ),
  extraComponents: z.number().int(),
  rmsRadiusM: z.number(),
  diameterM: z.number(),
  /** Retailers in other hands than in the map it started from, and a number below which no map within the tolerances can be. */
  moved: z.number().int(),
  movedAtLeast: z.number(),
  unmet: z.array(Unmet),
  /** Barriers that counted, into how many groups that do not touch the retailers then fall, and those that stand alone. */
  barriers: z.number().int().default(0),
  groups: z.number().int().default(1),
  alone: z.array(z.uuid()).default([]),
  iterations: z.number(),
  elapsedMs: z.number(),
});
export type SolveReport = z.infer<typeof SolveReport>;
