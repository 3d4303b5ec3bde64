import { z } from 'zod';
import { LngLat } from './geo.ts';
import { Day, Instant, requiredText, text } from './text.ts';

/** A stop in the rep's own track with no visit at that time: perhaps one that was forgotten. Only the rep can say. */
export const ForgottenStop = z.object({
  /** The first and the last position of the stop, by the phone's clock. */
  fromAt: z.string(),
  untilAt: z.string(),
  /** Positions that the stop consists of, and their mean. */
  fixes: z.number().int(),
  position: LngLat,
  /** Retailers at which it may have been, planned ones first, then the nearest. */
  retailers: z
    .array(
      z.object({
        retailerId: z.uuid(),
        name: z.string(),
        position: LngLat,
        distanceM: z.number(),
        isPlanned: z.boolean(),
      }),
    )
    .min(1),
});
export type ForgottenStop = z.infer<typeof ForgottenStop>;

/** GET /me/forgotten */
export const ForgottenQuery = z.strictObject({ day: Day });

/** POST /me/forgotten/claim: the stop by its first position, the retailer, and what happened. The visit's id is made by the phone. */
export const ForgottenClaim = z.strictObject({
  visitId: z.uuid(),
  retailerId: z.uuid(),
  fromAt: Instant,
  note: requiredText(500),
});
export type ForgottenClaim = z.infer<typeof ForgottenClaim>;

/** POST /me/forgotten/dismiss: it was no visit; the stop is not proposed again. */
export const ForgottenDismissal = z.strictObject({
  retailerId: z.uuid(),
  fromAt: Instant,
  note: text(500).default(''),
});
export type ForgottenDismissal = z.infer<typeof ForgottenDismissal>;
