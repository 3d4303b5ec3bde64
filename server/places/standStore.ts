import type { Queryable } from '../db.ts';
import type { DoubtfulShop } from './stands.ts';

/** Doubts that are older settle nothing any more. */
const DOUBT_DAYS = 90;
/** More than an inspector stands at in a month. */
const MOST_SHOPS = 1_000;

export async function unitsOf(sql: Queryable, orgId: number, unitId: string): Promise<string[]> {
  const { rows } = await sql.query<{ unitIds: string[] }>('select unit_scope($1, $2) as "unitIds"', [orgId, unitId]);
  return rows[0]!.unitIds;
}

/** Open shops whose visits cannot say where they are, or to which somebody asked for an inspector, with the visits that wait for it. */
export async function doubtfulShops(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
): Promise<DoubtfulShop[]> {
  const { rows } = await sql.query<DoubtfulShop>(
    `select * from (
       select r.retailer_id as "retailerId", r.code, r.name, s.why,
         json_build_object('lng', st_x(l.at::geometry), 'lat', st_y(l.at::geometry)) as at,
         (select count(*)::int from visit v where v.org_id = r.org_id and v.retailer_id = r.retailer_id and v.day > current_date - ${DOUBT_DAYS}
            and v.state in ('suspect', 'unverifiable')) as undecided
       from known_retailer r
       left join place_found f using (org_id, retailer_id)
       left join (select distinct org_id, unnest(retailer_ids) as retailer_id from shared_coordinate where org_id = $1) d using (org_id, retailer_id)
       left join lateral (
         select true as is_asked from place_proposal_state p where p.org_id = r.org_id and p.retailer_id = r.retailer_id and p.state = 'inspect' limit 1
       ) i on true
       cross join lateral ( -- fewer visits than three are where a person was, and not yet a shop's place
         select coalesce(case when f.witnesses >= 3 and f.finding <> 'disagreement' then f.position end, r.position) as at
       ) l
       cross join lateral (
         select case when i.is_asked then 'inspect' when f.finding in ('disagreement', 'noAnchor', 'onePersonOnly', 'onePlace') then f.finding
           when d.retailer_id is not null and r.trust = 'imported' then 'shared' when f.finding = 'unclear' then 'unclear' end as why
       ) s
       where r.org_id = $1 and r.unit_id = any($2) and s.why is not null and retailer_open_on(r.org_id, r.retailer_id, current_date)
     ) s where undecided > 0 or why = 'inspect' order by undecided desc, code limit ${MOST_SHOPS}`,
    [orgId, unitIds],
  );
  return rows;
}
