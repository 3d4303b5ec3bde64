import type { Queryable } from '../db.ts';

/** Makes the partitions of the days around now, so that today's fixes never land in the default one. */
export async function makePartitions(sql: Queryable): Promise<void> {
  await sql.query(`select make_fix_partitions((now() - interval '2 days')::date, (now() + interval '7 days')::date)`);
}

/** Deletes raw positions older than so many days: whole partitions, and rows where a day has none of its own. */
export async function dropOldFixes(sql: Queryable, days: number): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'fix'::regclass and c.relname ~ '^fix_\\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() - make_interval(days => $1))::date - 1`,
    [days],
  );
  for (const { name } of rows) await sql.query(`drop table ${name}`);
  await sql.query(`delete from fix_elsewhen where received_at < now() - make_interval(days => $1)`, [days]);
}

/** Deletes what phones noticed by themselves (borders crossed, stays) and told more than so many days ago: it says where somebody was. */
export async function dropOldNotices(sql: Queryable, days: number): Promise<void> {
  await sql.query('delete from phone_notice where received_at < now() - make_interval(days => $1)', [days]);
}
