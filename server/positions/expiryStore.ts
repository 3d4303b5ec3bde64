import type { Queryable } from '../db.ts';

/** Makes the partitions of the days around now, so that today's fixes never land in the default one. */
export async function makePartitions(sql: Queryable): Promise<void> {
  await sql.query(`select make_fix_partitions((now() - interval '2 days')::date, (now() + interval '7 days')::date)`);
}

/** Deletes raw positions older than an organisation keeps them, `days` where it says nothing, and says so in the ledger. */
export async function dropOldFixes(sql: Queryable, days: number): Promise<void> {
  await sql.query('select drop_fixes($1)', [days]);
}

/** Deletes what phones noticed by themselves (borders crossed, stays) with the positions, `days` where an organisation says nothing: it says where somebody was. */
export async function dropOldNotices(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `delete from phone_notice n using days_kept('positionDays', $1) k where k.org_id = n.org_id and n.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
}
