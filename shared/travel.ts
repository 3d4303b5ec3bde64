import { z } from 'zod';

/** Where the metres and minutes between stops come from: a road network's `table` service, straight lines, or a matrix handed in. */
export const TravelSource = z.enum(['osrm', 'straight', 'matrix']);
export type TravelSource = z.infer<typeof TravelSource>;

/** Why straight lines stand in for roads although a road service is set. */
export const FallbackReason = z.enum([
  'timeout',
  'unreachable',
  'refused',
  'serverError',
  'redirected',
  'badAnswer',
  'tooLarge',
  'tooManyStops',
]);
export type FallbackReason = z.infer<typeof FallbackReason>;

/** How a route's travel was measured, said with every answer. */
export const Travel = z.object({
  /** `straight` as soon as nothing of it came from the road service. */
  source: TravelSource,
  fallbackReason: FallbackReason.nullable(),
  /** Share of the pairs of stops that straight lines stand in for, 0 to 1. */
  straightShare: z.number().min(0).max(1),
  /** Straight metres × this, and the speed on it, where straight lines are used; poor roads count more. */
  detourFactor: z.number().nullable(),
  speedKmh: z.number().nullable(),
  /** Ordered pairs of stops between which there is no way. */
  noWayPairs: z.number().int(),
});
export type Travel = z.infer<typeof Travel>;
