import type { Tour } from './tour.ts';

/**
 * The edges a–b and c–d become a–c and b–d (Croes 1958), where b follows a and d follows c in either direction round the
 * tour. The one way every other move changes a tour.
 */
export function applyTwoOpt(tour: Tour, a: number, b: number, c: number): void {
  const { place } = tour;
  if (tour.next(a) === b) tour.reverse(place[b]!, place[c]!);
  else tour.reverse(place[c]!, place[b]!);
}
