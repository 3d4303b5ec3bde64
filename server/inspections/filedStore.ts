import type { CaseFinding } from '../../shared/inspectionCases.ts';
import type { Queryable } from '../db.ts';

type Row = CaseFinding & { caseId: string };

/** Where a press says it was, as a place; null: it had no position. */
const placeOf = (press: string): string =>
  `st_setsrid(st_makepoint((${press} #>> '{fix,position,lng}')::float8, (${press} #>> '{fix,position,lat}')::float8), 4326)::geography`;

/** What was filed for cases, the newest first. An inspector's position stays here: only its distance from the retailer goes out. */
export async function findingsOf(
  sql: Queryable,
  orgId: number,
  caseIds: readonly string[],
): Promise<Map<string, CaseFinding[]>> {
  const { rows } = await sql.query<Row>(
    `select f.case_id as "caseId", f.finding_id as "findingId", f.finding_no as "findingNo", f.inspector_id as "inspectorId", i.name as "inspectorName", f.outcome,
       f.arrive ->> 'at' as "arrivedAt", f.leave ->> 'at' as "leftAt", round(st_distance(r.position, ${placeOf('f.arrive')})) as "distanceM",
       (f.arrive #>> '{fix,accuracyM}')::float8 as "accuracyM",
       case when f.questionnaire_id is not null then json_build_object('id', f.questionnaire_id, 'version', f.questionnaire_version) end as questionnaire, f.answers,
       (select coalesce(json_agg(json_build_object('sha256', s, 'isWhole', exists (select from photo h where h.org_id = f.org_id and h.sha256 = s
          and h.whole_at is not null and h.dropped_at is null)) order by n), '[]') from unnest(f.photos) with ordinality as given(s, n)) as photos,
       f.note, f.is_late as "isLate", to_char(f.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt"
     from finding f
     join inspection_case c using (org_id, case_id)
     join known_retailer r on r.org_id = c.org_id and r.retailer_id = c.retailer_id
     join known_person i on i.org_id = f.org_id and i.person_id = f.inspector_id
     where f.org_id = $1 and f.case_id = any($2) order by f.finding_no desc`,
    [orgId, caseIds],
  );
  const byCase = new Map<string, CaseFinding[]>();
  for (const { caseId, ...finding } of rows) byCase.set(caseId, [...(byCase.get(caseId) ?? []), finding]);
  return byCase;
}
