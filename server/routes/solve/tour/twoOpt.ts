import type { Costs } from './costs.ts';
import type { Tour } from './tour.ts';

/** Change of length when the edges a–b and c–d become a–c and b–d (Croes 1958). */
export function twoOptDelta(costs: Costs, a: number, b: number, c: number, d: number): number {
  return costs.between(a, c) + costs.between(b, d) - costs.between(a, b) - costs.between(c, d);
}

/** Where b follows a and d follows c, in either direction round the tour: a–b, c–d become a–c, b–d. */
export function applyTwoOpt(tour: Tour, a: number, b: number, c: number): void {
  const { place } = tour;
  if (tour.next(a) === b) tour.reverse(place[b]!, place[c]!);
  else tour.reverse(place[c]!, place[b]!);
}
