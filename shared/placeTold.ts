import { z } from 'zod';
import { contract } from './contract.ts';
import { LngLat } from './geo.ts';
import { Day, text } from './text.ts';

export const tellMoved = contract({
  method: 'post',
  path: '/places/moved',
  summary:
    'Say, as a rep, that a shop has moved: since which day, and where to, by a visit of yours or if you stand there',
  action: 'visits.press',
  body: z.strictObject({
    retailerId: z.uuid(),
    fromDay: Day,
    /** Made by the sender, so that what is sent twice is one. */
    proposalId: z.uuid().optional(),
    /** A visit of yours there: where the phone knew best at its presses where it was. Instead of a position. */
    visitId: z.uuid().nullish(),
    position: LngLat.nullish(),
    accuracyM: z.number().positive().max(1e6).nullish(),
    note: text(500).nullish(),
  }),
  reply: z.object({ proposalId: z.uuid() }),
  status: 201,
});
