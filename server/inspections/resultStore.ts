import type { Claim, Told } from '../../shared/contradictions.ts';
import type { CaseFinding } from '../../shared/inspectionCases.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import type { Queryable } from '../db.ts';

/** For each case the visits of its retailer from the first day asked about on, each with whether it counts as valid. */
export async function claimsOf(
  sql: Queryable,
  orgId: number,
  caseIds: readonly string[],
): Promise<Map<string, Claim[]>> {
  const { rows } = await sql.query<{ caseId: string; claims: Claim[] }>(
    `select c.case_id as "caseId", json_agg(json_build_object('visitId', m.visit_id, 'repId', m.rep_id, 'day', to_char(m.day, 'YYYY-MM-DD'), 'isValid', m.state = 'valid')
       order by m.day) as claims
     from inspection_case c
     join inspection_plan p using (org_id, plan_id)
     join visit m on m.org_id = c.org_id and m.retailer_id = c.retailer_id and m.day >= p.from_day
     where c.org_id = $1 and c.case_id = any($2) and m.state in ('valid', 'suspect', 'invalid', 'unverifiable')
     group by c.case_id`,
    [orgId, caseIds],
  );
  return new Map(rows.map(({ caseId, claims }) => [caseId, claims]));
}

interface AskedOn {
  /** The unit's day. */
  askedDay: string;
  /** One of its photos stands in a finding of another case. */
  isPhotoRepeated: boolean;
  sigmaM: number | null;
  /** Who looks after the shop, or made the visit. */
  repId: string | null;
}

/** When each finding of cases was made, how well it says where, and what else it takes to hold claims against it. */
export async function askedOn(
  sql: Queryable,
  orgId: number,
  caseIds: readonly string[],
): Promise<Map<string, AskedOn>> {
  const { rows } = await sql.query<AskedOn & { findingId: string }>(
    `select f.finding_id as "findingId", to_char(coalesce((f.arrive ->> 'at')::timestamptz, f.received_at) at time zone u.time_zone, 'YYYY-MM-DD') as "askedDay",
       exists (select from finding o where o.org_id = f.org_id and o.photos && f.photos and o.case_id <> f.case_id) as "isPhotoRepeated",
       fix_sigma(f.arrive -> 'fix') as "sigmaM", c.rep_id as "repId"
     from finding f join inspection_case c using (org_id, case_id) join inspection_plan p using (org_id, plan_id)
     join known_unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
     where f.org_id = $1 and c.case_id = any($2)`,
    [orgId, caseIds],
  );
  return new Map(rows.map(({ findingId, ...rest }) => [findingId, rest]));
}

/** The questions of a published version. */
export async function questionnaireOf(
  sql: Queryable,
  orgId: number,
  { id, version }: { id: string; version: number },
): Promise<Questionnaire | null> {
  const { rows } = await sql.query<{ content: Questionnaire }>(
    `select content::json as content from known_questionnaire where org_id = $1 and questionnaire_id = $2 and version = $3`,
    [orgId, id, version],
  );
  return rows[0]?.content ?? null;
}

/** What a finding says that claims are held against. */
export function toldBy(finding: CaseFinding, { askedDay, isPhotoRepeated, sigmaM }: AskedOn): Told {
  const { outcome, answers, arrivedAt, leftAt, distanceM, accuracyM } = finding;
  const dwellS = arrivedAt !== null && leftAt !== null ? (Date.parse(leftAt) - Date.parse(arrivedAt)) / 1_000 : null;
  const stay = arrivedAt === null ? null : { distanceM, accuracyM, sigmaM, dwellS };
  return { outcome, answers, stay, askedDay, isPhotoRepeated };
}
