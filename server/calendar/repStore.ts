import type { SaidSetting } from '../../shared/settings.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { ToVisit } from './request.ts';

/** A rep whose calendar is made. */
export interface CalendarRep {
  repId: string;
  name: string;
  unitId: string;
  timeZone: string;
  /** The unit's own date. */
  today: string;
}

/** Reps of the caller's scope, by name: one, or all active ones of a unit and below. A rep's scope is their own. */
export async function repsIn(
  sql: Queryable,
  who: Who,
  of: { repId: string } | { unitId: string },
  now: Date,
): Promise<CalendarRep[]> {
  const { rows } = await sql.query<CalendarRep>(
    `select p.person_id as "repId", p.name, p.unit_id as "unitId", u.time_zone as "timeZone", ($6::timestamptz at time zone u.time_zone)::date as today
     from known_person p join known_unit u using (org_id, unit_id)
     where p.org_id = $1 and p.unit_id = any($2) and p.role = 'rep' and ($3::uuid is null or p.person_id = $3) and ($5::uuid is null or p.person_id = $5)
       and ($4::uuid is null or (p.is_active and p.unit_id = any(unit_scope($1, $4)))) order by p.name, p.person_id`,
    [
      who.orgId,
      who.unitIds,
      'repId' in of ? of.repId : null,
      'unitId' in of ? of.unitId : null,
      who.role === 'rep' ? who.personId : null,
      now,
    ],
  );
  return rows;
}

/** The open retailers of a rep's visit territories. */
export async function retailersOf(
  sql: Queryable,
  who: Who,
  { repId, today }: CalendarRep,
  firstDay: string,
): Promise<ToVisit[]> {
  const { rows } = await sql.query<ToVisit>(
    `with mine as (select distinct t.retailer_id from visit_territory t where t.org_id = $1 and t.rep_id = $3)
     select r.retailer_id as "retailerId", r.code, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
       r.road_condition as "roadCondition", r.minutes_per_visit as "minutesPerVisit", f.grade, f.visits_per_month as "visitsPerMonth",
       f.opening_hours as "openingHours", f.key_hours as "keyHours", greatest(made.day, planned.day) as "lastVisit"
     from mine join known_retailer r on r.org_id = $1 and r.retailer_id = mine.retailer_id
     left join lateral facts_on($1, r.retailer_id, $4) f on true
     cross join lateral (select max(v.day) as day from visit v where v.org_id = $1 and v.retailer_id = r.retailer_id and v.day < $4 and v.state <> 'invalid') made
     cross join lateral (select max(c.day) as day from known_calendar_visit c where c.org_id = $1 and c.rep_id = $3 and c.retailer_id = r.retailer_id and c.day between $5 and $4::date - 1) planned
     where r.unit_id = any($2) and retailer_open_on($1, r.retailer_id, $4)
     order by r.code`,
    [who.orgId, who.unitIds, repId, firstDay, today],
  );
  return rows;
}

/** What is said of settings for a unit on days. */
export async function settingsOn(
  sql: Queryable,
  orgId: number,
  unitId: string,
  days: readonly string[],
): Promise<(SaidSetting & { day: string })[]> {
  const { rows } = await sql.query<SaidSetting & { day: string }>(
    'select day, key, value from settings_on($1, array[$2::uuid], $3::date[])',
    [orgId, unitId, days],
  );
  return rows;
}

/** What was pressed at retailers on days by a rep, with how it is judged. */
export async function visitsMade(
  sql: Queryable,
  orgId: number,
  repId: string,
  from: string,
  to: string,
): Promise<{ retailerId: string; day: string; state: string }[]> {
  const { rows } = await sql.query<{ retailerId: string; day: string; state: string }>(
    `select retailer_id as "retailerId", day, state from visit
     where org_id = $1 and rep_id = $2 and day between $3 and $4 order by day, started_at`,
    [orgId, repId, from, to],
  );
  return rows;
}

export async function owedOf(
  sql: Queryable,
  orgId: number,
  { repId, today }: CalendarRep,
): Promise<{ retailerId: string; code: string; name: string; day: string; untilDay: string }[]> {
  const { rows } = await sql.query<{ retailerId: string; code: string; name: string; day: string; untilDay: string }>(
    `select o.retailer_id as "retailerId", r.code, r.name, o.day, o.until_day as "untilDay"
     from owed_on($1, $2, $3, $3) o join known_retailer r on r.org_id = $1 and r.retailer_id = o.retailer_id order by o.until_day, r.code`,
    [orgId, repId, today],
  );
  return rows;
}
