import type { Queryable } from '../db.ts';

/** Makes the partitions of the days around now, so that today's fixes never land in the default one. */
export async function makePartitions(sql: Queryable): Promise<void> {
  await sql.query(`select make_fix_partitions((now() - interval '2 days')::date, (now() + interval '7 days')::date)`);
}

/**
 * Deletes raw positions older than an organisation keeps them, `days` where it says nothing: whole partitions that nobody keeps any
 * more, and rows of organisations that keep less than others, or of days that have no partition.
 */
export async function dropOldFixes(sql: Queryable, days: number): Promise<void> {
  const {
    rows: [kept],
  } = await sql.query<{ least: number; most: number }>(
    `select coalesce(min(days), $1) as least, coalesce(max(days), $1) as most from days_kept('positionDays', $1)`,
    [days],
  );
  const { least, most } = kept!;
  const { rows } = await sql.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'fix'::regclass and c.relname ~ '^fix_\\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() - make_interval(days => $1))::date - 1`,
    [most],
  );
  for (const { name } of rows) await sql.query(`drop table ${name}`);
  await sql.query(
    `delete from fix_elsewhen f using days_kept('positionDays', $1) k where k.org_id = f.org_id and f.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
  if (least === most) return;
  await sql.query(
    `delete from fix f using days_kept('positionDays', $1) k
     where k.org_id = f.org_id and k.days < $2 and f.fix_at < (now() - make_interval(days => k.days))::date - 1`,
    [days, most],
  );
}

/** Deletes what phones noticed by themselves (borders crossed, stays) with the positions, `days` where an organisation says nothing: it says where somebody was. */
export async function dropOldNotices(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `delete from phone_notice n using days_kept('positionDays', $1) k where k.org_id = n.org_id and n.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
}
