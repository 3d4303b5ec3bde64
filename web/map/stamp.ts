// Pure: thousands of equal dots put straight into the pixels of a tile. A path of 5,000 arcs takes a frame without a graphics card; this takes a tenth of it.

/** A disc as pixels: its side, and each pixel with its colour and how much of it the disc covers (little-endian RGBA, as ImageData has it). */
export interface Stamp {
  side: number;
  pixels: Uint32Array;
}

/** A disc of a radius in pixels of the canvas; its edge covers by the distance from the centre. */
export function discStamp(radius: number, colour: { r: number; g: number; b: number }): Stamp {
  const reach = Math.ceil(radius);
  const side = 2 * reach + 1;
  const pixels = new Uint32Array(side * side);
  const rgb = (colour.b << 16) | (colour.g << 8) | colour.r;
  for (let i = 0; i < pixels.length; i++) {
    const away = Math.hypot((i % side) - reach, Math.floor(i / side) - reach);
    const alpha = Math.round(255 * Math.max(0, Math.min(1, radius + 0.5 - away)));
    if (alpha > 0) pixels[i] = ((alpha << 24) | rgb) >>> 0;
  }
  return { side, pixels };
}

/**
 * Puts a stamp with its middle at (x, y) into a square picture; what lies outside is cut. Where dots of one colour meet, the one that
 * covers more stays: the alpha is the highest byte, so that is the greater number, and the order of the dots does not matter.
 */
export function stampAt(picture: Uint32Array, sidePx: number, x: number, y: number, { side, pixels }: Stamp): void {
  const reach = (side - 1) / 2;
  const left = Math.round(x) - reach;
  const top = Math.round(y) - reach;
  const from = Math.max(0, -left);
  const to = Math.min(side, sidePx - left);
  for (let row = Math.max(0, -top); row < Math.min(side, sidePx - top); row++) {
    let at = (top + row) * sidePx + left + from;
    for (let k = row * side + from; k < row * side + to; k++, at++)
      if (pixels[k]! > picture[at]!) picture[at] = pixels[k]!;
  }
}
