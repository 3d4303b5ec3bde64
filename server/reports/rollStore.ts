import type { Queryable } from '../db.ts';

export interface RepDay {
  orgId: number;
  repId: string;
  day: string;
}

/** Days of which something was said since they were counted, the newest first; no more than so many. */
export async function dueDays(sql: Queryable, most: number): Promise<RepDay[]> {
  const { rows } = await sql.query<RepDay>(
    `select org_id as "orgId", rep_id as "repId", day from (select distinct org_id, rep_id, day from report_due) d order by day desc, org_id, rep_id limit $1`,
    [most],
  );
  return rows;
}

/** How many days are due. */
export async function dueCount(sql: Queryable, orgId: number | null): Promise<number> {
  const { rows } = await sql.query<{ days: number }>(
    `select count(*)::integer as days from (select distinct org_id, rep_id, day from report_due where $1::integer is null or org_id = $1) d`,
    [orgId],
  );
  return rows[0]!.days;
}

/** How many days of a period are due. */
export async function dueBetween(sql: Queryable, orgId: number, from: string, to: string): Promise<number> {
  const { rows } = await sql.query<{ days: number }>(
    `select count(*)::integer as days from (select distinct rep_id, day from report_due where org_id = $1 and day between $2 and $3) d`,
    [orgId, from, to],
  );
  return rows[0]!.days;
}

/** Of these days, those that nobody else counts at this moment; nobody will until this transaction ends. */
export async function takeDays(tx: Queryable, days: readonly RepDay[]): Promise<RepDay[]> {
  const { rows } = await tx.query<RepDay>(
    `with mine as materialized (
       select * from unnest($1::integer[], $2::uuid[], $3::date[]) d(org_id, rep_id, day)
       where pg_try_advisory_xact_lock(hashtextextended('report ' || d.org_id || ' ' || d.rep_id || ' ' || d.day, 0))
     ), taken as (
       delete from report_due r using mine m where r.org_id = m.org_id and r.rep_id = m.rep_id and r.day = m.day
     )
     select org_id as "orgId", rep_id as "repId", day from mine`,
    columns(days),
  );
  return rows;
}

/** Counts days again, from the facts as they are now. */
export async function rollDays(tx: Queryable, days: readonly RepDay[]): Promise<void> {
  const these = columns(days);
  const given = 'unnest($1::integer[], $2::uuid[], $3::date[]) d(org_id, rep_id, day)';
  const ofThese = 'd.org_id = r.org_id and d.rep_id = r.rep_id and d.day = r.day';
  await tx.query(`delete from report_visit r using ${given} where ${ofThese}`, these);
  await tx.query(`delete from report_stop r using ${given} where ${ofThese}`, these);
  await tx.query(`delete from rep_day r using ${given} where ${ofThese}`, these);
  await tx.query(
    `insert into report_visit (org_id, visit_id, rep_id, day, unit_id, retailer_id, territory_id, grade, business_type, setting, valid, suspect, invalid,
       unverifiable, claimed, appealed, upheld, short, presses, late, planned, unplanned, timed, dwell_s, started_at, ended_at)
     select r.* from ${given} join visit_counted r on ${ofThese}`,
    these,
  );
  await tx.query(
    `insert into report_stop (org_id, rep_id, day, retailer_id, unit_id, territory_id, grade, business_type, setting, stops, kept)
     select r.* from ${given} join stop_counted r on ${ofThese}`,
    these,
  );
  await tx.query(
    `insert into rep_day (org_id, rep_id, day, unit_id, valid, suspect, invalid, unverifiable, claimed, appealed, upheld, short, presses, late, planned,
       unplanned, timed, dwell_s, stops, kept, presence_s, span_s)
     select r.* from ${given} join rep_day_summed r on ${ofThese}`,
    these,
  );
}

const columns = (days: readonly RepDay[]) => [
  days.map(({ orgId }) => orgId),
  days.map(({ repId }) => repId),
  days.map(({ day }) => day),
];

/** Whose days: of the reps of somebody's units. */
export interface Whose {
  orgId: number;
  unitIds: readonly string[];
}

const isTheirs = (rep: string): string =>
  `($1::integer is null or exists (select from known_person p where p.org_id = $1 and p.org_id = ${rep}.org_id and p.person_id = ${rep}.rep_id and p.unit_id = any($2::uuid[])))`;

/** Says that every day with facts or rows of a report has to be counted again; null: of all organisations. */
export async function markAllDays(sql: Queryable, whose: Whose | null): Promise<void> {
  await sql.query(
    `insert into report_due (org_id, rep_id, day)
     select org_id, rep_id, day from known_press f where ${isTheirs('f')}
     union select org_id, rep_id, day from known_plan_frozen f where ${isTheirs('f')}
     union select org_id, rep_id, day from rep_day f where ${isTheirs('f')}`,
    [whose?.orgId ?? null, whose?.unitIds ?? null],
  );
}

/** So many are named; whoever finds that many rebuilds. */
export const MOST_UNLIKE = 100;

export interface Unlike extends RepDay {
  /** Which rows. */
  of: 'visits' | 'stops' | 'sums';
}

/** Days that are not due whose rows are not what their facts come to; counts what facts say without keeping it. */
export async function daysUnlikeFacts(sql: Queryable, whose: Whose | null, most: number): Promise<Unlike[]> {
  const { rows } = await sql.query<Unlike>(
    `with unlike as (
       select org_id, rep_id, day, 'visits' as of from ((table visit_counted except table report_visit) union all (table report_visit except table visit_counted)) v
       union
       select org_id, rep_id, day, 'stops' from (
         (table stop_counted except select org_id, rep_id, day, retailer_id, unit_id, territory_id, grade, business_type, setting, stops, kept from report_stop)
         union all
         (select org_id, rep_id, day, retailer_id, unit_id, territory_id, grade, business_type, setting, stops, kept from report_stop except table stop_counted)
       ) s
       union
       select org_id, rep_id, day, 'sums' from ((table rep_day_summed except table rep_day) union all (table rep_day except table rep_day_summed)) d
     )
     select u.org_id as "orgId", u.rep_id as "repId", u.day, u.of from unlike u
     where ${isTheirs('u')}
       and not exists (select from report_due r where r.org_id = u.org_id and r.rep_id = u.rep_id and r.day = u.day)
     order by u.day, u.rep_id, u.of limit $3`,
    [whose?.orgId ?? null, whose?.unitIds ?? null, most],
  );
  return rows;
}
