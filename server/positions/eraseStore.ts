import type { Queryable } from '../db.ts';

/**
 * Deletes what a person's phones sent: positions, what the phones noticed, what they were given. How often their days grew stays
 * (`position_day`), so that no visit is judged again for want of what is gone.
 */
export async function eraseFixes(
  sql: Queryable,
  orgId: number,
  personId: string,
): Promise<{ fixes: number; notices: number }> {
  const deleted = async (what: string): Promise<number> =>
    (await sql.query(`delete from ${what}`, [orgId, personId])).rowCount;
  const fixes = await deleted('fix where org_id = $1 and rep_id = $2');
  const notices = await deleted('phone_notice where org_id = $1 and rep_id = $2');
  await deleted('fix_refused where org_id = $1 and rep_id = $2');
  await deleted(
    'waypoint_sent where org_id = $1 and device_id in (select device_id from known_device where org_id = $1 and person_id = $2)',
  );
  return { fixes, notices };
}
