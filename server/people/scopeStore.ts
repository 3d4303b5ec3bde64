import type { OrganisationScope } from '../given.ts';
import type { Queryable } from '../db.ts';

/** All organisations of the installation, in the order in which they were made. */
export async function organisationScopes(sql: Queryable): Promise<OrganisationScope[]> {
  const { rows } = await sql.query<OrganisationScope>(
    `select o.org_id as "orgId", o.name, u.unit_id as "unitId", unit_scope(u.org_id, u.unit_id) as "unitIds", u.time_zone as "timeZone"
     from known_org o join known_unit u using (org_id) where u.parent_id is null order by o.org_id`,
  );
  return rows;
}
