// Pure: which part of a tile lies near points that look otherwise.
import type { WorldPoint } from './mercator.ts';
import type { Part, Tile } from './paint.ts';

/** The least part of a tile in which all is that lies within its reach (CSS pixels) of a point; null: none of it. */
export function partNear(
  tile: Omit<Tile, 'part' | 'zoom'>,
  points: readonly WorldPoint[],
  reachPx: (k: number) => number,
): Part | null {
  const { left, top, sizePx, worldPx, ratio } = tile;
  let [fromX, fromY, toX, toY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < points.length; k++) {
    const x = points[k]!.x * worldPx - left;
    const y = points[k]!.y * worldPx - top;
    const reach = reachPx(k);
    if (x + reach < 0 || y + reach < 0 || x - reach > sizePx || y - reach > sizePx) continue;
    fromX = Math.min(fromX, x - reach);
    fromY = Math.min(fromY, y - reach);
    toX = Math.max(toX, x + reach);
    toY = Math.max(toY, y + reach);
  }
  if (fromX === Infinity) return null;
  const within = (px: number): number => Math.max(0, Math.min(sizePx * ratio, px));
  const [x0, y0, x1, y1] = [
    Math.floor(fromX * ratio),
    Math.floor(fromY * ratio),
    Math.ceil(toX * ratio),
    Math.ceil(toY * ratio),
  ].map(within) as [number, number, number, number];
  return x0 < x1 && y0 < y1 ? { left: x0, top: y0, width: x1 - x0, height: y1 - y0 } : null;
}

/** The least part that holds both. */
export function around(a: Part, b: Part): Part {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
  };
}
