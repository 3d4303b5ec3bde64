// Pure: areas of the planner's map as pixels. One path of thousands of triangles takes a frame and more without a graphics card.

/** A pattern repeats after so many pixels of the page. */
export const INK_PX = 8;
/** A colour or a pattern: a square of pixels as ImageData has them (little-endian RGBA). */
export type Ink = Uint32Array;

/**
 * Fills a convex outline (x, y, x, y …, pixels of the picture) with an ink: every pixel whose middle lies in it, none twice where outlines
 * share a side. What lies outside of the picture is cut.
 */
export function fillConvex(picture: Uint32Array, sidePx: number, outline: readonly number[], ink: Ink): void {
  const n = outline.length;
  const inkPx = Math.sqrt(ink.length);
  let [low, high] = [Infinity, -Infinity];
  for (let k = 1; k < n; k += 2) {
    low = Math.min(low, outline[k]!);
    high = Math.max(high, outline[k]!);
  }
  const until = Math.min(sidePx, Math.ceil(high - 0.5));
  for (let row = Math.max(0, Math.ceil(low - 0.5)); row < until; row++) {
    const y = row + 0.5;
    let [left, right] = [Infinity, -Infinity];
    for (let k = 0; k < n; k += 2) {
      const [x0, y0] = [outline[k]!, outline[k + 1]!];
      const [x1, y1] = [outline[(k + 2) % n]!, outline[(k + 3) % n]!];
      if (y0 <= y === y1 <= y) continue;
      // from the same end whichever way the side is gone: two that share it cut each row at the very same place
      const x = y0 < y1 ? x0 + ((y - y0) * (x1 - x0)) / (y1 - y0) : x1 + ((y - y1) * (x0 - x1)) / (y0 - y1);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    const to = Math.min(sidePx, Math.ceil(right - 0.5));
    const pattern = (row % inkPx) * inkPx;
    for (let x = Math.max(0, Math.ceil(left - 0.5)); x < to; x++) picture[row * sidePx + x] = ink[pattern + (x % inkPx)]!;
  }
}
