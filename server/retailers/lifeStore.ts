import type { NotOpenRow } from '../../shared/imports.ts';
import type { DatedFacts, FactVersion, LifeAct, NewLifeAct } from '../../shared/retailerLife.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Act, Version } from './life.ts';

/** Holds a retailer of the caller's scope until the transaction ends; false: it is not theirs. */
export async function holdRetailer(sql: Queryable, who: Who, retailerId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from retailer where org_id = $1 and unit_id = any($2) and retailer_id = $3 for update',
    [who.orgId, who.unitIds, retailerId],
  );
  return rowCount === 1;
}

/** Every act on a retailer's life, the latest day first. */
export async function lifeOf(sql: Queryable, orgId: number, retailerId: string): Promise<LifeAct[]> {
  const { rows } = await sql.query<Omit<LifeAct, 'at'> & { at: Date }>(
    `select l.life_no as "lifeNo", l.from_day as "fromDay", l.deed, l.word, w.name as by, l.at,
       exists (select from retailer_act a where a.org_id = l.org_id and a.retailer_id = l.retailer_id and a.life_no = l.life_no) as counts
     from retailer_life l join known_person w on w.org_id = l.org_id and w.person_id = l.by_id
     where l.org_id = $1 and l.retailer_id = $2 order by l.from_day desc, l.life_no desc`,
    [orgId, retailerId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The acts that count, in the order of their days. */
export async function actsOf(sql: Queryable, orgId: number, retailerId: string): Promise<Act[]> {
  const { rows } = await sql.query<Act>(
    `select from_day as "fromDay", deed from retailer_act where org_id = $1 and retailer_id = $2 order by from_day`,
    [orgId, retailerId],
  );
  return rows;
}

export async function addAct(sql: Queryable, who: Who, retailerId: string, act: NewLifeAct): Promise<void> {
  await sql.query(
    `insert into retailer_life (org_id, retailer_id, life_no, from_day, deed, word, by_id)
     select $1, $2, (select coalesce(max(life_no), 0) + 1 from retailer_life where org_id = $1 and retailer_id = $2), $3, $4, $5, $6`,
    [who.orgId, retailerId, act.fromDay, act.deed, act.word, who.personId],
  );
}

const dated = `f.grade, f.business_type as "businessType", f.setting, f.visits_per_month as "visitsPerMonth", f.opening_hours as "openingHours", f.key_hours as "keyHours"`;
/** The last of several for one day. */
const counts = `not exists (select from retailer_fact n where n.org_id = f.org_id and n.retailer_id = f.retailer_id and n.from_day is not distinct from f.from_day and n.fact_no > f.fact_no)`;

/** Every version of a retailer's facts, the latest day first. */
export async function versionsOf(sql: Queryable, orgId: number, retailerId: string): Promise<FactVersion[]> {
  const { rows } = await sql.query<Omit<FactVersion, 'at'> & { at: Date }>(
    `select f.fact_no as "factNo", f.from_day as "fromDay", ${dated}, w.name as by, i.file_name as "fileName", f.word, f.at, ${counts} as counts
     from retailer_fact f left join known_person w on w.org_id = f.org_id and w.person_id = f.by_id
     left join import_run i on i.org_id = f.org_id and i.import_id = f.import_id
     where f.org_id = $1 and f.retailer_id = $2 order by f.from_day desc nulls last, f.fact_no desc`,
    [orgId, retailerId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The versions that count, in the order of their days. */
export async function countingVersions(sql: Queryable, orgId: number, retailerId: string): Promise<Version[]> {
  const { rows } = await sql.query<Version>(
    `select f.from_day as "fromDay", ${dated} from retailer_fact f where f.org_id = $1 and f.retailer_id = $2 and ${counts} order by f.from_day nulls first`,
    [orgId, retailerId],
  );
  return rows;
}

/** Appends a version that somebody said by hand; one of a day that is to come is put on the retailer when it has. */
export async function addVersion(
  sql: Queryable,
  who: Who,
  retailerId: string,
  fromDay: string,
  facts: DatedFacts,
  word: string,
): Promise<void> {
  await sql.query(
    `insert into retailer_fact (org_id, retailer_id, fact_no, from_day, grade, business_type, setting, visits_per_month, opening_hours, key_hours, by_id, word, on_record)
     select $1, $2, (select coalesce(max(fact_no), 0) + 1 from retailer_fact where org_id = $1 and retailer_id = $2), $3, $4, $5, $6, $7, $8::text, $9, $10, $11,
       (select f.opening_hours from facts_on($1, $2, $3) f) is distinct from $8`,
    [
      who.orgId,
      retailerId,
      fromDay,
      facts.grade,
      facts.businessType,
      facts.setting,
      facts.visitsPerMonth,
      facts.openingHours,
      facts.keyHours,
      who.personId,
      word,
    ],
  );
  await sql.query(
    'insert into retailer_fact_due (org_id, retailer_id, from_day) values ($1, $2, $3) on conflict do nothing',
    [who.orgId, retailerId, fromDay],
  );
}

/** Puts on retailers what counts now of versions whose day has come; of one retailer, or of all. @returns the units they belong to */
export async function applyFacts(
  sql: Queryable,
  of: { orgId: number; retailerId: string } | null,
): Promise<{ orgId: number; unitId: string }[]> {
  const { rows } = await sql.query<{ orgId: number; unitId: string }>(
    `with come as (
       delete from retailer_fact_due d using retailer r, known_unit u
       where r.org_id = d.org_id and r.retailer_id = d.retailer_id and u.org_id = r.org_id and u.unit_id = r.unit_id
         and d.from_day <= (now() at time zone u.time_zone)::date and ($1::integer is null or (d.org_id = $1 and d.retailer_id = $2))
       returning d.org_id, d.retailer_id, (now() at time zone u.time_zone)::date as today
     ), applied as (
       update retailer r set grade = f.grade, business_type = f.business_type, setting = f.setting, visits_per_month = f.visits_per_month,
         opening_hours = f.opening_hours, key_hours = f.key_hours, updated_at = now()
       from (select distinct org_id, retailer_id, today from come) c cross join lateral facts_on(c.org_id, c.retailer_id, c.today) f
       where r.org_id = c.org_id and r.retailer_id = c.retailer_id
         and (r.grade, r.business_type, r.setting, r.visits_per_month, r.opening_hours, r.key_hours)
           is distinct from (f.grade, f.business_type, f.setting, f.visits_per_month, f.opening_hours, f.key_hours)
       returning r.org_id, r.unit_id
     )
     select distinct org_id as "orgId", unit_id as "unitId" from applied`,
    [of?.orgId ?? null, of?.retailerId ?? null],
  );
  return rows;
}

/** Which of these retailers of some units, by their codes, are not open today. */
export async function notOpenAmong(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  codes: readonly string[],
): Promise<Omit<NotOpenRow, 'line'>[]> {
  const { rows } = await sql.query<Omit<NotOpenRow, 'line'>>(
    `select code, name, state from (
       select r.code, r.name, retailer_state_on(r.org_id, r.retailer_id, (now() at time zone u.time_zone)::date) as state
       from (select distinct retailer_id from retailer_life where org_id = $1) l
       join retailer r on r.org_id = $1 and r.retailer_id = l.retailer_id and r.unit_id = any($2) and r.code = any($3)
       join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
     ) said where state <> 'open' order by code`,
    [orgId, unitIds, codes],
  );
  return rows;
}

/** Names the import that versions come from, until the transaction ends. */
export async function nameImport(sql: Queryable, importId: string): Promise<void> {
  await sql.query(`select set_config('rounds.import', $1, true)`, [importId]);
}
