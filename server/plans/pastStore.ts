import type { PastPlan } from '../../shared/past.ts';
import type { Queryable } from '../db.ts';

/** Stores plans of days gone by, which the first press of each day freezes. For made-up organisations only; no request leads here. */
export async function storePastPlans(tx: Queryable, orgId: number, plans: readonly PastPlan[]): Promise<void> {
  await tx.query(
    `with told as (
       select * from jsonb_to_recordset($2::jsonb) p("repId" uuid, "unitId" uuid, day date, "retailerIds" uuid[], "lengthM" float8)
       where exists (select from known_org o where o.org_id = $1 and o.synthetic)
     ), made as (
       insert into plan (org_id, rep_id, day, unit_id, length_m, lower_bound_m, proved_optimal)
       select $1, "repId", day, "unitId", "lengthM", 0, false from told on conflict do nothing
       returning rep_id, day
     )
     insert into plan_stop (org_id, rep_id, day, stop_no, retailer_id)
     select $1, m.rep_id, m.day, s.no, s.id
     from made m join told t on t."repId" = m.rep_id and t.day = m.day
     cross join unnest(t."retailerIds") with ordinality s(id, no)`,
    [orgId, JSON.stringify(plans)],
  );
}
