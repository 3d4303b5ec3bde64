// Pure: which of many moving dots must be drawn again. In a city most steps between two reports are less than a pixel.
import type { WorldPoint } from '../map/mercator.ts';

/** A dot as it was last drawn: where, and everything else that shows. */
export interface Drawn extends WorldPoint {
  look: string;
}

/** A step that cannot be seen is not drawn, pixels. Steps add up: they count from where the dot was last drawn. */
const SEEN_PX = 1;

/**
 * What differs between the dots as drawn and as they are now: the places to draw again, old and new, and what is drawn after that.
 * `worldPx` is the width of the world at the zoom looked at.
 */
export function changedDots(
  drawn: ReadonlyMap<string, Drawn>,
  now: ReadonlyMap<string, Drawn>,
  worldPx: number,
): { places: WorldPoint[]; next: Map<string, Drawn> } {
  const next = new Map<string, Drawn>();
  const places: WorldPoint[] = [];
  for (const [id, dot] of now) {
    const old = drawn.get(id);
    if (old && old.look === dot.look && Math.hypot(old.x - dot.x, old.y - dot.y) * worldPx < SEEN_PX) {
      next.set(id, old);
      continue;
    }
    next.set(id, dot);
    places.push(dot, ...(old ? [old] : []));
  }
  for (const [id, old] of drawn) if (!now.has(id)) places.push(old);
  return { places, next };
}
