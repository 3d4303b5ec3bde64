import type { CaseChange, InspectionCase } from '../../shared/inspectionCases.ts';
import type { Drawn } from '../../shared/sample.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Picked } from './frameStore.ts';

/** All of some plans, or one. */
export type WhichCases = { planIds: readonly string[]; caseId?: never } | { caseId: string; planIds?: never };

/** Cases of plans' frames that count, in the order of their tickets; those added by hand at the end. */
export async function casesOf(
  sql: Queryable,
  orgId: number,
  which: WhichCases,
): Promise<(InspectionCase & { planId: string })[]> {
  const { rows } = await sql.query<InspectionCase & { planId: string }>(
    `select c.case_id as "caseId", c.plan_id as "planId", c.origin, c.pick_no as "pickNo", c.rank, c.ticket, c.stratum, c.retailer_id as "retailerId", r.code, r.name, r.address,
       json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
       case when s.state = 'filed' then p.name end as "repName", case when s.state = 'filed' then c.visit_id end as "visitId", s.state,
       s.assignee_id as "assigneeId", a.name as "assigneeName",
       case when s.is_removed then json_build_object('reason', s.removal_reason, 'note', s.removal_note, 'by', b.name) end as removal,
       s.outcome, coalesce(s.is_late, false) as "isLate", coalesce(cardinality(s.photos), 0) as "photosExpected",
       (select count(*)::int from photo h where h.org_id = c.org_id and h.sha256 = any(s.photos) and h.whole_at is not null) as "photosWhole"
     from inspection_case c
     join case_state s using (org_id, case_id)
     join known_retailer r on r.org_id = c.org_id and r.retailer_id = c.retailer_id
     left join known_person p on p.org_id = c.org_id and p.person_id = c.rep_id
     left join known_person a on a.org_id = c.org_id and a.person_id = s.assignee_id
     left join known_person b on b.org_id = c.org_id and b.person_id = s.removed_by
     where c.org_id = $1 and ($2::uuid[] is null or c.plan_id = any($2)) and ($3::uuid is null or c.case_id = $3)
       and not exists (select from inspection_void v where v.org_id = c.org_id and v.plan_id = c.plan_id and v.frame_no = c.frame_no)
     order by c.plan_id, c.pick_no nulls last, c.made_at, c.case_id`,
    [orgId, which.planIds ?? null, which.caseId ?? null],
  );
  return rows;
}

export async function addDrawn(
  sql: Queryable,
  orgId: number,
  planId: string,
  frameNo: number,
  picks: readonly (Drawn & Picked)[],
): Promise<void> {
  await sql.query(
    `insert into inspection_case (org_id, plan_id, frame_no, origin, item_id, pick_no, rank, ticket, stratum, retailer_id, visit_id, rep_id)
     select $1, $2, $3, 'drawn', k ->> 'id', no, (k ->> 'rank')::int, k ->> 'ticket', k ->> 'stratum', (k ->> 'retailerId')::uuid, (k ->> 'visitId')::uuid, (k ->> 'repId')::uuid
     from json_array_elements($4::json) with ordinality as given(k, no) order by no`,
    [orgId, planId, frameNo, JSON.stringify(picks)],
  );
}

/** What was drawn of each frame of a plan, also of those that were thrown away, in the order of the tickets. */
export async function picksOf(
  sql: Queryable,
  orgId: number,
  planId: string,
): Promise<(Pick<Drawn, 'id' | 'stratum' | 'ticket' | 'rank'> & { frameNo: number; pickNo: number })[]> {
  const { rows } = await sql.query<
    Pick<Drawn, 'id' | 'stratum' | 'ticket' | 'rank'> & { frameNo: number; pickNo: number }
  >(
    `select frame_no as "frameNo", pick_no as "pickNo", item_id as id, stratum, ticket, rank
     from inspection_case where org_id = $1 and plan_id = $2 and origin = 'drawn' order by frame_no, pick_no`,
    [orgId, planId],
  );
  return rows;
}

/** A case by hand; null where the retailer is not in the plan's unit or below it. */
export async function addByHand(
  sql: Queryable,
  who: Who,
  plan: { planId: string; unitId: string; frameNo: number },
  retailerId: string,
  note: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ caseId: string }>(
    `insert into inspection_case (org_id, plan_id, frame_no, origin, retailer_id, rep_id)
     select r.org_id, $3, $4, 'added', r.retailer_id, v.rep_id
     from known_retailer r left join visit_territory v using (org_id, retailer_id)
     where r.org_id = $1 and r.retailer_id = $2 and r.unit_id = any(unit_scope($1, $5)) returning case_id as "caseId"`,
    [who.orgId, retailerId, plan.planId, plan.frameNo, plan.unitId],
  );
  const caseId = rows[0]?.caseId;
  if (caseId === undefined) return null;
  await addChange(sql, who, caseId, { deed: 'added', note });
  return caseId;
}

export async function addChange(
  sql: Queryable,
  who: Who,
  caseId: string,
  change: Pick<CaseChange, 'note' | 'reason' | 'assigneeId'> & { deed: CaseChange['deed'] | 'added' },
): Promise<void> {
  await sql.query(
    `insert into case_change (org_id, case_id, change_no, deed, reason, note, assignee_id, changed_by, via)
     select $1, $2, coalesce(max(change_no), 0) + 1, $3, $4, $5, $6, $7, $8 from case_change where org_id = $1 and case_id = $2`,
    [
      who.orgId,
      caseId,
      change.deed,
      change.reason ?? null,
      change.note,
      change.assigneeId ?? null,
      who.personId,
      credentialOf(who),
    ],
  );
}

export interface CaseStanding {
  caseId: string;
  planId: string;
  unitId: string;
  kind: 'field' | 'phone' | 'followUp';
  hasQuestions: boolean;
  retailerId: string;
  repId: string | null;
  isRemoved: boolean;
  isClosed: boolean;
  isVoid: boolean;
  assigneeId: string | null;
}

/** A case wherever it is; whether somebody may know of it is the caller's to ask. */
export async function standingOf(sql: Queryable, orgId: number, caseId: string): Promise<CaseStanding | null> {
  const { rows } = await sql.query<CaseStanding>(
    `select c.case_id as "caseId", c.plan_id as "planId", p.unit_id as "unitId", p.kind, p.questionnaire_id is not null as "hasQuestions", c.retailer_id as "retailerId", c.rep_id as "repId",
       coalesce(c.is_removed, false) as "isRemoved", e.plan_id is not null as "isClosed", v.plan_id is not null as "isVoid", c.assignee_id as "assigneeId"
     from case_state c join inspection_plan p using (org_id, plan_id) left join inspection_end e using (org_id, plan_id)
     left join inspection_void v on v.org_id = c.org_id and v.plan_id = c.plan_id and v.frame_no = c.frame_no
     where c.org_id = $1 and c.case_id = $2`,
    [orgId, caseId],
  );
  return rows[0] ?? null;
}

/** Whether somebody may be given a case: who signs in to inspect, and does not lead the rep whose claim is tested. */
export async function inspectorFault(
  sql: Queryable,
  orgId: number,
  { repId, kind }: CaseStanding,
  assigneeId: string,
): Promise<'none' | 'unknown' | 'leads'> {
  const { rows } = await sql.query<{ role: string; leads: boolean }>(
    `select a.role, a.role = 'supervisor' and w.unit_id = any(unit_scope($1, a.unit_id)) as leads
     from known_person a left join known_person w on w.org_id = $1 and w.person_id = $3
     where a.org_id = $1 and a.person_id = $2 and a.is_active and a.role in ('supervisor', 'auditor')`,
    [orgId, assigneeId, repId],
  );
  if (!rows[0]) return 'unknown';
  return kind !== 'followUp' && rows[0].leads ? 'leads' : 'none';
}
