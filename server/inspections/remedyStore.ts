import type { NewCheck, NewRemedy, NewReport, Remedy, RemedyState } from '../../shared/remedies.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

interface Which {
  remedyId?: string;
  caseId?: string | undefined;
  /** Null: not mended. */
  state?: RemedyState | 'overdue' | null;
  unitIds?: readonly string[];
  /** Of this one and those below it. */
  unitId?: string | null | undefined;
  /** Theirs that are not mended, or were found so within a week. */
  assigneeId?: string;
}

const MOST = 500;

/** Corrective actions, what is overdue first, then by the day. */
export async function remediesOf(sql: Queryable, orgId: number, which: Which): Promise<Remedy[]> {
  const { rows } = await sql.query<Remedy>(
    `select s.remedy_id as "remedyId", p.title as "planTitle", s.case_id as "caseId", r.code, r.name, r.address, s.what, s.until_day as "dueDay",
       s.assignee_id as "assigneeId", a.name as "assigneeName", o.name as "orderedBy", utc_text(s.ordered_at) as "orderedAt", s.state, s.is_overdue as "isOverdue", s.reopened,
       (select coalesce(json_agg(json_build_object('by', n.name, 'note', t.note, 'doneAt', utc_text(t.done_at), 'photos',
          (select json_agg(json_build_object('sha256', h, 'isWhole', exists (select from photo w where w.org_id = t.org_id and w.sha256 = h and w.whole_at is not null
              and w.dropped_at is null),
            'isRepeated', exists (select from finding f where f.org_id = t.org_id and f.photos @> array[h])
              or exists (select from remedy_report e where e.org_id = t.org_id and e.photos @> array[h] and e.report_id <> t.report_id)) order by no)
           from unnest(t.photos) with ordinality as named(h, no))) order by t.report_no desc), '[]')
        from remedy_report t join known_person n on n.org_id = t.org_id and n.person_id = t.reported_by
        where t.org_id = s.org_id and t.remedy_id = s.remedy_id) as reports,
       (select coalesce(json_agg(json_build_object('word', c.word, 'note', c.note, 'by', n.name, 'at', utc_text(c.checked_at)) order by c.check_no desc), '[]')
        from remedy_check c join known_person n on n.org_id = c.org_id and n.person_id = c.checked_by
        where c.org_id = s.org_id and c.remedy_id = s.remedy_id) as checks
     from remedy_state s
     join inspection_plan p on p.org_id = s.org_id and p.plan_id = s.plan_id
     join known_retailer r on r.org_id = s.org_id and r.retailer_id = s.retailer_id
     join known_person a on a.org_id = s.org_id and a.person_id = s.assignee_id
     join known_person o on o.org_id = s.org_id and o.person_id = s.ordered_by
     where s.org_id = $1 and ($2::uuid is null or s.remedy_id = $2) and ($3::uuid is null or s.case_id = $3) and ($4::uuid[] is null or s.unit_id = any($4)) and ($7::uuid is null or s.unit_id = any(unit_scope($1, $7)))
       and ($5::text is null or s.state = $5 or $5 = 'overdue' and s.is_overdue or $5 = 'notMended' and s.state <> 'mended')
       and ($6::uuid is null or s.assignee_id = $6 and (s.state <> 'mended' or exists (select from remedy_check c where c.org_id = s.org_id and c.remedy_id = s.remedy_id
         and c.checked_at > now() - interval '7 days')))
     order by s.is_overdue desc, s.state = 'mended', s.until_day, s.ordered_at limit ${MOST}`,
    [
      orgId,
      which.remedyId ?? null,
      which.caseId ?? null,
      which.unitIds ?? null,
      which.state === null ? 'notMended' : (which.state ?? null),
      which.assigneeId ?? null,
      which.unitId ?? null,
    ],
  );
  return rows;
}

/** What decides whether something may be done to it. */
export async function remedyStanding(
  sql: Queryable,
  orgId: number,
  remedyId: string,
): Promise<{ caseId: string; unitId: string; assigneeId: string; state: RemedyState; checks: number } | null> {
  const { rows } = await sql.query<{
    caseId: string;
    unitId: string;
    assigneeId: string;
    state: RemedyState;
    checks: number;
  }>(
    `select case_id as "caseId", unit_id as "unitId", assignee_id as "assigneeId", state, check_no as checks from remedy_state where org_id = $1 and remedy_id = $2`,
    [orgId, remedyId],
  );
  return rows[0] ?? null;
}

/** Orders it on the finding that counts. False where the id is known already, whatever it says. */
export async function addRemedy(sql: Queryable, who: Who, caseId: string, one: NewRemedy): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into remedy (org_id, remedy_id, case_id, finding_id, what, due_day, assignee_id, ordered_by, via)
     select org_id, $3, case_id, finding_id, $4, $5, $6, $7, $8 from case_state where org_id = $1 and case_id = $2 on conflict do nothing`,
    [who.orgId, caseId, one.remedyId, one.what, one.dueDay, one.assigneeId, who.personId, credentialOf(who)],
  );
  return rowCount > 0;
}

/** Whether a remedy of this id says the same. */
export async function isSameRemedy(sql: Queryable, orgId: number, caseId: string, one: NewRemedy): Promise<boolean> {
  const { rows } = await sql.query(
    'select from remedy where org_id = $1 and remedy_id = $2 and case_id = $3 and what = $4 and due_day = $5 and assignee_id = $6',
    [orgId, one.remedyId, caseId, one.what, one.dueDay, one.assigneeId],
  );
  return rows.length > 0;
}

/** Whether somebody may be given something to mend: they work in the unit or below it, and sign in. */
export async function mayMend(sql: Queryable, orgId: number, unitId: string, personId: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select from known_person where org_id = $1 and person_id = $2 and is_active and role in ('rep', 'supervisor', 'auditor') and unit_id = any(unit_scope($1, $3))`,
    [orgId, personId, unitId],
  );
  return rows.length > 0;
}

/** Null: no such report; else whether it says the same. */
export async function isSameReport(
  sql: Queryable,
  who: Who,
  remedyId: string,
  one: NewReport,
): Promise<boolean | null> {
  const { rows } = await sql.query<{ isSame: boolean }>(
    `select remedy_id = $3 and reported_by = $4 and note is not distinct from $5 and photos = $6 and done_at = $7 as "isSame"
     from remedy_report where org_id = $1 and report_id = $2`,
    [who.orgId, one.reportId, remedyId, who.personId, one.note, one.photos, one.doneAt],
  );
  return rows[0]?.isSame ?? null;
}

export async function addReport(sql: Queryable, who: Who, remedyId: string, one: NewReport): Promise<void> {
  await sql.query(
    `insert into remedy_report (org_id, report_id, remedy_id, report_no, reported_by, note, photos, done_at, via)
     select $1, $2, $3, coalesce(max(report_no), 0) + 1, $4, $5, $6, $7, $8 from remedy_report where org_id = $1 and remedy_id = $3`,
    [who.orgId, one.reportId, remedyId, who.personId, one.note, one.photos, one.doneAt, credentialOf(who)],
  );
}

export async function addCheck(sql: Queryable, who: Who, remedyId: string, one: NewCheck): Promise<void> {
  await sql.query(
    `insert into remedy_check (org_id, remedy_id, check_no, word, note, due_day, checked_by, via) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [who.orgId, remedyId, one.checks + 1, one.word, one.note, one.dueDay ?? null, who.personId, credentialOf(who)],
  );
}
