// Pure: dots of the planner's map as pixels: paths of thousands of arcs are slow without a graphics card (web/map/stamp.ts).
import type { Pixels } from '../../map/paint.ts';
import type { Stamp } from '../../map/stamp.ts';

export interface Rgb {
  r: number;
  g: number;
  b: number;
}

export const pack = ({ r, g, b }: Rgb, alpha: number): number =>
  ((Math.round(alpha * 255) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
const cover = (radius: number, away: number): number => Math.max(0, Math.min(1, radius + 0.5 - away));

/** A disc with a line round it, radius and width in pixels of the canvas; `fill` null: hollow, what is below shows. `strength` is the line's own alpha. */
export function roundStamp(radius: number, widthPx: number, line: Rgb, strength: number, fill: Rgb | null): Stamp {
  const outer = radius + widthPx / 2;
  const inner = radius - widthPx / 2;
  const reach = Math.ceil(outer);
  const side = 2 * reach + 1;
  const pixels = new Uint32Array(side * side);
  for (let i = 0; i < pixels.length; i++) {
    const away = Math.hypot((i % side) - reach, Math.floor(i / side) - reach);
    const all = cover(outer, away);
    const within = cover(inner, away);
    if (all === 0) continue;
    if (!fill) pixels[i] = pack(line, Math.max(0, all - within) * strength);
    else {
      const mix = (1 - within) * strength; // of the line, over the fill
      pixels[i] = pack(
        {
          r: fill.r + (line.r - fill.r) * mix,
          g: fill.g + (line.g - fill.g) * mix,
          b: fill.b + (line.b - fill.b) * mix,
        },
        all,
      );
    }
  }
  return { side, pixels };
}

/** The outline of a square round a dot, one pixel of the page wide. */
export function squareStamp(halfPx: number, widthPx: number, line: Rgb): Stamp {
  const reach = Math.round(halfPx);
  const side = 2 * reach + 1;
  const pixels = Uint32Array.from({ length: side * side }, (_, i) => {
    const inward = Math.min(i % side, side - 1 - (i % side), Math.floor(i / side), side - 1 - Math.floor(i / side));
    return inward < widthPx ? pack(line, 1) : 0;
  });
  return { side, pixels };
}

/** Puts a stamp with its middle at (x, y), pixels of the tile, over what a part has; what lies outside is cut. */
export function stampOver(
  { left, top, width, height, data }: Pixels,
  x: number,
  y: number,
  { side, pixels }: Stamp,
): void {
  const reach = (side - 1) / 2;
  const column = Math.round(x) - reach - left;
  const line = Math.round(y) - reach - top;
  const from = Math.max(0, -column);
  const to = Math.min(side, width - column);
  const end = Math.min(side, height - line);
  for (let row = Math.max(0, -line); row < end; row++) {
    let at = (line + row) * width + column + from;
    for (let k = row * side + from; k < row * side + to; k++, at++) {
      const over = pixels[k]!;
      if (over === 0) continue;
      const below = data[at]!;
      data[at] = below === 0 || over >>> 24 === 255 ? over : blend(over, below);
    }
  }
}

/** One colour over another, neither of them premultiplied, as ImageData has them. */
export function blend(over: number, below: number): number {
  const a = (over >>> 24) / 255;
  const b = ((below >>> 24) / 255) * (1 - a);
  const all = a + b;
  if (all === 0) return 0;
  const red = Math.round(((over & 255) * a + (below & 255) * b) / all);
  const green = Math.round((((over >>> 8) & 255) * a + ((below >>> 8) & 255) * b) / all);
  const blue = Math.round((((over >>> 16) & 255) * a + ((below >>> 16) & 255) * b) / all);
  return ((Math.round(all * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
