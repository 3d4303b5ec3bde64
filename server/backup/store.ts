import type { AccessAct } from '../../shared/access.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A table as it is written into a back-up. */
export interface BackupTable {
  name: string;
  columns: { name: string; type: string }[];
  /** The columns of its primary key, in order: rows are read page by page along it. */
  key: string[];
}

/** A part of a partitioned table, and how it is made again. */
export interface BackupPart {
  name: string;
  parent: string;
  bound: string;
}

export interface BackupSchema {
  /** The SQL files that made the schema. */
  migrations: { name: string; sha256: string }[];
  tables: BackupTable[];
  parts: BackupPart[];
}

/** A row: each value as the database writes it in text, which it reads back to the bit. */
export type BackupRow = (string | null)[];

/**
 * Left out: sessions (people sign in again), what challenges are signed with, the live stream with its name (a restored one must have another, so that no
 * cursor from before is taken for a place in it), and what belongs to PostGIS.
 */
const LEFT_OUT = [
  'session',
  'event',
  'stream',
  'factor_secret',
  'spent_challenge',
  'migration',
  'current_sql',
  'spatial_ref_sys',
];

/** One view of everything until the transaction ends, and text that reads the same on every server. */
export async function holdStill(sql: Queryable): Promise<void> {
  await sql.query('set transaction isolation level repeatable read, read only');
  await plainText(sql);
}

async function plainText(sql: Queryable): Promise<void> {
  await sql.query(
    `select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true), set_config('extra_float_digits', '1', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
  );
}

export async function schemaOf(sql: Queryable): Promise<BackupSchema> {
  const { rows: migrations } = await sql.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration order by name',
  );
  const { rows: tables } = await sql.query<BackupTable>(
    `select c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($1) order by 1`,
    [LEFT_OUT],
  );
  const { rows: parts } = await sql.query<BackupPart>(
    `select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_inherits h on h.inhrelid = c.oid join pg_class p on p.oid = h.inhparent
     where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return { migrations, tables, parts };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The rows of a table in the order of its key, after the row with this key. */
export async function rowsAfter(
  sql: Queryable,
  table: BackupTable,
  after: BackupRow | null,
  limit: number,
): Promise<BackupRow[]> {
  const key = table.key.map(quoted).join(', ');
  const typeOf = (name: string): string => table.columns.find((column) => column.name === name)!.type;
  const place =
    after === null
      ? ''
      : `where (${key}) > (${table.key.map((name, i) => `$${i + 2}::text::${typeOf(name)}`).join(', ')})`;
  const { rows } = await sql.query<{ r: BackupRow }>(
    `select array[${table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ')}] as r from ${quoted(table.name)} ${place} order by ${key} limit $1`,
    [limit, ...(after ?? [])],
  );
  return rows.map(({ r }) => r);
}

/** Makes ready to put rows back: no trigger adds, refuses or checks anything, since all of it happened before. */
export async function openForRows(sql: Queryable): Promise<void> {
  await plainText(sql);
  await sql.query(`set local session_replication_role = 'replica'`).catch((cause: unknown) => {
    throw new Error(
      'restoring needs a superuser, or: grant set on parameter session_replication_role to the user of DATABASE_URL',
      { cause },
    );
  });
}

export async function isEmpty(sql: Queryable): Promise<boolean> {
  const { rows } = await sql.query<{ has: boolean }>(`select exists (select from org) as has`);
  return !rows[0]!.has;
}

export async function makePart(sql: Queryable, { name, parent, bound }: BackupPart): Promise<void> {
  if (!/^(DEFAULT|FOR VALUES FROM \('[\d :+-]+'\) TO \('[\d :+-]+'\))$/.test(bound))
    throw new Error(`the part ${name} has bounds that cannot be read: ${bound}`);
  const { rows } = await sql.query<{ has: boolean }>('select to_regclass($1) is not null as has', [quoted(name)]);
  if (!rows[0]!.has) await sql.query(`create table ${quoted(name)} partition of ${quoted(parent)} ${bound}`);
}

export async function emptyTable(sql: Queryable, name: string): Promise<void> {
  await sql.query(`delete from ${quoted(name)}`);
}

export async function addRows(sql: Queryable, table: BackupTable, rows: readonly BackupRow[]): Promise<void> {
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map(({ type }, i) => `c${i + 1}::${type}`).join(', ');
  const names = table.columns.map((_, i) => `c${i + 1}`).join(', ');
  await sql.query(
    `insert into ${quoted(table.name)} (${columns}) overriding system value select ${values} from unnest(${table.columns.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as r(${names})`,
    table.columns.map((_, i) => rows.map((row) => row[i] ?? null)),
  );
}

/** Lets numbers that the database gives go on after the highest there is. */
export async function goOnCounting(sql: Queryable): Promise<void> {
  const { rows } = await sql.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  for (const { table, column } of rows) {
    await sql.query(
      `select setval(pg_get_serial_sequence($1, $2), m) from (select max(${quoted(column)}) as m from ${quoted(table)}) t where m is not null`,
      [quoted(table), column],
    );
  }
}

/** Everybody of whom there may be positions. */
export async function repIds(sql: Queryable): Promise<string[]> {
  const { rows } = await sql.query<{ repId: string }>('select distinct rep_id as "repId" from known_position_day');
  return rows.map(({ repId }) => repId);
}

/** Records in every organisation's ledger that all of it was copied or put back, by whom as far as that is known. */
export async function recordAct(sql: Queryable, act: AccessAct, by: Who | null): Promise<void> {
  await sql.query(`select record_access(org_id, $1, $2, $3, null, null, null) from known_org`, [
    act,
    by?.personId ?? null,
    by ? credentialOf(by) : 'owner',
  ]);
}
