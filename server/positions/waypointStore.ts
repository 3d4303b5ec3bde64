import type { Queryable } from '../db.ts';
import type { WaypointRetailer } from './protocols/waypoints.ts';
import type { Sender } from './replayStore.ts';

const retailer = `json_build_object('retailerId', r.retailer_id, 'code', r.code, 'name', r.name, 'thresholdM', r.threshold_m,
  'position', json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)))`;

/** The retailers of the rep's plan of today (the unit's day) in its order, and those that this phone was last given, with the hash of that list. */
export async function waypointsOf(sql: Queryable, who: Sender, now: Date): Promise<{ day: string; today: WaypointRetailer[]; sent: WaypointRetailer[]; sentSha256: Buffer | null }> {
  const { rows } = await sql.query<{ day: string; today: WaypointRetailer[]; sent: WaypointRetailer[]; sentSha256: Buffer | null }>(
    `with d as (select ($4::timestamptz at time zone $5)::date as day)
     select d.day,
       (select coalesce(json_agg(${retailer} order by s.stop_no), '[]') from plan_stop s join retailer r using (org_id, retailer_id)
        where s.org_id = $1 and s.rep_id = $2 and s.day = d.day) as today,
       (select coalesce(json_agg(${retailer} order by no), '[]') from unnest(w.retailer_ids) with ordinality as i(id, no) join retailer r on r.org_id = $1 and r.retailer_id = i.id) as sent,
       w.list_sha256 as "sentSha256"
     from d left join waypoint_sent w on w.org_id = $1 and w.device_id = $3`,
    [who.orgId, who.personId, who.deviceId, now, who.timeZone]);
  return rows[0]!;
}

export async function waypointsSent(sql: Queryable, who: Sender, day: string, sha256: Buffer, retailerIds: readonly string[]): Promise<void> {
  await sql.query(
    `insert into waypoint_sent (org_id, device_id, day, list_sha256, retailer_ids) values ($1, $2, $3, $4, $5)
     on conflict (org_id, device_id) do update set day = excluded.day, list_sha256 = excluded.list_sha256, retailer_ids = excluded.retailer_ids, sent_at = clock_timestamp()`,
    [who.orgId, who.deviceId, day, sha256, retailerIds]);
}
