// What a layer of canvas tiles is, for those who paint them.
import type { WorldPoint } from './mercator.ts';

/** A part of a tile, in whole pixels of its canvas. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The pixels of a part, as ImageData has them (little-endian RGBA). */
export interface Pixels extends Part {
  data: Uint32Array;
}

/** A square of the map to be painted: a point w of the world stands at (w.x · worldPx − left, w.y · worldPx − top) CSS pixels. */
export interface Tile {
  zoom: number;
  worldPx: number;
  left: number;
  top: number;
  sizePx: number;
  /** Pixels of the canvas to a CSS pixel. */
  ratio: number;
  /** What of it is to be painted: all of it, unless the layer asks for parts (`repaint`). */
  part: Part;
}

/** The tile's canvas, its part of it clean. Ask only when there is something to draw: a tile without a canvas costs nothing, a clear one as much as a full one. */
export type Pen = () => CanvasRenderingContext2D;
export type Paint = (pen: Pen, tile: Tile) => void;

export interface Painting {
  redraw(): void;
  /** Only the tiles within `marginPx` of one of the points. */
  redrawAt(points: readonly WorldPoint[], marginPx: number): void;
  /** Only the parts of tiles within a reach (CSS pixels) of its point, all of them in the next frame: for what follows a hand. */
  repaint(points: readonly WorldPoint[], reachPx: (k: number) => number): void;
  show(isShown: boolean): void;
}
