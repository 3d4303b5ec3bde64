import { z } from 'zod';
import { contract } from './contract.ts';
import { LngLat } from './geo.ts';
import { Day, Instant, items, requiredText, text } from './text.ts';
import { VisitSummary } from './visits.ts';

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

export const listForgottenStops = contract({
  method: 'get',
  path: '/me/forgotten',
  summary: 'Stops in my own track of a day at which I pressed nothing: perhaps forgotten visits',
  action: 'visits.press',
  shows: 'own',
  query: z.strictObject({ day: Day }),
  reply: items(ForgottenStop),
});

export const claimForgottenStop = contract({
  method: 'post',
  path: '/me/forgotten/claim',
  summary: 'Such a stop was a visit: it is one that says it was claimed afterwards, and never valid by itself',
  action: 'visits.press',
  shows: 'own',
  body: ForgottenClaim,
  reply: VisitSummary,
  status: 201,
});

export const dismissForgottenStop = contract({
  method: 'post',
  path: '/me/forgotten/dismiss',
  summary: 'Such a stop was no visit: it is not proposed again',
  action: 'visits.press',
  body: ForgottenDismissal,
  reply: z.undefined(),
  status: 204,
});

export const forgottenContracts = { listForgottenStops, claimForgottenStop, dismissForgottenStop };
