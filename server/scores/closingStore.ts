import type { PeriodState } from '../../shared/scores.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { UnitMonth } from './unitMonth.ts';

const firstDay = (month: string): string => `${month}-01`;

export interface Signature {
  role: 'supervisor' | 'auditor';
  personId: string;
  by: string;
  at: string;
}

export async function signaturesOf(sql: Queryable, { orgId, unitId, month }: UnitMonth): Promise<Signature[]> {
  const { rows } = await sql.query<Signature>(
    `select s.role, s.signed_by as "personId", p.name as by, to_char(s.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from score_signature s join known_person p on p.org_id = s.org_id and p.person_id = s.signed_by
     where s.org_id = $1 and s.unit_id = $2 and s.month = $3 order by s.signed_at`,
    [orgId, unitId, firstDay(month)],
  );
  return rows;
}

export async function addSignature(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  who: Who,
  root: string,
): Promise<void> {
  await tx.query(
    `insert into score_signature (org_id, unit_id, month, role, signed_by, root, via) values ($1, $2, $3, $4, $5, $6, $7)`,
    [orgId, unitId, firstDay(month), who.role, who.personId, root, credentialOf(who)],
  );
}

export async function addBulletin(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  { draftNo, root, content }: { draftNo: number; root: string; content: object },
): Promise<void> {
  await tx.query(
    `insert into bulletin (org_id, unit_id, month, draft_no, root, content) values ($1, $2, $3, $4, $5, $6)`,
    [orgId, unitId, firstDay(month), draftNo, root, JSON.stringify(content)],
  );
}

/** The first month from one on that was not shown yet. */
export async function firstUnshown(sql: Queryable, orgId: number, unitId: string, from: string): Promise<string> {
  const { rows } = await sql.query<{ month: string }>(
    `select to_char(m, 'YYYY-MM') as month from generate_series($3::date, $3::date + interval '10 years', interval '1 month') m
     where not exists (select from score_shown s where s.org_id = $1 and s.unit_id = $2 and s.month = m::date) order by m limit 1`,
    [orgId, unitId, firstDay(from)],
  );
  return rows[0]!.month;
}

export interface NewCorrection {
  correctionId: string;
  repId: string;
  itemKey: string;
  inMonth: string;
  points: number;
  why: string;
}

/** False: there is one with this id already. */
export async function addCorrection(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  who: Who,
  { correctionId, repId, itemKey, inMonth, points, why }: NewCorrection,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into score_correction (org_id, correction_id, unit_id, month, rep_id, item_key, in_month, points, why, corrected_by, via)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[orgId, correctionId, unitId, firstDay(month), repId, itemKey, firstDay(inMonth), points, why],
      ...[who.personId, credentialOf(who)],
    ],
  );
  return rowCount === 1;
}

export interface PeriodRow {
  unitId: string;
  month: string;
  state: PeriodState;
  untilDay: string | null;
  openObjections: number;
}

/** Months of units that were drafted, the newest first. `ofRep`: of objections only theirs are counted. */
export async function periodsIn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  ofRep: string | null,
): Promise<PeriodRow[]> {
  const { rows } = await sql.query<PeriodRow>(
    `select d.unit_id as "unitId", to_char(d.month, 'YYYY-MM') as month, to_char(s.until_day, 'YYYY-MM-DD') as "untilDay",
       case when b.root is not null then 'closed' when s.until_day is not null then 'shown' else 'drafted' end as state,
       (select count(*)::integer from score_objection o where o.org_id = d.org_id and o.unit_id = d.unit_id and o.month = d.month and ($3::uuid is null or o.rep_id = $3)
          and not exists (select from score_answer a where a.org_id = o.org_id and a.objection_id = o.objection_id)) as "openObjections"
     from (select distinct org_id, unit_id, month from score_draft where org_id = $1 and unit_id = any($2)) d
     left join score_shown s on s.org_id = d.org_id and s.unit_id = d.unit_id and s.month = d.month
     left join bulletin b on b.org_id = d.org_id and b.unit_id = d.unit_id and b.month = d.month
     order by d.month desc, d.unit_id`,
    [orgId, unitIds, ofRep],
  );
  return rows;
}

export interface DueMonth {
  orgId: number;
  unitId: string;
  month: string;
}

/** Months that were over two hours ago in their unit, of units with reps and a scheme, and that nobody drafted. */
export async function monthsToDraft(sql: Queryable, now: Date): Promise<DueMonth[]> {
  const { rows } = await sql.query<DueMonth>(
    `select u.org_id as "orgId", u.unit_id as "unitId", to_char(m.day, 'YYYY-MM') as month
     from known_unit u
     cross join lateral (select (date_trunc('month', $1::timestamptz at time zone u.time_zone - interval '2 hours') - interval '1 month')::date as day) m
     where exists (select from known_person p where p.org_id = u.org_id and p.unit_id = u.unit_id and p.role = 'rep')
       and exists (select from score_scheme_for(u.org_id, u.unit_id, m.day))
       and not exists (select from score_draft d where d.org_id = u.org_id and d.unit_id = u.unit_id and d.month = m.day)
     order by u.org_id, u.unit_id`,
    [now],
  );
  return rows;
}
