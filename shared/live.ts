import { contract } from './contract.ts';
import { z } from 'zod';
import { SentReason } from './errors.ts';
import { Unit } from './units.ts';
import { LivePosition, PositionSource } from './positions.ts';
import { Plan } from './plans.ts';
import { Territory } from './territories.ts';
import { Day } from './text.ts';
import { VisitSummary } from './visits.ts';

const otherEvents = [
  z.object({ kind: z.literal('visit'), unitId: z.uuid(), visit: VisitSummary }),
  z.object({ kind: z.literal('plan'), unitId: z.uuid(), repId: z.uuid(), day: Day }),
  z.object({ kind: z.literal('retailers'), unitId: z.uuid() }),
  z.object({ kind: z.literal('territories'), unitId: z.uuid() }),
] as const;

/** What happened. Applying one twice changes nothing: each carries the whole new state of its thing. */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('positions'), unitId: z.uuid(), positions: z.array(LivePosition) }),
  ...otherEvents,
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/**
 * A position on its way to a watcher, in half the bytes: the rep, longitude and latitude in millionths of a degree (11 cm), the accuracy in
 * decimetres, the source, the phone's time in ms since 1970, and how many ms later the server had it.
 */
export const Move = z.tuple([
  z.string().min(1),
  z.number().int(),
  z.number().int(),
  z.number().int().positive().nullable(),
  PositionSource.nullable(),
  z.number().int(),
  z.number().int(),
]);
export type Move = z.infer<typeof Move>;

/** An event as the stream says it. */
export const ToldEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moves'), unitId: z.uuid(), moves: z.array(Move) }),
  ...otherEvents,
]);
export type ToldEvent = z.infer<typeof ToldEvent>;

export function tell(event: LiveEvent): ToldEvent {
  if (event.kind !== 'positions') return event;
  const moves = event.positions.map(({ repId, position, accuracyM, source, fixAt, receivedAt }): Move => [
    repId,
    Math.round(position.lng * 1e6),
    Math.round(position.lat * 1e6),
    accuracyM === null ? null : Math.max(1, Math.round(accuracyM * 10)),
    source,
    Date.parse(fixAt),
    Date.parse(receivedAt) - Date.parse(fixAt),
  ]);
  return { kind: 'moves', unitId: event.unitId, moves };
}

export function hear(event: ToldEvent): LiveEvent {
  if (event.kind !== 'moves') return event;
  const positions = event.moves.map(([repId, lngE6, latE6, accuracyDm, source, fixAtMs, lateMs]): LivePosition => ({
    repId,
    position: { lng: lngE6 / 1e6, lat: latE6 / 1e6 },
    accuracyM: accuracyDm === null ? null : accuracyDm / 10,
    source,
    fixAt: new Date(fixAtMs).toISOString(),
    receivedAt: new Date(fixAtMs + lateMs).toISOString(),
  }));
  return { kind: 'positions', unitId: event.unitId, positions };
}

/** A place in the stream of events; opaque to the watcher, who gives it back after a break. */
export const Cursor = z.string().max(140);

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
  z.object({
    ok: z.literal(false),
    code: z.enum(['INVALID_INPUT', 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'INTERNAL']),
    detail: z.string(),
    reason: SentReason,
  }),
]);
export type WatchAnswer = z.infer<typeof WatchAnswer>;

export interface ServerToClient {
  /** A cursor is for one watcher; what many hear alike has none, and who was away hears it again from the cursor before. */
  events: (batch: { cursor?: string; events: ToldEvent[] }) => void;
  /** The watcher's rights changed or the session ended: sign in or watch again. */
  dropped: (why: { code: 'NOT_SIGNED_IN' | 'NOT_ALLOWED' }) => void;
}

export interface ClientToServer {
  watch: (request: WatchRequest, answer: (reply: WatchAnswer) => void) => void;
}

/** The state of a day on the map: GET /live/snapshot. Read after joining, or before it and joined at its cursor. */
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

export const readSnapshot = contract({
  method: 'get',
  path: '/live/snapshot',
  summary:
    'The state of a day on the map; join the stream first and read this second, or join it after this at its cursor',
  action: 'live.watch',
  shows: 'live',
  query: z.strictObject({ day: Day.optional(), unitId: z.uuid().optional() }),
  reply: Snapshot,
});

export const liveContracts = { readSnapshot };
