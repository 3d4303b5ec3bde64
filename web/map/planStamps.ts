// Pure: dots of the planner's map as pixels: paths of thousands of arcs are slow without a graphics card (web/map/stamp.ts).
import type { Stamp } from './stamp.ts';

export interface Rgb {
  r: number;
  g: number;
  b: number;
}

const pack = ({ r, g, b }: Rgb, alpha: number): number => ((Math.round(alpha * 255) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
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
      pixels[i] = pack({ r: fill.r + (line.r - fill.r) * mix, g: fill.g + (line.g - fill.g) * mix, b: fill.b + (line.b - fill.b) * mix }, all);
    }
  }
  return { side, pixels };
}

/** Puts a stamp with its middle at (x, y) over what a square picture has; what lies outside is cut. */
export function stampOver(picture: Uint32Array, sidePx: number, x: number, y: number, { side, pixels }: Stamp): void {
  const reach = (side - 1) / 2;
  const left = Math.round(x) - reach;
  const top = Math.round(y) - reach;
  const from = Math.max(0, -left);
  const to = Math.min(side, sidePx - left);
  for (let row = Math.max(0, -top); row < Math.min(side, sidePx - top); row++) {
    let at = (top + row) * sidePx + left + from;
    for (let k = row * side + from; k < row * side + to; k++, at++) {
      const over = pixels[k]!;
      const below = picture[at]!;
      if (over === 0) continue;
      picture[at] = below === 0 || over >>> 24 === 255 ? over : blend(over, below);
    }
  }
}

/** One colour over another, neither of them premultiplied, as ImageData has them. */
export function blend(over: number, below: number): number {
  const a = (over >>> 24) / 255;
  const b = ((below >>> 24) / 255) * (1 - a);
  const all = a + b;
  const part = (shift: number): number => Math.round((((over >>> shift) & 255) * a + ((below >>> shift) & 255) * b) / all);
  return ((Math.round(all * 255) << 24) | (part(16) << 16) | (part(8) << 8) | part(0)) >>> 0;
}
