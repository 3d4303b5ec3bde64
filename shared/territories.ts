import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { requiredText } from './text.ts';

/** Order-call (订单呼叫), visit (走访) and delivery (配送): each retailer is in at most one territory of each kind. */
export const TerritoryKind = z.enum(['order_call', 'visit', 'delivery']);
export type TerritoryKind = z.infer<typeof TerritoryKind>;

export const Territory = z.object({
  territoryId: z.uuid(),
  unitId: z.uuid(),
  kind: TerritoryKind,
  name: z.string(),
  repId: z.uuid().nullable(),
  retailerCount: z.number().int(),
});
export type Territory = z.infer<typeof Territory>;

export const NewTerritory = z.strictObject({
  unitId: z.uuid(),
  kind: TerritoryKind,
  name: requiredText(100),
  repId: z.uuid().nullable().default(null),
  retailerIds: z.array(z.uuid()).max(20_000).default([]),
});
export type NewTerritory = z.infer<typeof NewTerritory>;

export const listTerritories = contract({
  method: 'get',
  path: '/territories',
  summary: 'The territories of my scope',
  action: 'territories.read',
  query: z.strictObject({ kind: TerritoryKind.optional() }),
  reply: items(Territory),
});

export const addTerritory = contract({
  method: 'post',
  path: '/territories',
  summary: 'Add a territory with its retailers',
  action: 'territories.plan',
  body: NewTerritory,
  reply: Territory,
  status: 201,
  maxBodyBytes: 2_000_000,
});

export const territoryContracts = { listTerritories, addTerritory };
