import { contract } from './contract.ts';
import { because, plain } from './problems/because.ts';
import { z } from 'zod';

/** A base map over the built-in one, from elsewhere or from a file of the operator's: tiles by `{z}/{x}/{y}`, drawn in a frame. */
export const Tiles = z.object({
  url: z.string(),
  kind: z.enum(['pictures', 'vector']),
  frame: z.enum(['wgs84', 'gcj02']),
  attribution: z.string(),
  /** Farther off than the first zoom and outside the bounds there are no tiles; nearer than the last zoom its own are enlarged. */
  minZoom: z.number().int(),
  maxZoom: z.number().int(),
  /** Degrees of the tiles' own frame. Null: not known. */
  bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }).nullable(),
});
export type Tiles = z.infer<typeof Tiles>;

/** Pictures by an address, of which no more is known: usual services have zooms 0 to 19 of the whole world. */
export function tilesByUrl({ url, frame, attribution }: Pick<Tiles, 'url' | 'frame' | 'attribution'>): Tiles {
  return { url, kind: 'pictures', frame, attribution, minZoom: 0, maxZoom: 19, bounds: null };
}

const whole = (max: number) =>
  z
    .string()
    .regex(/^\d{1,8}$/, plain('WHOLE_NUMBER'))
    .transform(Number)
    .refine((n) => n <= max, because('MORE_THAN', { most: max, inclusive: true }));
const TilePath = z
  .strictObject({
    version: z.string().regex(/^[\w-]{1,64}$/, plain('LETTERS_AND_DIGITS')),
    z: whole(26),
    x: whole(2 ** 26 - 1),
    y: whole(2 ** 26 - 1),
  })
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, plain('NOT_A_TILE'));

export const readTile = contract({
  method: 'get',
  path: '/tiles/:version/:z/:x/:y',
  summary: 'A tile of the base map from TILE_FILE: MVT or a picture, as the file holds it; 204 where it holds none',
  action: 'me.read',
  params: TilePath,
  query: z.strictObject({}),
  reply: { contentType: 'application/octet-stream' },
});

export const tileContracts = { readTile };
