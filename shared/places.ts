import { z } from 'zod';
import { contract } from './contract.ts';
import { LngLat } from './geo.ts';
import { CoordinateTrust } from './retailers.ts';
import { Day } from './text.ts';

/** How somebody came to know where a retailer is. */
export const PlaceKind = z.enum(['import', 'survey', 'learned', 'frame', 'move', 'withdrawn']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** A version of where a retailer is, as it was said once. */
export const Place = z.object({
  placeNo: z.number().int(),
  position: LngLat,
  trust: CoordinateTrust,
  /** Standard error, metres; null: it was not kept then. */
  sigmaM: z.number().nullable(),
  /** null: the setting of the unit and the day counts. */
  thresholdM: z.number().nullable(),
  /** The day from which it counts; null: it corrects what was always so, or since the move before it. */
  fromDay: z.string().nullable(),
  kind: PlaceKind,
  /** The file that said it. */
  fileName: z.string().nullable(),
  /** Who said it; null: nobody knows, or somebody of a unit that is not the reader's. */
  byName: z.string().nullable(),
  reason: z.string().nullable(),
  at: z.string(),
  /** From what was said before it, metres; null: it is the first. */
  movedM: z.number().nullable(),
});
export type Place = z.infer<typeof Place>;

export const readPlaces = contract({
  method: 'get',
  path: '/retailers/:retailerId/places',
  summary:
    'Where a retailer was said to be, newest first, and how many visits a correction, or a move from a day on, would judge again',
  action: 'retailers.read',
  params: z.strictObject({ retailerId: z.uuid() }),
  query: z.strictObject({ fromDay: Day.optional() }),
  reply: z.object({ items: z.array(Place), visits: z.number().int() }),
});

export const placeContracts = { readPlaces };
