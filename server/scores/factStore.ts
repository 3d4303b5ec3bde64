import { dayAfter } from '../../shared/period.ts';
import type { Queryable } from '../db.ts';

/** Somebody who is scored in a unit's month, and their days at work. */
export interface ScoredPerson {
  repId: string;
  name: string;
  days: number;
  dueDays: number;
  /** Visits that an auditor found not to be. */
  falseVisits: number;
}

export interface UnitNow {
  name: string;
  timeZone: string;
  today: string;
}

export async function unitNow(sql: Queryable, orgId: number, unitId: string, now: Date): Promise<UnitNow> {
  const { rows } = await sql.query<UnitNow>(
    `select name, time_zone as "timeZone", to_char($3::timestamptz at time zone time_zone, 'YYYY-MM-DD') as today from known_unit where org_id = $1 and unit_id = $2`,
    [orgId, unitId, now],
  );
  return rows[0]!;
}

/** Days of a unit that are worked: what is said of them, else Monday to Friday. */
const workedDays = `worked as materialized (
  select d::date as day from generate_series($3::date, $4::date, interval '1 day') d
  left join working_days_of($1, array[$2::uuid], $3, $4) w on w.day = d::date
  where case when w.kind is null then extract(isodow from d) < 6 else w.kind <> 'holiday' end
)`;

/** A unit's reps of these days, by name: who is there now, and who visited or was given points there. */
export async function peopleOf(
  sql: Queryable,
  orgId: number,
  unitId: string,
  from: string,
  to: string,
): Promise<ScoredPerson[]> {
  const { rows } = await sql.query<ScoredPerson>(
    `with ${workedDays}, visited as materialized (
       select rep_id, count(distinct day)::integer as days, count(*) filter (where decided = 'invalid')::integer as false_visits
       from visit where org_id = $1 and unit_id = $2 and day between $3 and $4 group by rep_id
     ), rep as (
       select person_id as rep_id from known_person where org_id = $1 and unit_id = $2 and role = 'rep' and is_active and created_at::date <= $4
       union select rep_id from visited
       union select rep_id from score_entry where org_id = $1 and unit_id = $2 and month = date_trunc('month', $3::date)::date
       union select rep_id from score_correction where org_id = $1 and unit_id = $2 and in_month = date_trunc('month', $3::date)::date
     )
     select r.rep_id as "repId", p.name, coalesce(v.days, 0) as days, coalesce(v.false_visits, 0) as "falseVisits",
       (select count(*)::integer from worked w where not exists (
          select from known_absence a where a.org_id = $1 and a.rep_id = r.rep_id and a.part = 'day' and w.day between a.from_day and a.to_day)) as "dueDays"
     from rep r join known_person p on p.org_id = $1 and p.person_id = r.rep_id
     left join visited v on v.rep_id = r.rep_id
     order by p.name, r.rep_id`,
    [orgId, unitId, from, to],
  );
  return rows;
}

/** The so-manieth worked day of a unit after a day. */
export async function workDayAfter(
  sql: Queryable,
  orgId: number,
  unitId: string,
  day: string,
  count: number,
): Promise<string> {
  const { rows } = await sql.query<{ day: string }>(
    `with ${workedDays} select to_char(day, 'YYYY-MM-DD') as day from worked where day > $3 order by day offset $5 limit 1`,
    [orgId, unitId, day, dayAfter(day, 60), count - 1],
  );
  return rows[0]?.day ?? dayAfter(day, 60);
}

/** Whether somebody is, or was in a month, a rep of a unit. */
export async function isRepOf(
  sql: Queryable,
  orgId: number,
  unitId: string,
  repId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `select exists (select from known_person where org_id = $1 and unit_id = $2 and person_id = $3 and role = 'rep')
       or exists (select from visit where org_id = $1 and unit_id = $2 and rep_id = $3 and day between $4 and $5) as is`,
    [orgId, unitId, repId, from, to],
  );
  return rows[0]!.is;
}

export interface NamedFact {
  id: string;
  day: string | null;
  visitId: string | null;
  what: string | null;
  by: string | null;
}

/** What facts are called: visits, stops of days, days, retailers, entries, corrections. Of one that is gone the id is left. */
export async function namesOfFacts(
  sql: Queryable,
  orgId: number,
  kind: 'visit' | 'stop' | 'day' | 'retailer' | 'entry' | 'correction',
  ids: readonly string[],
): Promise<NamedFact[]> {
  const { rows } = await sql.query<NamedFact>(`${named[kind]} order by f.no`, [orgId, ids]);
  return rows;
}

const facts = `from unnest($2::text[]) with ordinality f(id, no)`;
const named = {
  visit: `select f.id, to_char(v.day, 'YYYY-MM-DD') as day, v.visit_id as "visitId", k.name as what, null as by ${facts}
    left join visit v on v.org_id = $1 and v.visit_id = f.id::uuid left join known_retailer k on k.org_id = $1 and k.retailer_id = v.retailer_id`,
  stop: `select f.id, split_part(f.id, ' ', 1) as day, null as "visitId", k.name as what, null as by ${facts}
    left join known_retailer k on k.org_id = $1 and k.retailer_id = split_part(f.id, ' ', 2)::uuid`,
  day: `select f.id, f.id as day, null as "visitId", null as what, null as by ${facts}
    where $1::integer is not null`,
  retailer: `select f.id, null as day, null as "visitId", k.name as what, null as by ${facts}
    left join known_retailer k on k.org_id = $1 and k.retailer_id = f.id::uuid`,
  entry: `select f.id, to_char(e.entered_at at time zone u.time_zone, 'YYYY-MM-DD') as day, null as "visitId", nullif(e.note, '') as what, p.name as by ${facts}
    left join score_entry e on e.org_id = $1 and e.entry_id = f.id::uuid left join known_unit u on u.org_id = $1 and u.unit_id = e.unit_id
    left join known_person p on p.org_id = $1 and p.person_id = e.entered_by`,
  correction: `select f.id, to_char(c.month, 'YYYY-MM') as day, null as "visitId", c.why as what, p.name as by ${facts}
    left join score_correction c on c.org_id = $1 and c.correction_id = f.id::uuid left join known_person p on p.org_id = $1 and p.person_id = c.corrected_by`,
};
