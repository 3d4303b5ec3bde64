import { contract } from './contract.ts';
import { Job } from './jobs.ts';
import { Scenario, ScenarioPath } from './scenarios.ts';
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

const Revision = z.strictObject({ revision: z.coerce.number<number>().int().min(1).max(2_000_000_000) });
/** 200,000 retailers by their ids. */
const MANY_BYTES = 8_500_000;

export const addScenario = contract({
  method: 'post',
  path: '/scenarios',
  summary: "Begin a scenario from today's map, or with so many empty territories",
  action: 'territories.plan',
  body: NewScenario,
  reply: Scenario,
  status: 201,
});

export const copyScenario = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/copy',
  summary: 'Copy a scenario as it stands',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioCopy,
  reply: Scenario,
  status: 201,
});

export const removeScenario = contract({
  method: 'delete',
  path: '/scenarios/:scenarioId',
  summary: 'Put a scenario aside; it can be restored',
  action: 'territories.plan',
  params: ScenarioPath,
  query: Revision,
  reply: z.undefined(),
  status: 204,
});

export const restoreScenario = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/restore',
  summary: 'Take a scenario back that was put aside',
  action: 'territories.plan',
  params: ScenarioPath,
  body: z.strictObject({}),
  reply: Scenario,
});

export const changeScenario = contract({
  method: 'patch',
  path: '/scenarios/:scenarioId',
  summary: 'Rename a scenario, change its settings or its territories',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioPatch,
  reply: Scenario,
  maxBodyBytes: 2_000_000,
});

export const moveRetailers = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/moves',
  summary: 'Hand retailers over by hand',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioMoves,
  reply: Scenario,
  maxBodyBytes: MANY_BYTES,
});

export const lockRetailers = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/locks',
  summary: 'Lock retailers where they are, or unlock them',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioLocks,
  reply: Scenario,
  maxBodyBytes: MANY_BYTES,
});

export const undoSteps = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/undo',
  summary: 'Take steps back, to the beginning if wished',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioBack,
  reply: Scenario,
});

export const redoSteps = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/redo',
  summary: 'Take steps again that were taken back',
  action: 'territories.plan',
  params: ScenarioPath,
  body: ScenarioBack,
  reply: Scenario,
});

export const solveScenario = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/solve',
  summary: "Search for balanced territories, from today's map with the fewest moves or anew; the answer becomes a step",
  action: 'territories.plan',
  params: ScenarioPath,
  body: SolveWish,
  reply: Job,
  status: 202,
});

export const scenarioEditContracts = {
  addScenario,
  copyScenario,
  removeScenario,
  restoreScenario,
  changeScenario,
  moveRetailers,
  lockRetailers,
  undoSteps,
  redoSteps,
  solveScenario,
};
