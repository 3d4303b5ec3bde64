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
