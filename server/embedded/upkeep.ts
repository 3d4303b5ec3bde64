/** Runs one statement outside of any transaction; numerics come as text. */
export type Query = (sql: string) => Promise<{ rows: { wal?: string; tables?: string[] | null }[] }>;

const EVERY_MS = 10_000;
/** Replaying 136 MB after a kill took 5 s. */
const WAL_BYTES = 32 * 1024 * 1024;

/**
 * Does for the embedded database what a server's background processes do: PostgreSQL in single-user mode has no
 * checkpointer and no autovacuum, so that its log and its dead rows would only grow and its plans go stale.
 * @returns stops it, and resolves when the step that is running has ended
 */
export function upkeep(query: Query, onError: (error: Error) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => tidy(query)).catch(onError);
  }, EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** One round of it. The thresholds are autovacuum's defaults: 50 rows and a fifth (vacuum) or a tenth (analyze) of the table. */
export async function tidy(query: Query): Promise<void> {
  const { rows } = await query(`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) as wal,
      (select array_agg(format('%I.%I', schemaname, relname)) from pg_stat_user_tables
        where n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.1 * n_live_tup) as tables
    from pg_control_checkpoint()`);
  for (const table of rows[0]?.tables ?? []) await query(`vacuum (analyze) ${table}`);
  if (Number(rows[0]?.wal) > WAL_BYTES) await query('checkpoint');
}
