import type { JudgeInput, Verdict } from '../../shared/verdicts.ts';
import type { Queryable } from '../db.ts';
import type { PlaceToTry } from '../given.ts';

/** A visit that was judged, with what its last verdict rested on. */
export interface JudgedVisit {
  retailerId: string;
  verdict: Verdict;
  evidence: JudgeInput;
}

/** The newest visits that are judged by the places which others would replace, and how many there are in all. */
export async function visitsAt(
  sql: Queryable,
  orgId: number,
  places: readonly PlaceToTry[],
  limit: number,
): Promise<{ total: number; visits: JudgedVisit[] }> {
  const { rows } = await sql.query<JudgedVisit & { total: number }>(
    `select v.retailer_id as "retailerId", v.verdict, e.evidence, v.total
     from (
       select v.*, count(*) over ()::int as total
       from jsonb_to_recordset($2) as t("retailerId" uuid, begins date, ends date, "fromDay" date)
       join visit v on v.org_id = $1 and v.retailer_id = t."retailerId" and v.verdict is not null
         and (t.begins is null or v.day >= t.begins) and (t.ends is null or v.day < t.ends) and (t."fromDay" is null or v.day >= t."fromDay")
       order by v.started_at desc, v.visit_id limit $3
     ) v join verdict e on e.org_id = v.org_id and e.visit_id = v.visit_id and e.verdict_no = v.verdict_no`,
    [orgId, JSON.stringify(places), limit],
  );
  return { total: rows[0]?.total ?? 0, visits: rows };
}
