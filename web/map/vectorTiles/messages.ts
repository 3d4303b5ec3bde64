// What the page and the painter of vector tiles say to each other.
import type { Language } from '../../format.ts';

/** A picture's side, CSS pixels: what one tile of the archive covers at the zoom before. */
export const TILE_PX = 512;

/** A picture at a zoom of the map, counted in pictures. */
export interface Place {
  z: number;
  x: number;
  y: number;
}
export const keyOf = ({ z, x, y }: Place): string => `${z}/${x}/${y}`;

export interface Look {
  kind: 'look';
  colours: Readonly<Record<string, string>>;
  language: Language;
  /** Pixels to a CSS pixel. */
  ratio: number;
}
export type Asked =
  | { kind: 'map'; url: string; maxZoom: number }
  | Look
  | { kind: 'paint'; at: Place }
  | { kind: 'drop'; at: Place }
  | { kind: 'hold'; isHeld: boolean };

/** A picture, again whenever it changes, or null where the archive has nothing; or the status of an answer that was no tile. */
export type Painted = { key: string; bitmap: ImageBitmap | null } | { lost: number };
