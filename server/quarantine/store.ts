import { createHash } from 'node:crypto';
import type { PhoneApp, Quarantined } from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { ReadAgain, Sender } from '../given.ts';
import { toStored } from '../storedReason.ts';

/** What is kept whole of a phone in 24 hours: one body of the greatest length. Of more the beginning is kept, with its length and hash. */
const WHOLE_BYTES_A_DAY = 5_000_000;
const BEGINNING = 2_000;
/** A message every 10 s that cannot be read is 8,640 a day; a phone that sends more is told of no more. */
const ROWS_A_DAY = 10_000;
/** What a list shows of each: 500 of them are 10 MB. */
const SHOWN = 20_000;

/** Keeps what could not be read, once a phone however often it is sent; where positions are kept in shifts only, in shifts only. */
export async function addQuarantined(
  sql: Queryable,
  who: Sender,
  app: PhoneApp | null,
  parts: readonly Quarantined[],
): Promise<void> {
  if (parts.length === 0) return;
  await sql.query(
    `with today as (
       select count(*) as parts, coalesce(sum(octet_length(raw)), 0) as bytes from quarantine
       where org_id = $1 and device_id = $2 and received_at > now() - interval '1 day'
     ), part as (
       select p.*, sum(octet_length(p.raw)) over (order by p.no) as bytes
       from unnest($4::text[], $5::text[], $6::text[], $7::bytea[], $9::text[]) with ordinality p(reason, detail, raw, raw_sha256, beginning, no)
     )
     insert into quarantine (org_id, device_id, app, reason, detail, raw, raw_sha256)
     select $1, $2, $3, p.reason, p.detail, case when t.bytes + p.bytes <= $10 then p.raw else p.beginning end, p.raw_sha256
     from part p, today t
     where t.parts + p.no <= $11 and (not (select is_shift_only($1)) or in_shift($1, $8, now()))
     on conflict do nothing`,
    [
      who.orgId,
      who.deviceId,
      app ?? 'unknown',
      parts.map((p) => p.reason),
      parts.map((p) => toStored(p.why)),
      parts.map((p) => p.raw),
      parts.map((p) => createHash('sha256').update(p.raw).digest()),
      who.personId,
      parts.map(({ raw }) => beginningOf(raw)),
      WHOLE_BYTES_A_DAY,
      ROWS_A_DAY,
    ],
  );
}

/** Of what is too much to keep: no request any more, so that nobody takes it for one and reads half of it again. */
function beginningOf(raw: string): string {
  if (raw.length <= BEGINNING) return raw;
  const beginning = raw.slice(0, BEGINNING);
  return JSON.stringify({
    beginning,
    bytes: Buffer.byteLength(raw),
    sha256: createHash('sha256').update(raw).digest('hex'),
  });
}

export interface QuarantineRow extends Omit<Quarantined, 'why'> {
  /** As it is stored. */
  detail: string;
  quarantineId: number;
  app: string;
  receivedAt: Date;
  phone: { label: string; personId: string; name: string };
  /** The last time it was read again. */
  replay: (ReadAgain & { replayedAt: string }) | null;
}

/** The newest first; only of phones in the caller's scope. */
export async function quarantineIn(
  sql: Queryable,
  who: Who,
  limit: number,
  before: number | null,
): Promise<QuarantineRow[]> {
  const { rows } = await sql.query<QuarantineRow>(
    `select q.quarantine_id as "quarantineId", q.app, q.reason, q.detail, left(q.raw, ${SHOWN}) as raw, q.received_at as "receivedAt",
            json_build_object('label', d.label, 'personId', p.person_id, 'name', p.name) as phone,
            (select json_build_object('replayedAt', to_char(r.replayed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'storedFixes', r.stored_fixes, 'readParts', r.read_parts, 'still', r.still)
             from quarantine_replay r where r.org_id = q.org_id and r.quarantine_id = q.quarantine_id order by r.replay_id desc limit 1) as replay
     from quarantine q join known_device d using (org_id, device_id) join known_person p using (org_id, person_id)
     where q.org_id = $1 and p.unit_id = any($2) and ($3::bigint is null or q.quarantine_id < $3)
     order by q.quarantine_id desc limit $4`,
    [who.orgId, who.unitIds, before, limit + 1],
  );
  return rows;
}

/** What was quarantined, and whose phone sent it, in the caller's scope; locked, so that it is replayed once at a time. */
export async function quarantinedPart(
  sql: Queryable,
  who: Who,
  quarantineId: number,
): Promise<{ app: string; raw: string; sender: Sender } | null> {
  const { rows } = await sql.query<{ app: string; raw: string } & Sender>(
    `select q.app, q.raw, q.org_id as "orgId", p.person_id as "personId", p.unit_id as "unitId", u.time_zone as "timeZone", d.device_id as "deviceId"
     from quarantine q join known_device d using (org_id, device_id) join known_person p using (org_id, person_id) join known_unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
     where q.org_id = $1 and q.quarantine_id = $2 and p.unit_id = any($3) for update of q`,
    [who.orgId, quarantineId, who.unitIds],
  );
  if (!rows[0]) return null;
  const { app, raw, ...sender } = rows[0];
  return { app, raw, sender };
}

export async function addReplay(sql: Queryable, who: Who, quarantineId: number, replay: ReadAgain): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>(
    `insert into quarantine_replay (org_id, quarantine_id, replayed_by, stored_fixes, read_parts, still) values ($1, $2, $3, $4, $5, $6::jsonb) returning replayed_at as at`,
    [who.orgId, quarantineId, who.personId, replay.storedFixes, replay.readParts, JSON.stringify(replay.still)],
  );
  return rows[0]!.at;
}

/** Deletes what could not be read and came more than so many days ago. That it was read again stays on record. */
export async function dropOldQuarantine(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `delete from quarantine q using days_kept('quarantineDays', $1) k where k.org_id = q.org_id and q.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
}

/** Deletes what a person's phones sent and could not be read. */
export async function eraseQuarantined(
  sql: Queryable,
  orgId: number,
  personId: string,
): Promise<{ quarantined: number }> {
  const { rowCount } = await sql.query(
    'delete from quarantine where org_id = $1 and device_id in (select device_id from known_device where org_id = $1 and person_id = $2)',
    [orgId, personId],
  );
  return { quarantined: rowCount };
}
