import type { Queryable } from '../db.ts';
import type { WaypointRetailer } from './protocols/waypoints.ts';
import type { Sender } from '../given.ts';

/** The radius is the one that the day's verdicts will go by: the retailer's own, or that of the rep's unit. */
const retailer = `json_build_object('retailerId', r.retailer_id, 'code', r.code, 'name', r.name,
  'thresholdM', case when r.threshold_own then r.threshold_m
    else coalesce((select s.threshold_m from said s where s.org_id = p.org_id and s.unit_id = p.unit_id and s.day = p.day), r.threshold_m) end,
  'position', json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)))`;

/** What a phone has as its geofences, and what it should have. */
export interface PhoneWaypoints {
  /** Today, by the unit's day. */
  day: string;
  /** The retailers of the rep's plan of today, in its order. */
  today: WaypointRetailer[];
  /** Those that the phone was last given, and the hash of that list. */
  sent: WaypointRetailer[];
  sentSha256: Buffer | null;
}

/** The waypoints of phones, in their order. */
export async function waypointsOf(sql: Queryable, phones: readonly Sender[], now: Date): Promise<PhoneWaypoints[]> {
  const { rows } = await sql.query<PhoneWaypoints>(
    `with phone as (
       select p.*, ($5::timestamptz at time zone time_zone)::date as day
       from unnest($1::integer[], $2::uuid[], $3::uuid[], $4::text[], $6::uuid[]) with ordinality as p(org_id, device_id, rep_id, time_zone, unit_id, no)
     ), said as materialized ( -- not asked of phones without a plan
       select o.org_id, s.unit_id, s.day, (s.value)::float8 as threshold_m
       from (select org_id, array_agg(distinct unit_id) as units, array_agg(distinct day) as days from phone group by org_id) o
       cross join lateral settings_on(o.org_id, o.units, o.days) s where s.key = 'thresholdM'
     )
     select p.day,
       (select coalesce(json_agg(${retailer} order by s.stop_no), '[]') from known_plan_stop s join known_retailer r using (org_id, retailer_id)
        where s.org_id = p.org_id and s.rep_id = p.rep_id and s.day = p.day) as today,
       (select coalesce(json_agg(${retailer} order by i.no), '[]') from unnest(w.retailer_ids) with ordinality as i(id, no) join known_retailer r on r.org_id = p.org_id and r.retailer_id = i.id) as sent,
       w.list_sha256 as "sentSha256"
     from phone p left join waypoint_sent w using (org_id, device_id) order by p.no`,
    [
      phones.map((p) => p.orgId),
      phones.map((p) => p.deviceId),
      phones.map((p) => p.personId),
      phones.map((p) => p.timeZone),
      now,
      phones.map((p) => p.unitId),
    ],
  );
  return rows;
}

export async function waypointsSent(
  sql: Queryable,
  who: Sender,
  day: string,
  sha256: Buffer,
  retailerIds: readonly string[],
): Promise<void> {
  await sql.query(
    `insert into waypoint_sent (org_id, device_id, day, list_sha256, retailer_ids) values ($1, $2, $3, $4, $5)
     on conflict (org_id, device_id) do update set day = excluded.day, list_sha256 = excluded.list_sha256, retailer_ids = excluded.retailer_ids, sent_at = clock_timestamp()`,
    [who.orgId, who.deviceId, day, sha256, retailerIds],
  );
}
