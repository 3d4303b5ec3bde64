import type { Absence, DayKind, NewAbsence, SaidDay } from '../../shared/workingDays.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** What is said of days for a unit, by itself or by a unit above. */
export async function saidDays(
  sql: Queryable,
  orgId: number,
  unitId: string,
  from: string,
  to: string,
): Promise<(SaidDay & { isOwn: boolean })[]> {
  const { rows } = await sql.query<SaidDay & { isOwn: boolean }>(
    `select day, kind, name, said_by = unit_id as "isOwn" from working_days_of($1, array[$2::uuid], $3, $4) order by day`,
    [orgId, unitId, from, to],
  );
  return rows;
}

/** Says what days are for a unit; a kind of null takes back what was said. */
export async function sayDays(
  sql: Queryable,
  who: Who,
  unitId: string,
  days: readonly { day: string; kind: DayKind | null; name: string }[],
): Promise<void> {
  await sql.query('delete from working_day where org_id = $1 and unit_id = $2 and day = any($3::date[])', [
    who.orgId,
    unitId,
    days.map(({ day }) => day),
  ]);
  await sql.query(
    `insert into working_day (org_id, unit_id, day, kind, name, said_by)
     select $1, $2, (d->>'day')::date, d->>'kind', d->>'name', $3 from json_array_elements($4::json) d where d->>'kind' is not null`,
    [who.orgId, unitId, who.personId, JSON.stringify(days)],
  );
}

/** Years confirmed for a unit, by itself or for the whole organisation. */
export async function confirmedYears(sql: Queryable, orgId: number, unitId: string): Promise<number[]> {
  const { rows } = await sql.query<{ year: number }>(
    `select distinct y.year from working_year y join known_unit u on u.org_id = y.org_id and u.unit_id = y.unit_id
     where y.org_id = $1 and (y.unit_id = $2 or u.parent_id is null) order by y.year`,
    [orgId, unitId],
  );
  return rows.map(({ year }) => year);
}

export async function confirm(sql: Queryable, who: Who, unitId: string, year: number): Promise<void> {
  await sql.query(
    `insert into working_year (org_id, unit_id, year, confirmed_by) values ($1, $2, $3, $4)
     on conflict (org_id, unit_id, year) do update set confirmed_by = excluded.confirmed_by, confirmed_at = clock_timestamp()`,
    [who.orgId, unitId, year, who.personId],
  );
}

const absence = `a.absence_id as "absenceId", a.rep_id as "repId", p.name as "repName", a.from_day as "fromDay", a.to_day as "toDay", a.part, a.kind`;

/** Absences in the caller's scope, by rep and day; a rep's scope is their own. */
export async function absencesIn(
  sql: Queryable,
  who: Who,
  filter: {
    repId?: string | undefined;
    unitId?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
    absenceId?: string | undefined;
  },
): Promise<Absence[]> {
  const { rows } = await sql.query<Absence>(
    `select ${absence} from absence a join known_person p on p.org_id = a.org_id and p.person_id = a.rep_id
     where a.org_id = $1 and p.unit_id = any($2) and ($3::uuid is null or a.rep_id = $3) and ($4::uuid is null or a.rep_id = $4)
       and ($5::uuid is null or p.unit_id = any(unit_scope($1, $5))) and ($6::date is null or a.to_day >= $6) and ($7::date is null or a.from_day <= $7)
       and ($8::uuid is null or a.absence_id = $8)
     order by p.name, a.rep_id, a.from_day`,
    [
      who.orgId,
      who.unitIds,
      who.role === 'rep' ? who.personId : null,
      filter.repId ?? null,
      filter.unitId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.absenceId ?? null,
    ],
  );
  return rows;
}

/** Adds an absence; null where another one of the rep has one of its days. Two at once meet at the rep's lock. */
export async function addAbsence(sql: Queryable, who: Who, said: NewAbsence): Promise<string | null> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`absence ${who.orgId} ${said.repId}`]);
  const { rows } = await sql.query<{ absenceId: string }>(
    `insert into absence (org_id, rep_id, from_day, to_day, part, kind, said_by)
     select $1, $2, $3, $4, $5, $6, $7
     where not exists (select from absence where org_id = $1 and rep_id = $2 and from_day <= $4 and to_day >= $3)
     returning absence_id as "absenceId"`,
    [who.orgId, said.repId, said.fromDay, said.toDay, said.part, said.kind, who.personId],
  );
  return rows[0]?.absenceId ?? null;
}

/** Takes an absence of the caller's scope back; whether there was one. */
export async function removeAbsence(sql: Queryable, who: Who, absenceId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `delete from absence a using known_person p
     where a.org_id = $1 and a.absence_id = $2 and p.org_id = a.org_id and p.person_id = a.rep_id and p.unit_id = any($3)`,
    [who.orgId, absenceId, who.unitIds],
  );
  return rowCount > 0;
}
