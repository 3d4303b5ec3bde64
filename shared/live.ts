import { z } from 'zod';
import { Unit } from './people.ts';
import { LivePosition } from './positions.ts';
import { Plan } from './routes.ts';
import { Territory } from './territories.ts';
import { Day } from './text.ts';
import { VisitSummary } from './visits.ts';

/** What happened, as a watcher hears it. Applying one twice changes nothing: each carries the whole new state of its thing. */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('positions'), unitId: z.uuid(), positions: z.array(LivePosition) }),
  z.object({ kind: z.literal('visit'), unitId: z.uuid(), visit: VisitSummary }),
  z.object({ kind: z.literal('plan'), unitId: z.uuid(), repId: z.uuid(), day: Day }),
  z.object({ kind: z.literal('retailers'), unitId: z.uuid() }),
  z.object({ kind: z.literal('territories'), unitId: z.uuid() }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** A place in the stream of events; opaque to the watcher, who gives it back after a break. */
export const Cursor = z.string().max(100);

/** Rooms to join: units (with all below them) and, to hear less, single territories. */
export const WatchRequest = z.strictObject({
  units: z.array(z.uuid()).max(200).optional(),
  territories: z.array(z.uuid()).max(200).optional(),
  /** The last cursor heard before a break: what came after it is sent again first. */
  after: Cursor.optional(),
});
export type WatchRequest = z.infer<typeof WatchRequest>;

/**
 * `resumed`: everything after the cursor given follows; otherwise read the snapshot now, after joining.
 * `refused`: units and territories that are not in the watcher's scope.
 */
export const WatchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), resumed: z.boolean(), cursor: Cursor }),
  z.object({ ok: z.literal(false), code: z.enum(['INVALID_INPUT', 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'INTERNAL']), detail: z.string() }),
]);
export type WatchAnswer = z.infer<typeof WatchAnswer>;

export interface ServerToClient {
  events: (batch: { cursor: string; events: LiveEvent[] }) => void;
  /** The watcher's rights changed or the session ended: sign in or watch again. */
  dropped: (why: { code: 'NOT_SIGNED_IN' | 'NOT_ALLOWED' }) => void;
}

export interface ClientToServer {
  watch: (request: WatchRequest, answer: (reply: WatchAnswer) => void) => void;
}

/** The state of a day on the map, read after joining: GET /live/snapshot. */
export const Snapshot = z.object({
  cursor: Cursor,
  day: Day,
  units: z.array(Unit),
  reps: z.array(z.object({ repId: z.uuid(), unitId: z.uuid(), name: z.string(), last: LivePosition.nullable() })),
  territories: z.array(Territory),
  plans: z.array(Plan),
  visits: z.array(VisitSummary),
});
export type Snapshot = z.infer<typeof Snapshot>;
