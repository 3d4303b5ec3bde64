import type { Queryable } from '../db.ts';

/** Deletes what phones noticed by themselves (borders crossed, stays) and told more than so many days ago: it says where somebody was. */
export async function dropOldNotices(sql: Queryable, days: number): Promise<void> {
  await sql.query('delete from phone_notice where received_at < now() - make_interval(days => $1)', [days]);
}

/** Deletes what could not be read and came more than so many days ago. That it was read again stays on record. */
export async function dropOldQuarantine(sql: Queryable, days: number): Promise<void> {
  await sql.query('delete from quarantine where received_at < now() - make_interval(days => $1)', [days]);
}

/** Deletes shifts that were opened more than so many days ago, with their ends. @returns how many acts went */
export async function dropOldShifts(sql: Queryable, days: number): Promise<number> {
  const { rows } = await sql.query<{ dropped: number }>('select drop_shifts($1)::int as dropped', [days]);
  return rows[0]!.dropped;
}
