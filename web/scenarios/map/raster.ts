// Pure: areas of the planner's map as pixels. One path of thousands of triangles takes a frame and more without a graphics card.
import type { Part, Pixels } from '../../map/paint.ts';
import { blend } from './stamps.ts';

/** A pattern repeats after so many pixels of the page. */
export const INK_PX = 8;
/** A colour or a pattern: a square of pixels. */
export type Ink = Uint32Array;

/**
 * Fills a convex outline (x, y, x, y …, pixels of the tile) with an ink: every pixel whose middle lies in it, none twice where outlines
 * share a side. What lies outside of the part is cut; what lies inside is the same whatever the part.
 */
export function fillConvex({ left, top, width, height, data }: Pixels, outline: ArrayLike<number>, ink: Ink): void {
  const n = outline.length;
  const inkPx = Math.sqrt(ink.length);
  let low = Infinity;
  let high = -Infinity;
  for (let k = 1; k < n; k += 2) {
    low = Math.min(low, outline[k]!);
    high = Math.max(high, outline[k]!);
  }
  const until = Math.min(top + height, Math.ceil(high - 0.5));
  for (let row = Math.max(top, Math.ceil(low - 0.5)); row < until; row++) {
    const y = row + 0.5;
    let from = Infinity;
    let to = -Infinity;
    for (let k = 0, b = n - 2; k < n; b = k, k += 2) {
      const y0 = outline[b + 1]!;
      const y1 = outline[k + 1]!;
      if (y0 <= y === y1 <= y) continue;
      const x0 = outline[b]!;
      const x1 = outline[k]!;
      // from the same end whichever way the side is gone: two that share it cut each row at the very same place
      const x = y0 < y1 ? x0 + ((y - y0) * (x1 - x0)) / (y1 - y0) : x1 + ((y - y1) * (x0 - x1)) / (y0 - y1);
      if (x < from) from = x;
      if (x > to) to = x;
    }
    const end = Math.min(left + width, Math.ceil(to - 0.5));
    const pattern = (row % inkPx) * inkPx;
    const line = (row - top) * width - left;
    for (let x = Math.max(left, Math.ceil(from - 0.5)); x < end; x++) data[line + x] = ink[pattern + (x % inkPx)]!;
  }
}

/** How much of each pixel lines cover, 0 to 255. */
export interface Cover extends Part {
  data: Uint8Array;
}

/** Adds a line with round ends, pixels of the tile. Where lines meet the one that covers more stays, so that their order does not matter. */
export function coverLine(
  { left, top, width, height, data }: Cover,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  widthPx: number,
): void {
  const reach = widthPx / 2 + 0.5;
  const fromX = Math.max(left, Math.floor(Math.min(ax, bx) - reach));
  const toX = Math.min(left + width, Math.ceil(Math.max(ax, bx) + reach));
  const fromY = Math.max(top, Math.floor(Math.min(ay, by) - reach));
  const toY = Math.min(top + height, Math.ceil(Math.max(ay, by) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  for (let y = fromY; y < toY; y++) {
    const py = y + 0.5 - ay;
    for (let x = fromX; x < toX; x++) {
      const px = x + 0.5 - ax;
      const along = square === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
      const awayX = px - along * dx;
      const awayY = py - along * dy;
      const away = awayX * awayX + awayY * awayY;
      if (away >= reach * reach) continue;
      const cover = Math.round(255 * Math.min(1, reach - Math.sqrt(away)));
      const at = (y - top) * width + x - left;
      if (cover > data[at]!) data[at] = cover;
    }
  }
}

/** Puts the lines over the picture in a colour (a pixel). */
export function inkLines({ data }: Pixels, cover: Cover, colour: number): void {
  const alpha = (colour >>> 24) / 255;
  for (let at = 0; at < data.length; at++) {
    const covered = cover.data[at]!;
    if (covered > 0) data[at] = blend(((Math.round(alpha * covered) << 24) | (colour & 0xffffff)) >>> 0, data[at]!);
  }
}
