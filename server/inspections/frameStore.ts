import type { Counts, Stratum } from '../../shared/inspections.ts';
import type { Queryable } from '../db.ts';

/** What a frame counts, with what a case is made of. */
export interface Item {
  id: string;
  stratum: string;
}

interface FrameRule {
  unitId: string;
  counts: Counts;
  fromDay: string;
  toDay: string;
}

const stratumOf = `case $3 when 'rep' then coalesce(w.login, '') when 'grade' then coalesce(r.grade, '') when 'unit' then u.name
  when 'territory' then coalesce(t.name, '') else '' end`;

/** Every open retailer of a unit and below by its code, or every valid visit of the days by its id; with its stratum. */
export async function itemsOf(sql: Queryable, orgId: number, rule: FrameRule, stratum: Stratum): Promise<Item[]> {
  const { rows } = await sql.query<Item>(
    rule.counts === 'retailers'
      ? `select r.code as id, ${stratumOf} as stratum
         from known_retailer r
         join known_unit u using (org_id, unit_id)
         left join visit_territory v on v.org_id = r.org_id and v.retailer_id = r.retailer_id
         left join known_territory t on t.org_id = r.org_id and t.territory_id = v.territory_id
         left join known_person w on w.org_id = r.org_id and w.person_id = v.rep_id
         where r.org_id = $1 and r.unit_id = any(unit_scope($1, $2)) and retailer_open_on($1, r.retailer_id, (now() at time zone u.time_zone)::date)`
      : `select m.visit_id as id, ${stratumOf} as stratum
         from visit m
         join known_retailer r using (org_id, retailer_id)
         join known_unit u on u.org_id = m.org_id and u.unit_id = m.unit_id
         left join visit_territory v on v.org_id = m.org_id and v.retailer_id = m.retailer_id
         left join known_territory t on t.org_id = m.org_id and t.territory_id = v.territory_id
         left join known_person w on w.org_id = m.org_id and w.person_id = m.rep_id
         where m.org_id = $1 and m.unit_id = any(unit_scope($1, $2)) and m.state = 'valid' and m.day between $4 and $5`,
    rule.counts === 'retailers'
      ? [orgId, rule.unitId, stratum]
      : [orgId, rule.unitId, stratum, rule.fromDay, rule.toDay],
  );
  return rows;
}

export interface Picked {
  id: string;
  retailerId: string;
  visitId: string | null;
  repId: string | null;
}

/** What the picked ids are: retailers with who looks after them, or visits with who made them. */
export async function itemsByIds(
  sql: Queryable,
  orgId: number,
  counts: Counts,
  ids: readonly string[],
): Promise<Map<string, Picked>> {
  const { rows } = await sql.query<Picked>(
    counts === 'retailers'
      ? `select r.code as id, r.retailer_id as "retailerId", null as "visitId", v.rep_id as "repId"
         from known_retailer r left join visit_territory v using (org_id, retailer_id) where r.org_id = $1 and r.code = any($2)`
      : `select m.visit_id as id, m.retailer_id as "retailerId", m.visit_id as "visitId", m.rep_id as "repId"
         from visit m where m.org_id = $1 and m.visit_id = any($2::uuid[])`,
    [orgId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
