// Pure: where in a cluster's circle its number stands, so that a rep who is there does not hide it.

/** Half of a rep's disc far off, with its edge. */
const REP_PX = 10;
/** Half of a number's height; a digit's width at the size it is written in. */
const HALF_HEIGHT_PX = 5;
const DIGIT_PX = 7.2;
/** From the middle of a number to the middle of the ring, so that they do not touch. */
const EDGE_PX = 9.5;

/**
 * How far below the circle's middle the number stands, pixels (negative: above): in the middle unless a rep's disc lies on it; then where it
 * is free, below or above; else where it is covered least. `reps` are places from the middle, pixels.
 */
export function numberBelow(count: number, radius: number, reps: readonly { x: number; y: number }[]): number {
  if (reps.length === 0) return 0;
  const halfWidth = (String(count).length * DIGIT_PX) / 2;
  const away = Math.floor(radius - EDGE_PX);
  let best = { below: 0, hidden: Infinity };
  for (const below of [0, away, -away]) {
    let hidden = 0;
    for (const rep of reps) {
      const across = halfWidth + REP_PX - Math.abs(rep.x);
      const along = HALF_HEIGHT_PX + REP_PX - Math.abs(rep.y - below);
      if (across > 0 && along > 0)
        hidden += Math.min(across, 2 * halfWidth, 2 * REP_PX) * Math.min(along, 2 * HALF_HEIGHT_PX);
    }
    if (hidden < best.hidden) best = { below, hidden };
  }
  return best.below;
}
