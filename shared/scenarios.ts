import { z } from 'zod';
import { plain } from './problems/because.ts';
import { LngLat } from './geo.ts';
import { TerritoryKind } from './territories.ts';
import { Day, Instant, requiredText, text } from './text.ts';

/** What a territory has a sum of. Workload is minutes a month, of the kind's own work. */
export const TerritoryMeasure = z.enum([
  'retailers',
  'dailyOrderingRetailers',
  'orders',
  'volume',
  'visits',
  'workloadMin',
]);
export type TerritoryMeasure = z.infer<typeof TerritoryMeasure>;

/** What each kind of territory is balanced on unless a planner says otherwise, and what is shown beside it. */
export const measuresByKind: Record<
  TerritoryKind,
  { balanced: readonly TerritoryMeasure[]; shown: readonly TerritoryMeasure[] }
> = {
  order_call: { balanced: ['dailyOrderingRetailers', 'orders'], shown: ['retailers', 'volume', 'workloadMin'] },
  visit: { balanced: ['retailers', 'visits', 'workloadMin'], shown: ['orders', 'volume'] },
  delivery: { balanced: ['orders', 'volume', 'workloadMin'], shown: ['retailers'] },
};

const Minutes = z.number().min(0).max(600);
const Visits = z.strictObject({ visitsPerMonth: z.number().min(0).max(62), serviceMin: Minutes });

/** What minutes a month are made of. Every number is a setting; the defaults and their sources are in server/scenarios/defaults.ts. */
export const Workload = z.strictObject({
  /** A retailer's own visits a month and minutes a visit, where they are known, come before its grade's. */
  usesOwn: z.boolean(),
  grades: z.record(text(8), Visits),
  otherGrade: Visits,
  /** Minutes of one order call, and of one delivery at the door. */
  callMin: Minutes,
  deliveryMin: Minutes,
  /** Minutes lost on each visit or delivery where the retailer has key service hours. */
  keyHoursMin: Minutes,
  roadFactor: z.number().min(1).max(5),
  /** Local travel is so many times as slow on such roads. */
  roads: z.strictObject({
    good: z.number().min(0.5).max(5),
    fair: z.number().min(0.5).max(5),
    poor: z.number().min(0.5).max(5),
  }),
  localSpeedKmh: z.number().min(1).max(120),
  baseSpeedKmh: z.number().min(1).max(120),
  workingDaysPerMonth: z.number().min(1).max(31),
  /** Whether the way from the base and back counts, where a territory of the draft has one. */
  baseTrips: z.boolean().default(true),
});
export type Workload = z.infer<typeof Workload>;

export const MeasureSetting = z.strictObject({
  measure: TerritoryMeasure,
  /** Whether a search keeps every territory within the tolerance; otherwise it is only shown. */
  isBalanced: z.boolean(),
  /** Allowed |W/T − 1|. */
  tolerance: z.number().min(0.001).max(2),
});
export type MeasureSetting = z.infer<typeof MeasureSetting>;

export const ScenarioSettings = z.strictObject({
  measures: z
    .array(MeasureSetting)
    .min(1)
    .max(TerritoryMeasure.options.length)
    .refine((list) => new Set(list.map((m) => m.measure)).size === list.length, plain('MEASURE_TWICE')),
  /** The most retailers one territory may give away and receive together, against today's map. */
  maxMovesPerTerritory: z.number().int().min(0).max(100_000).nullable(),
  /** A figure that a retailer lacks: refuse to search, or count it as the median of those known. */
  unknown: z.enum(['refuse', 'median']),
  /** Barriers of the unit that do not count in this draft. */
  barriersOff: z.array(z.uuid()).max(2_000).default([]),
  workload: Workload,
});
export type ScenarioSettings = z.infer<typeof ScenarioSettings>;

export const ScenarioTerritory = z.strictObject({
  /** Its number in the scenario: never given twice. */
  no: z.number().int().min(1).max(1_000_000),
  territoryId: z.uuid(),
  name: requiredText(100),
  repId: z.uuid().nullable(),
  /** Nothing leaves and nothing enters. */
  isLocked: z.boolean(),
  /** Its part of the whole, against 1 for the others. */
  share: z.number().min(0.01).max(100),
  /** The most it may have of a measure. */
  capacity: z.partialRecord(TerritoryMeasure, z.number().min(0).max(1e12)),
  /** Where its rep starts the day. */
  base: LngLat.nullable(),
});
export type ScenarioTerritory = z.infer<typeof ScenarioTerritory>;

/** What is planned with: everything of a scenario but where each retailer stands. */
export const ScenarioDesign = z.strictObject({
  settings: ScenarioSettings,
  territories: z.array(ScenarioTerritory).max(2_000),
});
export type ScenarioDesign = z.infer<typeof ScenarioDesign>;

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

/** The revision the writer saw: where it is not the last, nothing is written. */
const seen = { revision: z.number().int().min(1).max(2_000_000_000) };
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
export const PublishWish = z.strictObject({ ...seen, day: Day });
export const ReturnWish = z.strictObject({ day: Day });
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

/** A map that is, was or will be in force. */
export const PublishedMap = z.object({
  mapId: z.uuid(),
  unitId: z.uuid(),
  kind: TerritoryKind,
  name: z.string(),
  /** The first day in force; null: since before anything was published. */
  fromDay: z.string().nullable(),
  /** The first day no more in force; null: until another is published. */
  untilDay: z.string().nullable(),
  state: z.enum(['past', 'live', 'due', 'withdrawn']),
  publishedBy: z.string().nullable(),
  publishedAt: Instant,
  scenarioId: z.uuid().nullable(),
  returnsTo: z.uuid().nullable(),
  territoryCount: z.number().int(),
  retailerCount: z.number().int(),
  movedCount: z.number().int(),
});
export type PublishedMap = z.infer<typeof PublishedMap>;
