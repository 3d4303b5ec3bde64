import { z } from 'zod';
import { TerritoryMeasure } from './scenarioSettings.ts';
import { easedCodes, unmetCodes, UnmetReason } from './unmet.ts';

/** Why a retailer changes hands, from the search; a planner's own move has none. */
export const MoveReason = z.enum(['relieves', 'supplies', 'passesOn', 'reconnects', 'unassigned']);
export type MoveReason = z.infer<typeof MoveReason>;

/** `OTHER` stands in reports of old, whose reason was a text alone. */
export const UnmetCode = z.enum([...unmetCodes, 'OTHER']);
export type UnmetCode = z.infer<typeof UnmetCode>;
export const EasingCode = z.enum([...easedCodes, 'OTHER']);
export type EasingCode = z.infer<typeof EasingCode>;

export const Easing = z.object({
  code: EasingCode,
  /** Of WIDEN and ACCEPT: which measure, and to what share; of ALLOW_MOVES: to how many. */
  measure: TerritoryMeasure.nullable(),
  to: z.number().nullable(),
  /** In English, for programs. */
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
  /** The code with its figures; null in reports from before they were kept. */
  reason: UnmetReason.nullable().default(null),
  /** The retailer that is too large, where it is one. */
  retailerId: z.uuid().nullable(),
  /** In English, for programs. */
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
