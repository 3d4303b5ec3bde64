import type { ForgottenDismissal } from '../../shared/forgotten.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { NearRetailer, OwnDay } from './proposals.ts';
import type { TrackFix } from '../../shared/stayPoints.ts';

/** So far from the mean of a stop may its retailer be, and so many are offered. */
const NEAR_M = 60;
const MOST_RETAILERS = 3;

/** The rep's own positions of a day of their unit, as measured by a phone: no pins, no towers, nothing that says it is made up. */
export async function ownTrack(sql: Queryable, who: Who, day: string): Promise<TrackFix[]> {
  const { rows } = await sql.query<TrackFix>(
    `select st_x(position::geometry) as lng, st_y(position::geometry) as lat, (extract(epoch from fix_at) * 1000)::float8 as "atMs", accuracy_m as "accuracyM"
     from known_fix where org_id = $1 and rep_id = $2 and fix_at >= $3::date::timestamp at time zone $4 and fix_at < ($3::date + 1)::timestamp at time zone $4
       and coalesce(source, 'gnss') in ('gnss', 'wifi') and not coalesce(mock, false)
     order by fix_at limit 20000`,
    [who.orgId, who.personId, day, who.timeZone],
  );
  return rows;
}

/** The rep's own visits around a day, as spans of the phone's clock. */
export async function ownVisits(sql: Queryable, who: Who, day: string): Promise<OwnDay['visits'][number][]> {
  const { rows } = await sql.query<OwnDay['visits'][number]>(
    `select retailer_id as "retailerId", (extract(epoch from started_at) * 1000)::float8 as "fromMs", (extract(epoch from ended_at) * 1000)::float8 as "untilMs"
     from visit where org_id = $1 and rep_id = $2 and day between $3::date - 1 and $3::date + 1`,
    [who.orgId, who.personId, day],
  );
  return rows;
}

export async function dismissedStays(sql: Queryable, who: Who, day: string): Promise<number[]> {
  const { rows } = await sql.query<{ ms: number }>(
    `select (extract(epoch from from_at) * 1000)::float8 as ms from stay_dismissed
     where org_id = $1 and rep_id = $2 and from_at between ($3::date - 1)::timestamp and ($3::date + 2)::timestamp`,
    [who.orgId, who.personId, day],
  );
  return rows.map((row) => row.ms);
}

/** The dwell that a valid visit of the rep's unit needs on a day, seconds; `otherwise` where nobody says. */
export async function requiredDwellOn(sql: Queryable, who: Who, day: string, otherwise: number): Promise<number> {
  const { rows } = await sql.query<{ s: number }>(
    `select value::float8 as s from settings_on($1, array[$2::uuid], array[$3::date]) where key = 'requiredDwellS'`,
    [who.orgId, who.unitId, day],
  );
  return rows[0]?.s ?? otherwise;
}

/** Retailers of the rep's scope near each of some places, the nearest of each place, and whether they were planned that day. */
export async function retailersNear(
  sql: Queryable,
  who: Who,
  day: string,
  places: readonly LngLat[],
): Promise<NearRetailer[]> {
  if (places.length === 0) return [];
  const { rows } = await sql.query<NearRetailer>(
    `select (p.no - 1)::int as "stayNo", n.retailer_id as "retailerId", n.name, json_build_object('lng', st_x(n.position::geometry), 'lat', st_y(n.position::geometry)) as position, n.m as "distanceM",
            exists (select from known_plan_stop s where s.org_id = $1 and s.rep_id = $3 and s.day = $4 and s.retailer_id = n.retailer_id) as "isPlanned"
     from unnest($5::float8[], $6::float8[]) with ordinality as p(lng, lat, no)
     cross join lateral (
       select r.retailer_id, r.name, r.position, st_distance(r.position, st_setsrid(st_makepoint(p.lng, p.lat), 4326)::geography) as m
       from known_retailer r
       where r.org_id = $1 and r.unit_id = any($2) and st_dwithin(r.position, st_setsrid(st_makepoint(p.lng, p.lat), 4326)::geography, $7)
       order by m limit $8
     ) n`,
    [
      who.orgId,
      who.unitIds,
      who.personId,
      day,
      places.map((p) => p.lng),
      places.map((p) => p.lat),
      NEAR_M,
      MOST_RETAILERS,
    ],
  );
  return rows;
}

/** False when the retailer is not of the rep's units. */
export async function addDismissal(
  sql: Queryable,
  who: Who,
  { retailerId, fromAt, note }: ForgottenDismissal,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with shop as (select org_id, retailer_id from known_retailer where org_id = $1 and retailer_id = $3 and unit_id = any($6)),
          said as (insert into stay_dismissed (org_id, rep_id, retailer_id, from_at, note) select org_id, $2, retailer_id, $4, $5 from shop on conflict do nothing)
     select 1 from shop`,
    [who.orgId, who.personId, retailerId, fromAt, note, who.unitIds],
  );
  return rowCount > 0;
}
