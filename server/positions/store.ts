import { createHash } from 'node:crypto';
import type { AppVisit, Fix, LivePosition, PhoneApp, PositionSource, Quarantined, Transition } from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { retailerOf } from './protocols/waypoints.ts';
import type { Replay, Sender } from './replayStore.ts';
import { waypointsOf } from './waypointStore.ts';

interface PositionRow {
  repId: string;
  lng: number;
  lat: number;
  accuracyM: number | null;
  source: PositionSource | null;
  fixAt: Date;
  receivedAt: Date;
}

function toLivePosition(row: PositionRow): LivePosition {
  const { lng, lat, fixAt, receivedAt, ...rest } = row;
  return { ...rest, position: { lng, lat }, fixAt: fixAt.toISOString(), receivedAt: receivedAt.toISOString() };
}

/**
 * Lets a phone's requests through one at a time: two that put it in different places at one moment would not see each
 * other, and the second position would be neither stored nor quarantined; two that overlap would lock in different orders.
 */
export async function lockPhone(sql: Queryable, who: Sender): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`phone ${who.orgId} ${who.deviceId}`]);
}

/**
 * Appends a phone's fixes in one statement, raises the revision of each rep-day they touch and announces the newest.
 * A fix that is stored already (same device, same time to the millisecond) is left as it is; one that puts the phone elsewhere
 * at that time is quarantined. Where positions are kept in shifts only, those outside are counted and not kept. Gives the number that was new.
 */
export async function addFixes(sql: Queryable, who: Sender, app: PhoneApp, fixes: readonly Fix[]): Promise<number> {
  const { rows } = await sql.query<{ stored: number; elsewhere: unknown[]; newest: PositionRow | null }>(
    `with sent as (
       select * from jsonb_to_recordset($6::jsonb) as f(
         lng float8, lat float8, "fixAt" timestamptz(3), "accuracyM" float8, "accuracyLevel" float8, source text, mock boolean,
         "speedMps" float8, "courseDeg" float8, "altitudeM" float8, battery float8, "sentAt" timestamptz, "appFixId" text)
     ), said as (
       select * from sent where not (select is_shift_only($1)) or in_shift($1, $3, "fixAt")
     ), refused as (
       insert into fix_refused (org_id, rep_id, day, refused)
       select $1, $3, ("fixAt" at time zone $7)::date, count(*) from sent where (select is_shift_only($1)) and not in_shift($1, $3, "fixAt") group by 3 order by 3
       on conflict (org_id, rep_id, day) do update set refused = fix_refused.refused + excluded.refused
     ), stored as (
       insert into fix (org_id, device_id, rep_id, unit_id, app, fix_at, position, accuracy_m, accuracy_level, source, mock,
                        speed_mps, course_deg, altitude_m, battery, sent_at, app_fix_id)
       select $1, $2, $3, $4, $5, "fixAt", st_setsrid(st_makepoint(lng, lat), 4326)::geography, "accuracyM", "accuracyLevel", source, mock,
              "speedMps", "courseDeg", "altitudeM", battery, "sentAt", "appFixId"
       from said
       on conflict do nothing
       returning fix_at, received_at, position, accuracy_m, source
     ), touched as (
       insert into position_day (org_id, rep_id, day)
       select distinct $1::integer, $3::uuid, (fix_at at time zone $7)::date from stored order by 3
       on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1
     )
     select (select count(*) from stored) as stored,
            (select coalesce(jsonb_agg(to_jsonb(s)), '[]')
             from said s join fix f on f.org_id = $1 and f.device_id = $2 and f.fix_at = s."fixAt"
             where st_distance(f.position, st_setsrid(st_makepoint(s.lng, s.lat), 4326)::geography) > 0.1) as elsewhere,
            (select jsonb_build_object('lng', st_x(position::geometry), 'lat', st_y(position::geometry), 'accuracyM', accuracy_m, 'source', source,
                                       'fixAt', fix_at, 'receivedAt', received_at)
             from stored where fix_at <= clock_timestamp() + interval '1 day' order by fix_at desc limit 1) as newest`,
    [who.orgId, who.deviceId, who.personId, who.unitId, app, JSON.stringify(fixes.map(({ position, ...rest }) => ({ ...position, ...rest }))), who.timeZone],
  );
  const { stored, elsewhere, newest } = rows[0]!;
  await addQuarantined(sql, who, app, elsewhere.map((fix) => ({
    reason: 'SAME_TIME_OTHER_PLACE' as const, detail: 'Another position of this phone at the very same time is stored already.', raw: JSON.stringify(fix),
  })));
  if (newest) {
    const position = toLivePosition({ ...newest, repId: who.personId, fixAt: new Date(newest.fixAt), receivedAt: new Date(newest.receivedAt) });
    await sql.query('select announce($1, $2, null, $3, $4)', [who.orgId, who.unitId, who.personId, { kind: 'positions', unitId: who.unitId, positions: [position] }]);
  }
  return stored;
}

export async function addNotices(sql: Queryable, who: Sender, transitions: readonly Transition[], appVisits: readonly AppVisit[]): Promise<void> {
  // whose border it was: of the retailers that the phone was given
  const { sent } = transitions.length > 0 ? await waypointsOf(sql, who, new Date()) : { sent: [] };
  const notices = [
    ...transitions.map((notice) => ({ kind: 'transition', at: notice.at, notice, retailerId: retailerOf(notice, sent)?.retailerId ?? null })),
    ...appVisits.map((notice) => ({ kind: 'app_visit', at: notice.arrivalAt, notice })),
  ];
  if (notices.length === 0) return;
  await sql.query(
    `insert into phone_notice (org_id, device_id, rep_id, kind, at, notice, retailer_id, notice_sha256)
     select $1, $2, $3, kind, at, notice, "retailerId", sha256(convert_to(kind || notice::text, 'UTF8'))
     from jsonb_to_recordset($4::jsonb) as n(kind text, at timestamptz, notice jsonb, "retailerId" uuid)
     where not (select is_shift_only($1)) or in_shift($1, $3, coalesce(at, now()))
     on conflict do nothing`,
    [who.orgId, who.deviceId, who.personId, JSON.stringify(notices)],
  );
}

/** Keeps what could not be read, once a phone however often it is sent; where positions are kept in shifts only, in shifts only. */
export async function addQuarantined(sql: Queryable, who: Sender, app: PhoneApp | null, parts: readonly Quarantined[]): Promise<void> {
  if (parts.length === 0) return;
  await sql.query(
    `insert into quarantine (org_id, device_id, app, reason, detail, raw, raw_sha256)
     select $1, $2, $3, q.* from unnest($4::text[], $5::text[], $6::text[], $7::bytea[]) q
     where not (select is_shift_only($1)) or in_shift($1, $8, now())
     on conflict do nothing`,
    [who.orgId, who.deviceId, app ?? 'unknown', parts.map((p) => p.reason), parts.map((p) => p.detail), parts.map((p) => p.raw),
      parts.map((p) => createHash('sha256').update(p.raw).digest()), who.personId],
  );
}

export interface QuarantineRow extends Quarantined {
  quarantineId: number;
  app: string;
  receivedAt: Date;
  /** The last time it was read again. */
  replay: (Replay & { replayedAt: string }) | null;
}

/** The newest first; only of phones in the caller's scope. */
export async function quarantineIn(sql: Queryable, who: Who, limit: number, before: number | null): Promise<QuarantineRow[]> {
  const { rows } = await sql.query<QuarantineRow>(
    `select q.quarantine_id as "quarantineId", q.app, q.reason, q.detail, q.raw, q.received_at as "receivedAt",
            (select json_build_object('replayedAt', to_char(r.replayed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'storedFixes', r.stored_fixes, 'readParts', r.read_parts, 'still', r.still)
             from quarantine_replay r where r.org_id = q.org_id and r.quarantine_id = q.quarantine_id order by r.replay_id desc limit 1) as replay
     from quarantine q join device d using (org_id, device_id) join person p using (org_id, person_id)
     where q.org_id = $1 and p.unit_id = any($2) and ($3::bigint is null or q.quarantine_id < $3)
     order by q.quarantine_id desc limit $4`,
    [who.orgId, who.unitIds, before, limit + 1],
  );
  return rows;
}

/** Whether the caller may see this rep's track: their own, or a person of their scope. */
export async function isRepInScope(sql: Queryable, who: Who, repId: string): Promise<boolean> {
  if (who.role === 'rep') return repId === who.personId;
  const { rowCount } = await sql.query('select 1 from person where org_id = $1 and person_id = $2 and unit_id = any($3)', [who.orgId, repId, who.unitIds]);
  return rowCount > 0;
}

/** A rep's fixes between two instants, oldest first; the look itself is recorded in the same transaction. */
export async function track(sql: Queryable, who: Who, repId: string, fromAt: string, toAt: string): Promise<LivePosition[]> {
  if (repId !== who.personId) {
    await sql.query('insert into track_look (org_id, looker_id, rep_id, from_at, to_at) values ($1, $2, $3, $4, $5)', [who.orgId, who.personId, repId, fromAt, toAt]);
  }
  const { rows } = await sql.query<PositionRow>(
    `select rep_id as "repId", st_x(position::geometry) as lng, st_y(position::geometry) as lat, accuracy_m as "accuracyM", source, fix_at as "fixAt", received_at as "receivedAt"
     from fix where org_id = $1 and rep_id = $2 and fix_at >= $3 and fix_at < $4 order by fix_at limit 20000`,
    [who.orgId, repId, fromAt, toAt],
  );
  return rows.map(toLivePosition);
}

/** Every active rep of the caller's scope with their latest position; a rep sees only themself. */
export async function repsIn(sql: Queryable, who: Who): Promise<{ repId: string; unitId: string; name: string; last: LivePosition | null }[]> {
  const { rows } = await sql.query<{ repId: string; unitId: string; name: string } & Partial<PositionRow>>(
    `select p.person_id as "repId", p.unit_id as "unitId", p.name, l.lng, l.lat, l.accuracy_m as "accuracyM", l.source, l.fix_at as "fixAt", l.received_at as "receivedAt"
     from person p left join last_fix l on l.org_id = p.org_id and l.rep_id = p.person_id
     where p.org_id = $1 and p.unit_id = any($2) and p.role = 'rep' and p.is_active and ($3::uuid is null or p.person_id = $3)
     order by p.name`,
    [who.orgId, who.unitIds, who.role === 'rep' ? who.personId : null]);
  return rows.map(({ repId, unitId, name, ...fix }) => ({ repId, unitId, name, last: fix.fixAt ? toLivePosition({ repId, ...fix } as PositionRow) : null }));
}

/** Makes the partitions of the days around now, so that today's fixes never land in the default one. */
export async function makePartitions(sql: Queryable): Promise<void> {
  await sql.query(`select make_fix_partitions((now() - interval '2 days')::date, (now() + interval '7 days')::date)`);
}

/** Deletes raw positions older than so many days: whole partitions, and rows where a day has none of its own. */
export async function dropOldFixes(sql: Queryable, days: number): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'fix'::regclass and c.relname ~ '^fix_\\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() - make_interval(days => $1))::date - 1`,
    [days],
  );
  for (const { name } of rows) await sql.query(`drop table ${name}`);
  await sql.query(`delete from fix_elsewhen where received_at < now() - make_interval(days => $1)`, [days]);
}
