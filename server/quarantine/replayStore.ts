import type { QuarantineReason } from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** The phone that sent something, as far as storing for it goes. */
export type Sender = Pick<Who, 'orgId' | 'personId' | 'unitId' | 'timeZone'> & { deviceId: string };

export interface Replay {
  storedFixes: number;
  readParts: number;
  still: { reason: QuarantineReason; detail: string }[];
}

/** What was quarantined, and whose phone sent it, in the caller's scope; locked, so that it is replayed once at a time. */
export async function quarantinedPart(
  sql: Queryable,
  who: Who,
  quarantineId: number,
): Promise<{ app: string; raw: string; sender: Sender } | null> {
  const { rows } = await sql.query<{ app: string; raw: string } & Sender>(
    `select q.app, q.raw, q.org_id as "orgId", p.person_id as "personId", p.unit_id as "unitId", u.time_zone as "timeZone", d.device_id as "deviceId"
     from quarantine q join device d using (org_id, device_id) join person p using (org_id, person_id) join unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
     where q.org_id = $1 and q.quarantine_id = $2 and p.unit_id = any($3) for update of q`,
    [who.orgId, quarantineId, who.unitIds],
  );
  if (!rows[0]) return null;
  const { app, raw, ...sender } = rows[0];
  return { app, raw, sender };
}

export async function addReplay(sql: Queryable, who: Who, quarantineId: number, replay: Replay): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>(
    `insert into quarantine_replay (org_id, quarantine_id, replayed_by, stored_fixes, read_parts, still) values ($1, $2, $3, $4, $5, $6::jsonb) returning replayed_at as at`,
    [who.orgId, quarantineId, who.personId, replay.storedFixes, replay.readParts, JSON.stringify(replay.still)],
  );
  return rows[0]!.at;
}
