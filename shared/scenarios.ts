import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { TerritoryKind } from './territories.ts';
import { Instant } from './text.ts';
import { TerritoryMeasure, ScenarioDesign } from './scenarioSettings.ts';
import { MoveReason, SolveReport } from './solveReport.ts';

export const ScenarioChange = z.enum([
  'create',
  'move',
  'lock',
  'unlock',
  'design',
  'solve',
  'undo',
  'redo',
  'rename',
  'delete',
  'restore',
]);
export type ScenarioChange = z.infer<typeof ScenarioChange>;

/** Who did what last, and to how many retailers. */
export const LastChange = z.object({
  what: ScenarioChange,
  count: z.number().int(),
  by: z.string(),
  byId: z.uuid(),
  at: Instant,
});
export type LastChange = z.infer<typeof LastChange>;

export const ScenarioSummary = z.object({
  scenarioId: z.uuid(),
  unitId: z.uuid(),
  kind: TerritoryKind,
  name: z.string(),
  revision: z.number().int(),
  territoryCount: z.number().int(),
  lastChange: LastChange,
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;

export const ScenarioStep = z.object({
  stepNo: z.number().int(),
  what: ScenarioChange,
  count: z.number().int(),
  by: z.string(),
  at: Instant,
});
export type ScenarioStep = z.infer<typeof ScenarioStep>;

export const Scenario = z.object({
  ...ScenarioSummary.omit({ territoryCount: true }).shape,
  ...ScenarioDesign.shape,
  timeZone: z.string(),
  /** From the beginning to where it stands, the last 500. */
  steps: z.array(ScenarioStep),
  redo: ScenarioStep.nullable(),
  /** The last search on the way here, and whether anything was done since. */
  report: SolveReport.nullable(),
  reportIsCurrent: z.boolean(),
  jobId: z.uuid().nullable(),
  /** Which barriers count, as they stand: where the columns say another, what touches is to be read again. */
  barriersKey: z.string(),
});
export type Scenario = z.infer<typeof Scenario>;

/** Every retailer of a scenario as columns, by code. */
export const ScenarioUnits = z.object({
  revision: z.number().int(),
  retailerId: z.array(z.uuid()),
  code: z.array(z.string()),
  name: z.array(z.string()),
  lng: z.array(z.number()),
  lat: z.array(z.number()),
  grade: z.array(z.string().nullable()),
  businessType: z.array(z.string().nullable()),
  scale: z.array(z.string().nullable()),
  /** Territory in the scenario and in today's map, 0 for none, below 0 for one of `gone`; and 1 where locked. */
  no: z.array(z.number().int()),
  todayNo: z.array(z.number().int()),
  locked: z.array(z.number().int()),
  /** Territories of today that the scenario has no more. */
  gone: z.array(z.object({ no: z.number().int(), name: z.string(), repId: z.uuid().nullable() })),
  /** By measure; null where the retailer's figures do not say. */
  measures: z.record(TerritoryMeasure, z.array(z.number().nullable())),
  /** Retailers at one point have one door; pairs of doors that touch, one after the other. */
  door: z.array(z.number().int()),
  edges: z.array(z.number().int()),
  barriersKey: z.string(),
});
export type ScenarioUnits = z.infer<typeof ScenarioUnits>;

/** Only where each stands: read after an undo, a search, or somebody else's change. */
export const ScenarioStand = z.object({
  revision: z.number().int(),
  retailerId: z.array(z.uuid()),
  no: z.array(z.number().int()),
  locked: z.array(z.number().int()),
});
export type ScenarioStand = z.infer<typeof ScenarioStand>;
export const ScenarioQuery = z.strictObject({ unitId: z.uuid().optional(), kind: TerritoryKind.optional() });

/** One retailer that changes hands against today's map. */
export const ScenarioMove = z.object({
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  fromNo: z.number().int(),
  /** The territory of today, also where the scenario has it no more. */
  fromName: z.string().nullable(),
  fromRep: z.string().nullable(),
  toNo: z.number().int(),
  toName: z.string().nullable(),
  toRep: z.string().nullable(),
  reason: MoveReason.nullable(),
  measure: TerritoryMeasure.nullable(),
});
export type ScenarioMove = z.infer<typeof ScenarioMove>;

export const ScenarioPath = z.object({ scenarioId: z.uuid() });

export const listScenarios = contract({
  method: 'get',
  path: '/scenarios',
  summary: 'Scenarios of territory maps in my units, the last changed first',
  action: 'territories.plan',
  query: ScenarioQuery,
  reply: items(ScenarioSummary),
});

export const readScenario = contract({
  method: 'get',
  path: '/scenarios/:scenarioId',
  summary: 'A scenario: its settings, territories, steps and the last search',
  action: 'territories.plan',
  params: ScenarioPath,
  reply: Scenario,
});

export const readScenarioUnits = contract({
  method: 'get',
  path: '/scenarios/:scenarioId/units',
  summary: 'Its retailers as columns: places, measures, where they stand and where they are today, what touches',
  action: 'territories.plan',
  params: ScenarioPath,
  reply: ScenarioUnits,
});

export const readScenarioStand = contract({
  method: 'get',
  path: '/scenarios/:scenarioId/stand',
  summary: 'Only where each retailer stands, in the order of the columns',
  action: 'territories.plan',
  params: ScenarioPath,
  reply: ScenarioStand,
});

export const listScenarioMoves = contract({
  method: 'get',
  path: '/scenarios/:scenarioId/moves',
  summary: "Who changes hands against today's map, from whom to whom, and why",
  action: 'territories.plan',
  params: ScenarioPath,
  reply: items(ScenarioMove),
});

export const scenarioContracts = {
  listScenarios,
  readScenario,
  readScenarioUnits,
  readScenarioStand,
  listScenarioMoves,
};
