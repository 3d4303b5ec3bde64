import type { Queryable } from '../db.ts';

/** Changes by hand of a draft. */
export async function countSteps(sql: Queryable, orgId: number, calendarId: string): Promise<number> {
  const { rows } = await sql.query<{ steps: number }>(
    'select count(*)::integer as steps from calendar_step where org_id = $1 and calendar_id = $2',
    [orgId, calendarId],
  );
  return rows[0]!.steps;
}

/** How many visits each calendar misses; those that miss none are left out. */
export async function missCounts(
  sql: Queryable,
  orgId: number,
  calendarIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ calendarId: string; misses: number }>(
    `select calendar_id as "calendarId", count(*)::integer as misses from calendar_miss
     where org_id = $1 and calendar_id = any($2) group by calendar_id`,
    [orgId, calendarIds],
  );
  return new Map(rows.map(({ calendarId, misses }) => [calendarId, misses]));
}
