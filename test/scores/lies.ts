import type { Database, Queryable } from '../../server/db.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';

/** Changes one row of each column of each table as the database's owner can, one at a time, and says where the ledger does not notice. */
export async function lieOfEach(db: Database): Promise<{ columns: number; unfound: string[] }> {
  const { rows } = await db.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, udt_name as type from information_schema.columns
       where table_schema = 'public' and (table_name like 'score\\_%' or table_name = 'bulletin') and table_name <> 'score_on_record' order by 1, 2`,
  );
  const columns = rows.filter(({ table, column }) => !silent.test(column) && !silent.test(`${table}.${column}`));
  const unfound: string[] = [];
  for (const [i, { table, column, type }] of columns.entries()) {
    const said = await undone(db, async (tx) => {
      await tx.query(`set local session_replication_role = replica`);
      const { rowCount } = await tx.query(
        `update ${table} set ${column} = ${otherwise[type]!.replaceAll('?', column)} where ctid = (select min(ctid) from ${table})`,
      );
      if (rowCount === 0) return 'no row';
      if (i % 25 === 0) return (await rowsUnlikeLedger(tx, 100)).some((line) => !line.startsWith('verdict')); // all of it
      const { rows: found } = await tx.query<{ is: boolean }>(
        `select exists (select from score_on_record r where not exists (
             select from ledger_entry l where l.org_id = r.org_id and l.unit_id = r.unit_id and l.kind = r.kind and l.fact = r.fact))
           or exists (select from ledger_entry l where (l.kind in ('scheme', 'schemeRetired', 'bulletin') or l.kind like 'score%') and not exists (
             select from score_on_record r where l.org_id = r.org_id and l.kind = r.kind and l.fact = r.fact)) as is`,
      );
      return found[0]!.is;
    });
    if (said !== true) unfound.push(`${table}.${column}: ${String(said)}`);
  }
  return { columns: columns.length, unfound };
}

/** What no entry says: whose database it is, by what a repeated request is known, a draft's revision. */
const silent = /^org_id$|^body_sha256$|^score_scheme\.(changed_at|revision|content)$/;
const otherwise: Record<string, string> = {
  text: `coalesce(?, '') || 'ab'`,
  uuid: 'gen_random_uuid()',
  bool: 'not ?',
  int4: 'coalesce(?, 0) + 1',
  numeric: 'coalesce(?, 0) + 1',
  date: `? + interval '1 month'`,
  timestamptz: `? - interval '1 hour'`,
  json: `'[{"kind":"note","id":"lie"}]'`,
};

/** What is seen after a deed that nobody else ever sees. */
async function undone<T>(db: Database, act: (tx: Queryable) => Promise<T>): Promise<T | string> {
  let seen: T | string = 'nothing';
  await db
    .transaction(async (tx) => {
      for (const table of [
        'score_scheme',
        'score_draft',
        'score_line',
        'score_answer',
        'score_signature',
        'score_correction',
        'score_objection',
        'score_entry_withdrawn',
      ]) {
        const { rows } = await tx.query<{ name: string }>(
          `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
          [table],
        );
        for (const { name } of rows) await tx.query(`alter table ${table} drop constraint "${name}"`);
      }
      seen = await act(tx);
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') seen = error.message;
    });
  return seen;
}
