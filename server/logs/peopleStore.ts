import type { LogSpan } from '../../shared/logDue.ts';
import type { SaidSetting } from '../../shared/settings.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A rep whose logs are written and read. */
export interface LogRep {
  repId: string;
  name: string;
  unitId: string;
  timeZone: string;
  /** The unit's own date. */
  today: string;
}

const columns = `p.person_id as "repId", p.name, p.unit_id as "unitId", u.time_zone as "timeZone"`;

/** Authors by their ids: who they are, and where they work now. */
export async function authorsById(
  sql: Queryable,
  orgId: number,
  repIds: readonly string[],
  now: Date,
): Promise<LogRep[]> {
  const { rows } = await sql.query<LogRep>(
    `select ${columns}, ($3::timestamptz at time zone u.time_zone)::date as today
     from known_person p join known_unit u using (org_id, unit_id) where p.org_id = $1 and p.person_id = any($2)`,
    [orgId, repIds, now],
  );
  return rows;
}

/** Whoever owes a log of these days in these units, or sent one: active reps who pressed then, or who work and are not away. */
export async function repsExpected(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  { span, fromDay, toDay }: { span: LogSpan; fromDay: string; toDay: string },
  now: Date,
): Promise<LogRep[]> {
  const { rows } = await sql.query<LogRep>(
    `with said as (select unit_id, day, kind from working_days_of($1, $2::uuid[], $3, $4))
     select ${columns}, ($5::timestamptz at time zone u.time_zone)::date as today
     from known_person p join known_unit u using (org_id, unit_id)
     where p.org_id = $1 and p.unit_id = any($2) and (
       exists (select from log x where x.org_id = p.org_id and x.author_id = p.person_id and x.span = $6 and x.from_day = $3)
       or p.role = 'rep' and p.is_active and exists (
       select from generate_series($3::date, $4::date, interval '1 day') d(day)
       left join said s on s.unit_id = p.unit_id and s.day = d.day::date
       where exists (select from known_press k where k.org_id = p.org_id and k.rep_id = p.person_id and k.day = d.day::date)
         or (p.created_at at time zone u.time_zone)::date <= d.day::date and case when s.kind is null then extract(isodow from d.day) <= 5 else s.kind <> 'holiday' end
            and not exists (select from known_absence a where a.org_id = p.org_id and a.rep_id = p.person_id and a.part = 'day' and d.day::date between a.from_day and a.to_day)))
     order by p.name, p.person_id`,
    [orgId, unitIds, fromDay, toDay, now, span],
  );
  return rows;
}

/** The days of a rep on which a log is owed. */
export async function daysExpected(
  sql: Queryable,
  orgId: number,
  { repId, unitId, timeZone }: LogRep,
  [fromDay, toDay]: [string, string],
): Promise<string[]> {
  const { rows } = await sql.query<{ day: string }>(
    `with said as (select day, kind from working_days_of($1, array[$3::uuid], $4, $5))
     select d.day::date as day from known_person p
     cross join generate_series($4::date, $5::date, interval '1 day') d(day) left join said s on s.day = d.day::date
     where p.org_id = $1 and p.person_id = $2
       and (exists (select from known_press k where k.org_id = $1 and k.rep_id = $2 and k.day = d.day::date)
         or (p.created_at at time zone $6)::date <= d.day::date and case when s.kind is null then extract(isodow from d.day) <= 5 else s.kind <> 'holiday' end
            and not exists (select from known_absence a where a.org_id = $1 and a.rep_id = $2 and a.part = 'day' and d.day::date between a.from_day and a.to_day))
     order by d.day`,
    [orgId, repId, unitId, fromDay, toDay, timeZone],
  );
  return rows.map(({ day }) => day);
}

/** Which of these retailers are not of the caller's units. */
export async function foreignRetailers(sql: Queryable, who: Who, retailerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from unnest($2::uuid[]) r(id)
     where not exists (select from known_retailer k where k.org_id = $1 and k.retailer_id = r.id and k.unit_id = any($3))`,
    [who.orgId, retailerIds, who.unitIds],
  );
  return rows.map(({ id }) => id);
}

/** What is said of settings for units on days. */
export async function settingsSaid(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  days: readonly string[],
): Promise<(SaidSetting & { unitId: string; day: string })[]> {
  const { rows } = await sql.query<SaidSetting & { unitId: string; day: string }>(
    `select unit_id as "unitId", day, key, value from settings_on($1, $2::uuid[], $3::date[]) where key = 'logsDue'`,
    [orgId, unitIds, days],
  );
  return rows;
}

/** Instants of days and times on clocks of zones, in their order. */
export async function momentsOf(
  sql: Queryable,
  said: readonly { day: string; time: string; timeZone: string }[],
): Promise<Date[]> {
  const { rows } = await sql.query<{ at: Date }>(
    `select (s.day + s.time::interval) at time zone s.zone as at
     from unnest($1::date[], $2::text[], $3::text[]) with ordinality s(day, time, zone, n) order by n`,
    [said.map(({ day }) => day), said.map(({ time }) => time), said.map(({ timeZone }) => timeZone)],
  );
  return rows.map(({ at }) => at);
}
