import { createHash } from 'node:crypto';
import type {
  AppVisit,
  Fix,
  LivePosition,
  PhoneApp,
  PositionSource,
  Quarantined,
  Transition,
} from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { boolArray, float8Array, int4Array } from './binaryArrays.ts';
import { retailerOf } from './protocols/waypoints.ts';
import type { Replay, Sender } from '../quarantine/replayStore.ts';
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
 * Lets the requests of a rep's phones through one at a time: two that put a phone in different places at one moment would not
 * see each other, and the second position would be neither stored nor quarantined; and all rows that are written for a rep,
 * whichever statement writes them, are behind this one lock, so that no two writings wait for each other in a circle.
 */
export async function lockReps(sql: Queryable, phones: readonly Sender[]): Promise<void> {
  const names = phones.map((who) => `rep ${who.orgId} ${who.personId}`);
  // and keep_fixes keeps its plans: one made while a day was a page or two must not read all of the day later, for each repeated fix
  await sql.query(
    `select pg_advisory_xact_lock(key), set_config('enable_seqscan', 'off', true)
    from (select distinct hashtextextended(name, 0) as key from unnest($1::text[]) name order by key) k`,
    [names],
  );
}

/** What one phone sent. */
export interface SentFixes {
  who: Sender;
  app: PhoneApp;
  fixes: readonly Fix[];
}

/** How far ahead of the server a phone's clock may be and its newest position still be shown. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * Appends the fixes of several phones, each phone once, in one call; raises the revision of each rep-day they touch and
 * announces the newest of each. A fix that is stored already (same device, same time to the millisecond) is left as it is; one
 * that puts the phone elsewhere at that time is quarantined. Where positions are kept in shifts only, those outside are counted
 * and not kept.
 * @returns how many of each batch were new
 */
export async function addFixes(sql: Queryable, batches: readonly SentFixes[]): Promise<number[]> {
  if (batches.every(({ fixes }) => fixes.length === 0)) return batches.map(() => 0);
  const all = batches.flatMap(({ fixes }) => fixes);
  const atMs = all.map(({ fixAt }) => Date.parse(fixAt));
  const { rows } = await sql.query<{ stored: number[] | null; elsewhere: number[] | null }>(
    'select stored, elsewhere from keep_fixes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)',
    [
      ...sendersOf(batches.map(({ who }) => who)),
      batches.map(({ app }) => app),
      int4Array(batches.flatMap(({ fixes }, i) => fixes.map(() => i + 1))),
      float8Array(atMs),
      ...columnsOf(all),
      int4Array(newestOf(batches, atMs)),
    ],
  );
  const { stored, elsewhere } = rows[0]!;
  let first = 1;
  for (const { who, app, fixes } of batches) {
    const moved =
      elsewhere?.filter((row) => row >= first && row < first + fixes.length).map((row) => fixes[row - first]!) ?? [];
    await addQuarantined(
      sql,
      who,
      app,
      moved.map(({ position, ...rest }) => ({
        reason: 'SAME_TIME_OTHER_PLACE' as const,
        detail: 'Another position of this phone at the very same time is stored already.',
        raw: JSON.stringify({ ...position, ...rest }),
      })),
    );
    first += fixes.length;
  }
  return stored ?? batches.map(({ fixes }) => fixes.length);
}

const sendersOf = (phones: readonly Sender[]): unknown[] => [
  phones.map((p) => p.orgId),
  phones.map((p) => p.deviceId),
  phones.map((p) => p.personId),
  phones.map((p) => p.unitId),
  phones.map((p) => p.timeZone),
];

/** What else there is to a fix, a column each, in the order of keep_fixes. */
function columnsOf(fixes: readonly Fix[]): unknown[] {
  return [
    float8Array(fixes.map(({ position }) => position.lng)),
    float8Array(fixes.map(({ position }) => position.lat)),
    float8Array(fixes.map(({ accuracyM }) => accuracyM)),
    float8Array(fixes.map(({ accuracyLevel }) => accuracyLevel)),
    `{${fixes.map(({ source }) => source ?? 'null').join()}}`, // four words, none of which needs quotes
    boolArray(fixes.map(({ mock }) => mock)),
    float8Array(fixes.map(({ speedMps }) => speedMps)),
    float8Array(fixes.map(({ courseDeg }) => courseDeg)),
    float8Array(fixes.map(({ altitudeM }) => altitudeM)),
    float8Array(fixes.map(({ battery }) => battery)),
    float8Array(fixes.map(({ sentAt }) => (sentAt === null ? null : Date.parse(sentAt)))),
    fixes.some(({ appFixId }) => appFixId !== null) ? fixes.map(({ appFixId }) => appFixId) : null,
  ];
}

/** Of each batch the row, from 1, of its newest fix, as far as it may be shown; 0 where none may. */
function newestOf(batches: readonly SentFixes[], atMs: readonly number[]): number[] {
  const latestMs = Date.now() + AHEAD_MS;
  let row = 0;
  return batches.map(({ fixes }) => {
    let newest = 0;
    for (const _ of fixes) {
      row++;
      if (atMs[row - 1]! <= latestMs && (newest === 0 || atMs[row - 1]! > atMs[newest - 1]!)) newest = row;
    }
    return newest;
  });
}

/** Keeps what the phone noticed; a crossed border of a retailer is evidence, so its day is due to be judged again. */
export async function addNotices(
  sql: Queryable,
  who: Sender,
  transitions: readonly Transition[],
  appVisits: readonly AppVisit[],
): Promise<void> {
  // whose border it was: of the retailers that the phone was given
  const sent = transitions.length > 0 ? (await waypointsOf(sql, [who], new Date()))[0]!.sent : [];
  const notices = [
    ...transitions.map((notice) => ({
      kind: 'transition',
      at: notice.at,
      notice,
      retailerId: retailerOf(notice, sent)?.retailerId ?? null,
    })),
    ...appVisits.map((notice) => ({ kind: 'app_visit', at: notice.arrivalAt, notice })),
  ];
  if (notices.length === 0) return;
  await sql.query(
    `with stored as (
       insert into phone_notice (org_id, device_id, rep_id, kind, at, notice, retailer_id, notice_sha256)
       select $1, $2, $3, kind, at, notice, "retailerId", sha256(convert_to(kind || notice::text, 'UTF8'))
       from jsonb_to_recordset($4::jsonb) as n(kind text, at timestamptz, notice jsonb, "retailerId" uuid)
       where not (select is_shift_only($1)) or in_shift($1, $3, coalesce(at, now()))
       on conflict do nothing
       returning at, retailer_id
     )
     insert into position_day (org_id, rep_id, day)
     select distinct $1::integer, $3::uuid, (at at time zone $5)::date from stored where retailer_id is not null and at is not null
     on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1`,
    [who.orgId, who.deviceId, who.personId, JSON.stringify(notices), who.timeZone],
  );
}

/** Keeps what could not be read, once a phone however often it is sent; where positions are kept in shifts only, in shifts only. */
export async function addQuarantined(
  sql: Queryable,
  who: Sender,
  app: PhoneApp | null,
  parts: readonly Quarantined[],
): Promise<void> {
  if (parts.length === 0) return;
  await sql.query(
    `insert into quarantine (org_id, device_id, app, reason, detail, raw, raw_sha256)
     select $1, $2, $3, q.* from unnest($4::text[], $5::text[], $6::text[], $7::bytea[]) q
     where not (select is_shift_only($1)) or in_shift($1, $8, now())
     on conflict do nothing`,
    [
      who.orgId,
      who.deviceId,
      app ?? 'unknown',
      parts.map((p) => p.reason),
      parts.map((p) => p.detail),
      parts.map((p) => p.raw),
      parts.map((p) => createHash('sha256').update(p.raw).digest()),
      who.personId,
    ],
  );
}

export interface QuarantineRow extends Quarantined {
  quarantineId: number;
  app: string;
  receivedAt: Date;
  phone: { label: string; personId: string; name: string };
  /** The last time it was read again. */
  replay: (Replay & { replayedAt: string }) | null;
}

/** The newest first; only of phones in the caller's scope. */
export async function quarantineIn(
  sql: Queryable,
  who: Who,
  limit: number,
  before: number | null,
): Promise<QuarantineRow[]> {
  const { rows } = await sql.query<QuarantineRow>(
    `select q.quarantine_id as "quarantineId", q.app, q.reason, q.detail, q.raw, q.received_at as "receivedAt",
            json_build_object('label', d.label, 'personId', p.person_id, 'name', p.name) as phone,
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
  const { rowCount } = await sql.query(
    'select 1 from person where org_id = $1 and person_id = $2 and unit_id = any($3)',
    [who.orgId, repId, who.unitIds],
  );
  return rowCount > 0;
}

/** A rep's fixes between two instants, oldest first; the look itself is recorded in the same transaction. */
export async function track(
  sql: Queryable,
  who: Who,
  repId: string,
  fromAt: string,
  toAt: string,
): Promise<LivePosition[]> {
  if (repId !== who.personId) {
    await sql.query('insert into track_look (org_id, looker_id, rep_id, from_at, to_at) values ($1, $2, $3, $4, $5)', [
      who.orgId,
      who.personId,
      repId,
      fromAt,
      toAt,
    ]);
  }
  const { rows } = await sql.query<PositionRow>(
    `select rep_id as "repId", st_x(position::geometry) as lng, st_y(position::geometry) as lat, accuracy_m as "accuracyM", source, fix_at as "fixAt", received_at as "receivedAt"
     from fix where org_id = $1 and rep_id = $2 and fix_at >= $3 and fix_at < $4 order by fix_at limit 20000`,
    [who.orgId, repId, fromAt, toAt],
  );
  return rows.map(toLivePosition);
}

/** Every active rep of the caller's scope with their latest position; a rep sees only themself. */
export async function repsIn(
  sql: Queryable,
  who: Who,
): Promise<{ repId: string; unitId: string; name: string; last: LivePosition | null }[]> {
  const { rows } = await sql.query<{ repId: string; unitId: string; name: string } & Partial<PositionRow>>(
    `select p.person_id as "repId", p.unit_id as "unitId", p.name, l.lng, l.lat, l.accuracy_m as "accuracyM", l.source, l.fix_at as "fixAt", l.received_at as "receivedAt"
     from person p left join last_fix l on l.org_id = p.org_id and l.rep_id = p.person_id
     where p.org_id = $1 and p.unit_id = any($2) and p.role = 'rep' and p.is_active and ($3::uuid is null or p.person_id = $3)
     order by p.name`,
    [who.orgId, who.unitIds, who.role === 'rep' ? who.personId : null],
  );
  return rows.map(({ repId, unitId, name, ...fix }) => ({
    repId,
    unitId,
    name,
    last: fix.fixAt ? toLivePosition({ repId, ...fix } as PositionRow) : null,
  }));
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
