import type { NewPlan, Plan, PlanStop } from '../../shared/routes.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** The plans of a day in the caller's scope, with their stops in order. */
export async function plansOn(sql: Queryable, who: Who, day: string, repId: string | undefined): Promise<Plan[]> {
  const { rows } = await sql.query<Plan>(
    `select p.rep_id as "repId", p.unit_id as "unitId", p.day, p.length_m as "lengthM", p.lower_bound_m as "lowerBoundM", p.proved_optimal as "provedOptimal",
            (select json_agg(json_build_object('retailerId', r.retailer_id, 'code', r.code, 'name', r.name, 'address', r.address,
                                               'position', json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry))) order by s.stop_no)
             from plan_stop s join retailer r using (org_id, retailer_id)
             where s.org_id = p.org_id and s.rep_id = p.rep_id and s.day = p.day) as stops
     from plan p
     where p.org_id = $1 and p.unit_id = any($2) and p.day = $3 and ($4::uuid is null or p.rep_id = $4) and ($5::uuid is null or p.rep_id = $5)
     order by p.rep_id`,
    [who.orgId, who.unitIds, day, repId ?? null, who.role === 'rep' ? who.personId : null]);
  return rows;
}

/** The rep's unit, when the rep is in the caller's scope. */
export async function unitOfRep(sql: Queryable, who: Who, repId: string): Promise<string | null> {
  const { rows } = await sql.query<{ unitId: string }>(
    `select unit_id as "unitId" from person where org_id = $1 and unit_id = any($2) and person_id = $3 and role = 'rep'`, [who.orgId, who.unitIds, repId]);
  return rows[0]?.unitId ?? null;
}

/** The retailers asked for, of those in the caller's scope, in the order asked. */
export async function stopsOf(sql: Queryable, who: Who, retailerIds: readonly string[]): Promise<PlanStop[]> {
  const { rows } = await sql.query<PlanStop>(
    `select r.retailer_id as "retailerId", r.code, r.name, r.address, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position
     from unnest($3::uuid[]) with ordinality as asked(retailer_id, no) join retailer r on r.retailer_id = asked.retailer_id
     where r.org_id = $1 and r.unit_id = any($2) order by no`,
    [who.orgId, who.unitIds, retailerIds]);
  return rows;
}

/** Replaces a rep's plan of a day, and tells watchers. */
export async function savePlan(sql: Queryable, who: Who, unitId: string, plan: Pick<NewPlan, 'repId' | 'day'> & Pick<Plan, 'lengthM' | 'lowerBoundM' | 'provedOptimal'>, order: readonly string[]): Promise<void> {
  await sql.query(
    `insert into plan (org_id, rep_id, day, unit_id, length_m, lower_bound_m, proved_optimal) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (org_id, rep_id, day) do update set unit_id = excluded.unit_id, length_m = excluded.length_m,
       lower_bound_m = excluded.lower_bound_m, proved_optimal = excluded.proved_optimal, made_at = now()`, // locks the day: of two plans made at once the later one stays, whole
    [who.orgId, plan.repId, plan.day, unitId, plan.lengthM, plan.lowerBoundM, plan.provedOptimal]);
  await sql.query('delete from plan_stop where org_id = $1 and rep_id = $2 and day = $3', [who.orgId, plan.repId, plan.day]);
  await sql.query(
    `insert into plan_stop (org_id, rep_id, day, stop_no, retailer_id) select $1, $2, $3, no, id from unnest($4::uuid[]) with ordinality as s(id, no)`,
    [who.orgId, plan.repId, plan.day, order]);
  await sql.query('select announce($1, $2, null, $3, $4)', [who.orgId, unitId, plan.repId, { kind: 'plan', unitId, repId: plan.repId, day: plan.day }]);
}
