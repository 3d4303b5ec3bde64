import { z } from 'zod';
import { plain } from './problems/because.ts';
import { LngLat } from './geo.ts';
import { TerritoryKind } from './territories.ts';
import { requiredText, text } from './text.ts';

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
  /** Whether the way from the base and back counts, where a territory of the scenario has one. */
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
  /** Barriers of the unit that do not count in this scenario. */
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
