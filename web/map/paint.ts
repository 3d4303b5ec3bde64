// What a layer of canvas tiles is, for those who paint them.
import type { WorldPoint } from './mercator.ts';

/** A square of the map to be painted: a point w of the world stands at (w.x · worldPx − left, w.y · worldPx − top) CSS pixels. */
export interface Tile {
  zoom: number;
  worldPx: number;
  left: number;
  top: number;
  sizePx: number;
  /** Pixels of the canvas to a CSS pixel. */
  ratio: number;
}

/** The tile's clean canvas. Ask only when there is something to draw: a tile without a canvas costs nothing, a clear one as much as a full one. */
export type Pen = () => CanvasRenderingContext2D;
export type Paint = (pen: Pen, tile: Tile) => void;

export interface Painting {
  redraw(): void;
  /** Only the tiles within `marginPx` of one of the points. */
  redrawAt(points: readonly WorldPoint[], marginPx: number): void;
  show(isShown: boolean): void;
}
