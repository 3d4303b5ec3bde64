import type { FiledFinding, MyCase, NewCall, NewFinding } from '../../shared/findings.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** One writer a case at a time. */
export async function holdCase(sql: Queryable, orgId: number, caseId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`case ${orgId} ${caseId.toLowerCase()}`]);
}

/**
 * Cases that are the caller's: assigned to them, and for an auditor those of their units that are nobody's. Nothing of a claim is in
 * them; a number to call only where the check is a call.
 */
export async function myCases(sql: Queryable, who: Who): Promise<MyCase[]> {
  const { rows } = await sql.query<MyCase>(
    `select c.case_id as "caseId", p.plan_id as "planId", p.title as "planTitle", p.kind,
       case when p.questionnaire_id is not null then json_build_object('id', p.questionnaire_id, 'version', p.questionnaire_version) end as questionnaire,
       p.from_day as "fromDay", p.to_day as "toDay", p.due_day as "dueDay", r.retailer_id as "retailerId", r.code, r.name, r.address,
       json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position, r.opening_hours as "openingHours", r.contact,
       case when p.kind = 'phone' then r.phone end as phone, c.state,
       (select coalesce(json_agg(json_build_object('outcome', a.outcome, 'calledAt', to_char(a.called_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.called_at), '[]')
        from call_attempt a where a.org_id = c.org_id and a.case_id = c.case_id) as calls
     from case_state c
     join inspection_plan p using (org_id, plan_id)
     join known_retailer r on r.org_id = c.org_id and r.retailer_id = c.retailer_id
     where c.org_id = $1 and c.state in ('todo', 'filed') and (c.assignee_id = $2 or $3 and c.assignee_id is null and p.unit_id = any($4))
       and not exists (select from inspection_end e where e.org_id = c.org_id and e.plan_id = c.plan_id)
       and not exists (select from inspection_void v where v.org_id = c.org_id and v.plan_id = c.plan_id and v.frame_no = c.frame_no)
     order by p.due_day, p.plan_id, r.code`,
    [who.orgId, who.personId, who.role === 'auditor', who.unitIds],
  );
  return rows;
}

/** Whether the case is, or ever was, the caller's: what was found on the way must not be lost because somebody else has it by now. */
export async function wasMine(sql: Queryable, who: Who, caseId: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select from inspection_case c join inspection_plan p using (org_id, plan_id)
     where c.org_id = $1 and c.case_id = $2 and ($4 and p.unit_id = any($5)
       or exists (select from case_change h where h.org_id = $1 and h.case_id = $2 and h.deed = 'assigned' and h.assignee_id = $3))`,
    [who.orgId, caseId, who.personId, who.role === 'auditor', who.unitIds],
  );
  return rows.length > 0;
}

interface StoredFinding {
  caseId: string;
  inspectorId: string;
  bodySha256: Buffer;
}

export async function storedFinding(sql: Queryable, orgId: number, findingId: string): Promise<StoredFinding | null> {
  const { rows } = await sql.query<StoredFinding>(
    `select case_id as "caseId", inspector_id as "inspectorId", body_sha256 as "bodySha256" from finding where org_id = $1 and finding_id = $2`,
    [orgId, findingId],
  );
  return rows[0] ?? null;
}

/** The findings of a case so far: by whom, and when the first came. */
export async function findingsBefore(
  sql: Queryable,
  orgId: number,
  caseId: string,
): Promise<{ inspectorId: string; receivedAt: Date }[]> {
  const { rows } = await sql.query<{ inspectorId: string; receivedAt: Date }>(
    `select inspector_id as "inspectorId", received_at as "receivedAt" from finding where org_id = $1 and case_id = $2 order by finding_no`,
    [orgId, caseId],
  );
  return rows;
}

export async function addFinding(
  sql: Queryable,
  who: Who,
  caseId: string,
  finding: NewFinding & { isLate: boolean; bodySha256: Buffer },
): Promise<void> {
  await sql.query(
    `insert into finding (org_id, finding_id, case_id, finding_no, inspector_id, outcome, arrive, leave, questionnaire_id, questionnaire_version, answers, photos, note, is_late, body_sha256, via)
     select $1, $2, $3, coalesce(max(finding_no), 0) + 1, $4, $5, $6::json, $7::json, $8, $9, $10::json, $11, $12, $13, $14, $15 from finding where org_id = $1 and case_id = $3`,
    [
      who.orgId,
      finding.findingId,
      caseId,
      who.personId,
      finding.outcome,
      finding.arrive && JSON.stringify(finding.arrive),
      finding.leave && JSON.stringify(finding.leave),
      finding.questionnaire?.id ?? null,
      finding.questionnaire?.version ?? null,
      JSON.stringify(finding.answers),
      finding.photos,
      finding.note,
      finding.isLate,
      finding.bodySha256,
      credentialOf(who),
    ],
  );
}

export async function filedFinding(sql: Queryable, orgId: number, findingId: string): Promise<FiledFinding> {
  const { rows } = await sql.query<Omit<FiledFinding, 'receivedAt'> & { receivedAt: Date }>(
    `select finding_id as "findingId", case_id as "caseId", finding_no as "findingNo", is_late as "isLate", received_at as "receivedAt",
       array(select s from unnest(photos) s where not exists (select from photo h where h.org_id = $1 and h.sha256 = s and h.whole_at is not null)) as "photosMissing"
     from finding where org_id = $1 and finding_id = $2`,
    [orgId, findingId],
  );
  return { ...rows[0]!, receivedAt: rows[0]!.receivedAt.toISOString() };
}

/** False where the attempt's id is known and says something else. */
export async function addCall(sql: Queryable, who: Who, caseId: string, call: NewCall): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into call_attempt (org_id, attempt_id, case_id, caller_id, outcome, called_at, note, via) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [who.orgId, call.attemptId, caseId, who.personId, call.outcome, call.calledAt, call.note, credentialOf(who)],
  );
  if (rowCount > 0) return true;
  const { rows } = await sql.query(
    `select from call_attempt where org_id = $1 and attempt_id = $2 and case_id = $3 and caller_id = $4 and outcome = $5 and called_at = $6 and note is not distinct from $7`,
    [who.orgId, call.attemptId, caseId, who.personId, call.outcome, call.calledAt, call.note],
  );
  return rows.length > 0;
}

export async function countCalls(sql: Queryable, orgId: number, caseId: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from call_attempt where org_id = $1 and case_id = $2',
    [orgId, caseId],
  );
  return rows[0]!.n;
}
