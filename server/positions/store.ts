import type { AppVisit, Fix, LivePosition, PhoneApp, PositionSource, Transition } from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { boolArray, float8Array, int4Array } from './binaryArrays.ts';
import { unread } from './protocols/refusal.ts';
import { retailerOf } from './protocols/waypoints.ts';
import type { Quarantine, Sender } from '../given.ts';
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

/** How far ahead of the server a phone's clock may be before its other positions are taken for newer. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * Appends the fixes of several phones, each phone once, in one call; raises the revision of each rep-day they touch and
 * announces the newest of each. A fix that is stored already (same device, same time to the millisecond) is left as it is; one
 * that puts the phone elsewhere at that time is quarantined. Where positions are kept in shifts only, those outside are counted
 * and not kept.
 * @returns how many of each batch were new
 */
export async function addFixes(
  sql: Queryable,
  batches: readonly SentFixes[],
  quarantine: Quarantine,
): Promise<number[]> {
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
    await quarantine(
      sql,
      who,
      app,
      moved.map(({ position, ...rest }) => ({
        ...unread('ELSEWHERE_STORED'),
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

/** The later of two times by a phone's clock; one that cannot be yet only where there is no other. */
function isNewer(ms: number, thanMs: number, latestMs: number): boolean {
  return ms <= latestMs === thanMs <= latestMs ? ms > thanMs : ms <= latestMs;
}

/** Of each batch the row, from 1, of its newest fix. */
function newestOf(batches: readonly SentFixes[], atMs: readonly number[]): number[] {
  const latestMs = Date.now() + AHEAD_MS;
  let row = 0;
  return batches.map(({ fixes }) => {
    let newest = 0;
    for (const _ of fixes) {
      row++;
      if (newest === 0 || isNewer(atMs[row - 1]!, atMs[newest - 1]!, latestMs)) newest = row;
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
     on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1, due_at = coalesce(position_day.due_at, excluded.due_at)`,
    [who.orgId, who.deviceId, who.personId, JSON.stringify(notices), who.timeZone],
  );
}

/** Every active rep of the caller's scope with their latest position; a rep sees only themself. */
export async function repsIn(
  sql: Queryable,
  who: Who,
): Promise<{ repId: string; unitId: string; name: string; last: LivePosition | null }[]> {
  const { rows } = await sql.query<{ repId: string; unitId: string; name: string } & Partial<PositionRow>>(
    `select p.person_id as "repId", p.unit_id as "unitId", p.name, l.lng, l.lat, l.accuracy_m as "accuracyM", l.source, l.fix_at as "fixAt", l.received_at as "receivedAt"
     from known_person p left join last_fix l on l.org_id = p.org_id and l.rep_id = p.person_id
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
