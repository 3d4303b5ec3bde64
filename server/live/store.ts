import type { LiveEvent } from '../../shared/live.ts';
import type { Queryable } from '../db.ts';
import { unitRoom, type WatchedRow } from './gatherEvents.ts';

/** A place in the stream: the transaction and the event, and the stream's own name, which a restore changes. */
export interface Place {
  streamId: string;
  xid: string;
  eventId: string;
}

/** A session of the person `repId` ended: said by sql/current/people.sql to the servers, never to a watcher. */
export interface SessionEnd {
  kind: 'sessionEnd';
}

export interface EventRow {
  orgId: number;
  unitId: string;
  territoryId: string | null;
  repId: string | null;
  payload: LiveEvent | SessionEnd;
  xid: string;
  eventId: string;
}

/** What cursors are signed with. */
export async function streamSecret(sql: Queryable): Promise<Buffer> {
  const { rows } = await sql.query<{ secret: Buffer }>('select secret from stream limit 1');
  return rows[0]!.secret;
}

/**
 * The place before everything that is not yet safe to read: the oldest transaction still running.
 * Starting there, a tail hears what was uncommitted when it began; starting at max(id) would miss it.
 */
export async function currentPlace(sql: Queryable): Promise<Place> {
  const { rows } = await sql.query<Place>(
    `select stream_id as "streamId", pg_snapshot_xmin(pg_current_snapshot())::text as xid, '0' as "eventId" from stream limit 1`,
  );
  return rows[0]!;
}

const eventColumns = `org_id as "orgId", unit_id as "unitId", territory_id as "territoryId", rep_id as "repId", payload, xid::text as xid, event_id::text as "eventId"`;
const afterPlace = `(xid, event_id) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())`;

/** What became visible after a place, in order, up to the fence: no transaction that is still open can add a row before the last of these. */
export async function eventsAfter(sql: Queryable, place: Place, limit: number): Promise<EventRow[]> {
  const { rows } = await sql.query<EventRow>(
    `select ${eventColumns} from event where ${afterPlace} order by xid, event_id limit $3`,
    [place.xid, place.eventId, limit],
  );
  return rows;
}

/** The same for one watcher's rooms, to catch up after a break. */
export async function eventsFor(
  sql: Queryable,
  place: Place,
  orgId: number,
  rooms: { unitIds: string[]; territoryIds: string[]; repId: string | null },
  limit: number,
): Promise<LiveEvent[]> {
  const { rows } = await sql.query<{ payload: LiveEvent }>(
    `select payload from event
     where ${afterPlace} and payload ->> 'kind' <> 'sessionEnd' and org_id = $4 and (unit_id = any($5) or territory_id = any($6)) and ($7::uuid is null or rep_id = $7)
     order by xid, event_id limit $3`,
    [place.xid, place.eventId, limit, orgId, rooms.unitIds, rooms.territoryIds, rooms.repId],
  );
  return rows.map(({ payload }) => payload);
}

/** Whether this is a place in the stream, and everything after it is still kept: events are pruned by age. */
export async function isKept(sql: Queryable, place: Place): Promise<boolean> {
  const { rows } = await sql.query<{ kept: boolean }>(
    `select exists (select from stream where stream_id = $1) and
            $2::text::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) and
            $2::text::xid8 >= coalesce((select xid from event order by xid limit 1), pg_snapshot_xmin(pg_current_snapshot())) as kept`,
    [place.streamId, place.xid],
  );
  return rows[0]!.kept;
}

export async function dropEventsOlderThan(sql: Queryable, hours: number): Promise<void> {
  await sql.query('delete from event where at < now() - make_interval(hours => $1)', [hours]);
}

/** What watchers were told of a person's whereabouts and visits: kept for a day to be heard again, and not of somebody who was erased. */
export async function eraseEvents(tx: Queryable, orgId: number, personId: string): Promise<object> {
  await tx.query('delete from event where org_id = $1 and rep_id = $2', [orgId, personId]);
  return {};
}

/** These units and all below them. */
export async function unitsBelow(sql: Queryable, orgId: number, unitIds: string[]): Promise<string[]> {
  const { rows } = await sql.query<{ unitId: string }>(
    'select distinct unnest(unit_scope($1, top)) as "unitId" from unnest($2::uuid[]) top',
    [orgId, unitIds],
  );
  return rows.map((r) => r.unitId);
}

/** Territories among these that lie in the units of a scope. */
export async function territoriesIn(
  sql: Queryable,
  orgId: number,
  unitIds: string[],
  territoryIds: string[],
): Promise<string[]> {
  const { rows } = await sql.query<{ territoryId: string }>(
    `select territory_id as "territoryId" from known_territory where org_id = $1 and unit_id = any($2) and territory_id = any($3)`,
    [orgId, unitIds, territoryIds],
  );
  return rows.map((r) => r.territoryId);
}

/** By a unit's room, the reps who are in the units of these events now. */
export async function unitReps(sql: Queryable, rows: readonly WatchedRow[]): Promise<Map<string, string[]>> {
  const { rows: found } = await sql.query<{ orgId: number; unitId: string; repIds: string[] }>(
    `select p.org_id as "orgId", p.unit_id as "unitId", array_agg(p.person_id) as "repIds"
     from known_person p join (select distinct * from unnest($1::integer[], $2::uuid[]) as e(org_id, unit_id)) e using (org_id, unit_id)
     where p.role = 'rep' and p.is_active group by p.org_id, p.unit_id`,
    [rows.map(({ orgId }) => orgId), rows.map(({ unitId }) => unitId)],
  );
  return new Map(found.map(({ orgId, unitId, repIds }) => [unitRoom(orgId, unitId), repIds]));
}
