/** Position of cell (x, y), each below 65,536, along the Hilbert curve (Hilbert 1891; the bitwise form of Wikipedia's xy2d). */
export function hilbertOf(x: number, y: number): number {
  let d = 0;
  for (let s = 32_768; s > 0; s >>= 1) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    d += s * s * ((3 * rx) ^ ry);
    if (ry === 1) continue;
    if (rx === 1) {
      x = 65_535 - x;
      y = 65_535 - y;
    }
    [x, y] = [y, x];
  }
  return d;
}
