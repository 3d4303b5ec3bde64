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
