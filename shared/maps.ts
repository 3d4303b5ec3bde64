import { contract } from './contract.ts';
import { ScenarioPath, ScenarioQuery } from './scenarios.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { TerritoryKind } from './territories.ts';
import { Day, Instant } from './text.ts';
import { seen } from './scenarioEdits.ts';

export const PublishWish = z.strictObject({ ...seen, day: Day });
export const ReturnWish = z.strictObject({ day: Day });

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

export const publishScenario = contract({
  method: 'post',
  path: '/scenarios/:scenarioId/publish',
  summary: "Publish a scenario as the map from a day on, in the unit's time zone",
  action: 'territories.plan',
  params: ScenarioPath,
  body: PublishWish,
  reply: PublishedMap,
  status: 201,
});

export const listMaps = contract({
  method: 'get',
  path: '/territories/maps',
  summary: 'Every published map of my units: past, in force, to come, withdrawn',
  action: 'territories.read',
  query: ScenarioQuery,
  reply: items(PublishedMap),
});

export const returnToMap = contract({
  method: 'post',
  path: '/territories/maps/:mapId/publish',
  summary: 'Return to an earlier map: publish it again from a day on',
  action: 'territories.plan',
  params: z.object({ mapId: z.uuid() }),
  body: ReturnWish,
  reply: PublishedMap,
  status: 201,
});

export const withdrawMap = contract({
  method: 'post',
  path: '/territories/maps/:mapId/withdrawal',
  summary: 'Withdraw a map before its day: what is in force until then goes on',
  action: 'territories.plan',
  params: z.object({ mapId: z.uuid() }),
  reply: PublishedMap,
});

export const mapContracts = { publishScenario, listMaps, returnToMap, withdrawMap };
