import type { Plan } from '../../shared/plans.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** The plans of a day in the caller's scope, with their stops in order. */
export async function plansOn(sql: Queryable, who: Who, day: string, repId: string | undefined): Promise<Plan[]> {
  const { rows } = await sql.query<Plan>(
    `select p.rep_id as "repId", p.unit_id as "unitId", p.day, p.length_m as "lengthM", p.lower_bound_m as "lowerBoundM", p.proved_optimal as "provedOptimal",
            coalesce((select json_agg(json_build_object('retailerId', r.retailer_id, 'code', r.code, 'name', r.name, 'state', retailer_state_on(p.org_id, r.retailer_id, p.day), 'address', r.address,
                                               'position', json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry))) order by s.stop_no)
             from day_plan_stop s join known_retailer r using (org_id, retailer_id)
             where s.org_id = p.org_id and s.rep_id = p.rep_id and s.day = p.day), '[]') as stops
     from day_plan p
     where p.org_id = $1 and p.unit_id = any($2) and p.day = $3 and ($4::uuid is null or p.rep_id = $4) and ($5::uuid is null or p.rep_id = $5)
     order by p.rep_id`,
    [who.orgId, who.unitIds, day, repId ?? null, who.role === 'rep' ? who.personId : null],
  );
  return rows;
}
