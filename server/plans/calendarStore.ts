import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { PlanRep } from './planStore.ts';
import type { DayRetailer } from './problem.ts';

/** A retailer that the calendar puts on a day, or a visit that is owed since an earlier one. */
export interface CalendarStop {
  retailer: DayRetailer;
  /** Days that are left to catch it up; null: it is the calendar's own visit of the day. */
  daysLeft: number | null;
}

/** Whether a published calendar says whom the rep visits on a day. */
export async function hasCalendar(sql: Queryable, orgId: number, repId: string, day: string): Promise<boolean> {
  const { rows } = await sql.query(
    'select 1 from known_calendar where org_id = $1 and rep_id = $2 and $3 between from_day and to_day',
    [orgId, repId, day],
  );
  return rows.length > 0;
}

/**
 * Whom the calendar has on a day and what is owed by then, of the retailers that are open on it and that nobody else visits then.
 * What is owed and planned already for a day before it is left out.
 */
export async function calendarStops(
  sql: Queryable,
  who: Who,
  { repId, today }: PlanRep,
  day: string,
): Promise<CalendarStop[]> {
  const { rows } = await sql.query<DayRetailer & { daysLeft: number | null }>(
    `with wanted as (
       select retailer_id, null::integer as days_left from known_calendar_visit where org_id = $1 and rep_id = $3 and day = $4
       union all
       select o.retailer_id, o.until_day - $4::date from owed_on($1, $3, $5, $4) o
       where not exists (select from plan_stop s where s.org_id = $1 and s.rep_id = $3 and s.retailer_id = o.retailer_id and s.day >= $5 and s.day < $4)
     )
     select r.retailer_id as "retailerId", r.code, r.name, r.address, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
       'open' as state, f.opening_hours as "openingHours", f.key_hours as "keyHours", r.road_condition as "roadCondition", r.minutes_per_visit as "minutesPerVisit", w.days_left as "daysLeft"
     from wanted w join known_retailer r on r.org_id = $1 and r.retailer_id = w.retailer_id
     left join lateral facts_on($1, r.retailer_id, $4) f on true
     where r.unit_id = any($2) and retailer_open_on($1, r.retailer_id, $4)
       and not exists (select from plan_stop s where s.org_id = $1 and s.retailer_id = r.retailer_id and s.day = $4 and s.rep_id <> $3)
     order by r.code`,
    [who.orgId, who.unitIds, repId, day, today],
  );
  return rows.map(({ daysLeft, ...retailer }) => ({ retailer, daysLeft }));
}
