import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export async function isSynthetic(sql: Queryable, who: Who): Promise<boolean> {
  const { rows } = await sql.query<{ synthetic: boolean }>('select synthetic from known_org where org_id = $1', [
    who.orgId,
  ]);
  return rows[0]?.synthetic ?? false;
}
