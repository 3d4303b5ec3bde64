import type { Costs } from './costs.ts';
import type { Tour } from './tour.ts';
import { applyTwoOpt } from './twoOpt.ts';

/**
 * a [b…c] [d…e] [f…g] h → a [f…g] [d…e] [b…c] h: four edges change and no run is turned, which no chain of
 * sequential moves takes back at once (Martin, Otto and Felten 1991). Change of length.
 */
export function doubleBridgeDelta(
  costs: Costs,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
): number {
  return (
    costs.between(a, f) +
    costs.between(g, d) +
    costs.between(e, b) +
    costs.between(c, h) -
    costs.between(a, b) -
    costs.between(c, d) -
    costs.between(e, f) -
    costs.between(g, h)
  );
}

/** Where h follows g. Turns all three as one, then each by itself; the cost is their length, so they should be short. */
export function applyDoubleBridge(
  tour: Tour,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
): void {
  applyTwoOpt(tour, a, b, g); // a g…f e…d c…b h
  applyTwoOpt(tour, a, g, f); // a f…g e…d c…b h
  applyTwoOpt(tour, g, e, d); // a f…g d…e c…b h
  applyTwoOpt(tour, e, c, b); // a f…g d…e b…c h
}
