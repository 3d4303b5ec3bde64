import { z } from 'zod';
import { TerritoryKind } from './territories.ts';
import { requiredText } from './text.ts';
import { ScenarioSettings, ScenarioTerritory } from './scenarioSettings.ts';
import { SolveStart } from './solveReport.ts';

/** The revision the writer saw: where it is not the last, nothing is written. */
export const seen = { revision: z.number().int().min(1).max(2_000_000_000) };
const ids = z.array(z.uuid()).min(1).max(200_000);

export const NewScenario = z.strictObject({
  unitId: z.uuid(),
  kind: TerritoryKind,
  name: requiredText(100),
  from: z.enum(['today', 'empty']).default('today'),
  /** Of an empty one: how many territories. */
  parts: z.number().int().min(1).max(2_000).default(1),
});
export const ScenarioCopy = z.strictObject({ name: requiredText(100) });
export const ScenarioPatch = z.strictObject({
  ...seen,
  name: requiredText(100).optional(),
  settings: ScenarioSettings.optional(),
  /** All of them: one left out is dissolved and its retailers are in none; one without an id is new. */
  territories: z
    .array(ScenarioTerritory.extend({ territoryId: z.uuid().nullable() }))
    .max(2_000)
    .optional(),
});
export type ScenarioPatch = z.infer<typeof ScenarioPatch>;
export const ScenarioMoves = z.strictObject({
  ...seen,
  moves: z
    .array(z.strictObject({ to: z.number().int().min(0).max(1_000_000), retailerIds: ids }))
    .min(1)
    .max(2_000),
});
export type ScenarioMoves = z.infer<typeof ScenarioMoves>;
export const ScenarioLocks = z.strictObject({ ...seen, isLocked: z.boolean(), retailerIds: ids });
export const ScenarioBack = z.strictObject({ ...seen, steps: z.number().int().min(1).max(100_000).default(1) });
export const SolveWish = z.strictObject({
  ...seen,
  from: SolveStart.default('today'),
  seconds: z.number().min(0.5).max(300).default(10),
  seed: z.number().int().min(0).max(1e9).default(1),
});
export type SolveWish = z.infer<typeof SolveWish>;
