import type { StoredAboutMe, StoredFix } from '../../shared/privacy.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

type DayCounts = StoredAboutMe['fixes'];

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const point = (column: string) =>
  `case when ${column} is null then null else json_build_object('lng', st_x(${column}::geometry), 'lat', st_y(${column}::geometry)) end as position`;

/** Everything that is stored about the caller and read here, counted by day. Days are the unit's. */
export async function countedAbout(
  sql: Queryable,
  who: Who,
): Promise<Omit<StoredAboutMe, 'recording' | 'positionDays' | 'shifts' | 'ofDay'>> {
  const byDay = async (what: string): Promise<DayCounts> =>
    (
      await sql.query<DayCounts[number]>(
        `select day, count(*)::int as count from (${what}) rows group by day order by day desc`,
        [who.orgId, who.personId, who.timeZone],
      )
    ).rows;
  const { rows: refused } = await sql.query<DayCounts[number]>(
    'select day, refused::int as count from known_fix_refused where org_id = $1 and rep_id = $2 order by day desc',
    [who.orgId, who.personId],
  );
  const {
    rows: [quarantined],
  } = await sql.query<{ count: number }>(
    'select count(*)::int as count from known_quarantine q join known_device d using (org_id, device_id) where q.org_id = $1 and d.person_id = $2',
    [who.orgId, who.personId],
  );
  const counts = await countsAbout(sql, who);
  const { rows: dismissedStops } = await sql.query<StoredAboutMe['dismissedStops'][number]>(
    `select s.retailer_id as "retailerId", r.name as "retailerName", ${iso('s.from_at')} as "fromAt", ${iso('s.at')} as at, s.note
     from known_stay_dismissed s join known_retailer r using (org_id, retailer_id) where s.org_id = $1 and s.rep_id = $2 order by s.from_at desc`,
    [who.orgId, who.personId],
  );
  const { rows: phones } = await sql.query<StoredAboutMe['phones'][number]>(
    `select device_id as "deviceId", label, ${iso('created_at')} as "createdAt", ${iso('last_seen_at')} as "lastSeenAt", ${iso('revoked_at')} as "revokedAt"
     from known_device where org_id = $1 and person_id = $2 order by created_at`,
    [who.orgId, who.personId],
  );
  const { rows: looks } = await sql.query<StoredAboutMe['looks'][number]>(
    `select l.looker_id as "lookerId", p.name as "lookerName", l.way, ${iso('l.at')} as at, ${iso('l.from_at')} as "fromAt", ${iso('l.to_at')} as "toAt"
     from look l join known_person p on p.org_id = l.org_id and p.person_id = l.looker_id
     where l.org_id = $1 and l.rep_ids @> array[$2::uuid] order by l.look_id desc limit 5000`,
    [who.orgId, who.personId],
  );
  return {
    personId: who.personId,
    name: who.name,
    fixes: await byDay('select (fix_at at time zone $3)::date as day from known_fix where org_id = $1 and rep_id = $2'),
    refused,
    presses: await byDay('select day from known_press where org_id = $1 and rep_id = $2 and $3::text is not null'),
    notices: await byDay(
      'select (coalesce(at, received_at) at time zone $3)::date as day from known_phone_notice where org_id = $1 and rep_id = $2',
    ),
    judged: await byDay(
      `select s.day from known_verdict v join known_press s using (org_id, visit_id) where s.org_id = $1 and s.rep_id = $2 and s.kind = 'start' and $3::text is not null group by s.day, s.visit_id`,
    ),
    quarantined: quarantined!.count,
    ...counts,
    dismissedStops,
    phones,
    looks,
  };
}

async function countsAbout(
  sql: Queryable,
  who: Who,
): Promise<Pick<StoredAboutMe, 'appeals' | 'decisions' | 'sessions'>> {
  const { rows } = await sql.query<Pick<StoredAboutMe, 'appeals' | 'decisions' | 'sessions'>>(
    `select (select count(*)::int from known_appeal where org_id = $1 and rep_id = $2) as appeals,
            (select count(*)::int from known_decision d join known_press s using (org_id, visit_id) where s.org_id = $1 and s.rep_id = $2 and s.kind = 'start') as decisions,
            (select count(*)::int from known_session where org_id = $1 and person_id = $2 and expires_at > now()) as sessions`,
    [who.orgId, who.personId],
  );
  return rows[0]!;
}

/** What phones and presses said on a day of the caller's, whole. */
export async function storedOn(sql: Queryable, who: Who, day: string): Promise<NonNullable<StoredAboutMe['ofDay']>> {
  const { rows: fixes } = await sql.query<StoredFix>(
    `select ${iso('fix_at')} as "fixAt", ${iso('received_at')} as "receivedAt", ${point('position')}, accuracy_m as "accuracyM", source, mock, speed_mps as "speedMps", course_deg as "courseDeg",
            altitude_m as "altitudeM", battery, ${iso('sent_at')} as "sentAt", app, device_id as "deviceId"
     from known_fix where org_id = $1 and rep_id = $2 and fix_at >= $3::date::timestamp at time zone $4 and fix_at < ($3::date + 1)::timestamp at time zone $4 order by fix_at`,
    [who.orgId, who.personId, day, who.timeZone],
  );
  const { rows: presses } = await sql.query<NonNullable<StoredAboutMe['ofDay']>['presses'][number]>(
    `select p.visit_id as "visitId", p.kind, p.retailer_id as "retailerId", r.name as "retailerName", ${iso('p.pressed_at')} as "pressedAt", ${iso('p.received_at')} as "receivedAt",
            ${point('p.position')}, p.accuracy_m as "accuracyM", p.source, ${iso('p.fix_at')} as "fixAt", p.mock, p.device_id as "deviceId", p.note
     from known_press p join known_retailer r using (org_id, retailer_id) where p.org_id = $1 and p.rep_id = $2 and p.day = $3 order by p.pressed_at, p.kind desc`,
    [who.orgId, who.personId, day],
  );
  const { rows: notices } = await sql.query<NonNullable<StoredAboutMe['ofDay']>['notices'][number]>(
    `select kind, ${iso('at')} as at, ${iso('received_at')} as "receivedAt", notice
     from known_phone_notice where org_id = $1 and rep_id = $2 and (coalesce(at, received_at) at time zone $4)::date = $3::date order by coalesce(at, received_at)`,
    [who.orgId, who.personId, day, who.timeZone],
  );
  return { day, fixes, presses, notices };
}
