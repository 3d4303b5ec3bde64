import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { DueRetailer } from '../../shared/due.ts';
import type { PlanRep } from './planStore.ts';
import type { DayRetailer } from './problem.ts';

export type Candidate = DayRetailer & DueRetailer;

/** A day has at most 400 stops to choose from; more would only take longer. */
export const MOST_CANDIDATES = 300;

/**
 * The retailers of a rep's visit territories that are open on all days from `from` to `to`, as they are on the last of them, with the days from their last visit, made or planned, to `from`; without those
 * that somebody else visits from `from` to `to`. Plans of the rep in those days do not count: they are made anew.
 */
export async function dueCandidates(
  sql: Queryable,
  who: Who,
  { repId, timeZone }: PlanRep,
  from: string,
  to: string,
  now: Date,
): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `with mine as (select distinct t.retailer_id from visit_territory t where t.org_id = $1 and t.rep_id = $3)
     ${candidatesOf('mine')}
     order by r.code`,
    [who.orgId, who.unitIds, repId, from, to, now, timeZone],
  );
  return rows;
}

/** As dueCandidates for one day, of any retailer in the caller's scope whose code, name or address holds the words, due or not. */
export async function foundCandidates(
  sql: Queryable,
  who: Who,
  { repId, timeZone }: PlanRep,
  day: string,
  q: string,
  limit: number,
  now: Date,
): Promise<Candidate[]> {
  const { rows } = await sql.query<Candidate>(
    `with found as (
       select retailer_id from known_retailer
       where org_id = $1 and unit_id = any($2) and strpos(lower(concat_ws(chr(10), code, name, address)), lower($8)) > 0)
     ${candidatesOf('found')}
     order by r.code limit $9`,
    [who.orgId, who.unitIds, repId, day, day, now, timeZone, q, limit],
  );
  return rows;
}

/** $1 organisation, $2 units, $3 rep, $4 and $5 the days, $6 now, $7 the unit's time zone. */
const candidatesOf = (
  ids: string,
): string => `select r.retailer_id as "retailerId", r.code, r.name, r.address, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
       'open' as state, f.opening_hours as "openingHours", f.key_hours as "keyHours", r.road_condition as "roadCondition", r.minutes_per_visit as "minutesPerVisit",
       f.grade, f.visits_per_month as "visitsPerMonth", case when coalesce(made.day, planned.day) is not null then greatest(0, $4::date - greatest(made.day, planned.day)) end as "daysSince"
     from ${ids} i join known_retailer r on r.org_id = $1 and r.retailer_id = i.retailer_id
     left join lateral facts_on($1, r.retailer_id, $5) f on true
     cross join lateral (select max(v.day) as day from visit v where v.org_id = $1 and v.retailer_id = r.retailer_id and v.day <= $5 and v.state <> 'invalid') made
     cross join lateral (select max(s.day) as day from plan_stop s
       where s.org_id = $1 and s.retailer_id = r.retailer_id and s.day >= ($6::timestamptz at time zone $7)::date and s.day < $4) planned
     where r.unit_id = any($2)
       and not exists (select from generate_series($4::date, $5::date, interval '1 day') d(day) where not retailer_open_on($1, r.retailer_id, d.day::date))
       and not exists (
       select from plan_stop s where s.org_id = $1 and s.retailer_id = r.retailer_id and s.day between $4 and $5 and s.rep_id <> $3)`;
