import type { Queryable } from '../../server/db.ts';
import { GENESIS, hashOf } from '../../server/chain.ts';
import type { Random } from '../../shared/random.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { RECORDED } from './recordedGround.ts';

interface Column {
  name: string;
  type: string;
  isKey: boolean;
}

export interface Owner {
  sql: Queryable;
  random: Random;
  columns: ReadonlyMap<string, readonly Column[]>;
}

/** The columns of the tables that the ledger holds, but for those that no entry says. */
export async function readColumns(sql: Queryable): Promise<ReadonlyMap<string, readonly Column[]>> {
  const { rows } = await sql.query<Column & { table: string }>(
    `select c.table_name as table, c.column_name as name, c.udt_name as type, exists (
       select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = c.table_name::regclass and a.attname = c.column_name) as "isKey"
     from information_schema.columns c where c.table_schema = 'public' and c.table_name = any($1) order by c.table_name, c.ordinal_position`,
    [Object.keys(RECORDED)],
  );
  const tables = new Map<string, Column[]>(Object.keys(RECORDED).map((table) => [table, []]));
  for (const { table, ...column } of rows) if (!RECORDED[table]!.includes(column.name)) tables.get(table)!.push(column);
  return tables;
}

const pick = <T>({ random }: Owner, list: readonly T[]): T => list[random.int(list.length)]!;
const onRecord = (table: string): string =>
  table === 'retailer_place' || table === 'retailer_fact' ? 'where on_record' : '';
/** One row of a table by chance; of places and facts only those on record. */
const oneOf = (owner: Owner, table: string): string => {
  const kept = onRecord(table);
  return `(select ctid from ${table} ${kept} order by md5(ctid::text || '${owner.random.int(1e9)}') limit 1)`;
};
const where = (owner: Owner, table: string): string =>
  table === 'fix' // partitions have ctids of their own
    ? `(device_id, fix_at) = (select device_id, fix_at from fix order by md5(device_id::text || fix_at::text || '${owner.random.int(1e9)}') limit 1)`
    : `ctid = ${oneOf(owner, table)}`;

/** Another value of a type, from the value there is. */
function otherwise({ random }: Owner, { name, type }: Column): string {
  const n = random.int(50) + 1;
  const other: Record<string, string> = {
    text: `coalesce(${name}, '') || 'x'`,
    uuid: 'gen_random_uuid()',
    bool: `not coalesce(${name}, false)`,
    int4: `coalesce(${name}, 0) + ${n}`,
    int8: `coalesce(${name}, 0) + ${n}`,
    float8: `coalesce(${name}, 0) + ${n} * 0.25`,
    timestamptz: `coalesce(${name}, '2026-03-01Z') - interval '${n} min'`,
    date: `${name} - ${n}`,
    geography: `st_makepoint(120.5 + ${n} * 0.001, 28)::geography`,
    json: `'{"lie":${n}}'`,
    jsonb: `'${200 + n}'`,
    bytea: `${name} || '\\x01'`,
    _text: `${name} || 'LIE'::text`,
    _uuid: `${name} || gen_random_uuid()`,
  };
  return other[type]!;
}

type Deed = (owner: Owner) => Promise<void>;

const changeCell: Deed = async (owner) => {
  const table = pick(owner, [...owner.columns.keys()]);
  const column = pick(owner, owner.columns.get(table)!);
  const value = owner.random.int(6) === 0 && !column.isKey ? 'null' : otherwise(owner, column);
  await owner.sql.query(`update ${table} set ${column.name} = ${value} where ${where(owner, table)}`);
};
const deleteRow: Deed = async (owner) => {
  const table = pick(owner, [...owner.columns.keys()]);
  await owner.sql.query(`delete from ${table} where ${where(owner, table)}`);
};
const copyRow: Deed = async (owner) => {
  const table = pick(
    owner,
    [...owner.columns.keys()].filter((name) => name !== 'org_setting'),
  );
  const columns = owner.columns.get(table)!;
  const key = pick(
    owner,
    columns.filter(({ isKey, type }) => isKey && (type !== 'text' || table === 'press')),
  );
  const kept = (await allColumns(owner, table)).filter((name) => name !== key.name);
  await owner.sql.query(
    `insert into ${table} (${[...kept, key.name].join()}) overriding system value select ${[...kept, otherwise(owner, key)].join()} from ${table} where ${where(owner, table)}`,
  );
};
const swapCells: Deed = async (owner) => {
  const table = pick(
    owner,
    [...owner.columns.keys()].filter((name) => name !== 'fix' && name !== 'org_setting'),
  );
  const { name } = pick(owner, owner.columns.get(table)!);
  await owner.sql.query(
    `with two as materialized (select ctid as at, ${name} as value, row_number() over () as no from (select ctid, ${name} from ${table} ${onRecord(table)} order by md5(ctid::text || '${owner.random.int(1e9)}') limit 2) t)
     update ${table} set ${name} = b.value from two a, two b where ${table}.ctid = a.at and a.no <> b.no`,
  );
};

async function allColumns({ sql }: Owner, table: string): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** A chain as it is, and written back after `change`: with hashes and numbers that fit where `isFitting`. */
async function rewrite(
  owner: Owner,
  isFitting: boolean,
  change: (chain: LedgerEntry[]) => LedgerEntry[],
): Promise<void> {
  const { sql } = owner;
  const { rows: units } = await sql.query<{ unit: string }>(
    'select distinct unit_id as unit from ledger_entry order by 1',
  );
  const { unit } = pick(owner, units);
  const { rows } = await sql.query<LedgerEntry>(
    `select org_id as org, unit_id as unit, to_char(day, 'YYYY-MM-DD') as day, entry_no::int as no, kind, at, fact, previous_sha256 as previous, sha256 as hash from ledger_entry where unit_id = $1 order by entry_no`,
    [unit],
  );
  const changed = change(rows);
  const chain = isFitting ? fitting(changed) : changed;
  await sql.query('delete from ledger_entry where unit_id = $1', [unit]);
  await sql.query(
    `insert into ledger_entry select (e ->> 'org')::int, (e ->> 'unit')::uuid, (e ->> 'day')::date, (e ->> 'no')::bigint, e ->> 'kind', e ->> 'at', e ->> 'fact', e ->> 'previous', e ->> 'hash'
     from json_array_elements($1::json) e`,
    [JSON.stringify(chain)],
  );
  const last = chain.at(-1);
  if (isFitting && last)
    await sql.query('update ledger_head set entry_no = $2, sha256 = $3 where unit_id = $1', [unit, last.no, last.hash]);
  if (isFitting && !last) await sql.query('delete from ledger_head where unit_id = $1', [unit]);
}

function fitting(chain: readonly LedgerEntry[]): LedgerEntry[] {
  let previous = GENESIS;
  return chain.map((entry, i) => {
    const { hash: _, ...said } = { ...entry, no: i + 1, previous };
    previous = hashOf(said);
    return { ...said, hash: previous };
  });
}

const lie = (entry: LedgerEntry): LedgerEntry => ({
  ...entry,
  fact: entry.fact.replace(/\d(?=\D*$)/, (d) => String((Number(d) + 1) % 10)).concat(' '),
});
const chainDeed =
  (isFitting: boolean, change: (chain: LedgerEntry[], at: number, other: number) => LedgerEntry[]): Deed =>
  (owner) =>
    rewrite(owner, isFitting, (chain) => change(chain, owner.random.int(chain.length), owner.random.int(chain.length)));
const moved = (chain: LedgerEntry[], at: number, other: number): LedgerEntry[] => {
  const rest = chain.toSpliced(at, 1);
  return rest.toSpliced(other, 0, chain[at]!);
};

/** A row is changed, and the ledger is written anew so that it says the same: what only a published head holds against. */
const changeBoth: Deed = async (owner) => {
  await owner.sql.query(
    `update press set position = st_makepoint(120.5 + ${owner.random.int(1_000)} * 1e-5, 28)::geography where ${where(owner, 'press')}`,
  );
  await owner.sql.query(
    `update ledger_entry l set fact = p.fact from press_on_record p where l.kind = 'press' and p.org_id = l.org_id and p.visit_id = (l.fact::json ->> 'visitId')::uuid and p.kind = l.fact::json ->> 'kind'`,
  );
  for (let i = 0; i < 12; i++) await rewrite(owner, true, (chain) => chain); // whichever units are drawn, the press's is among them or is found without
};

/** What somebody with all rights can do to the past. */
export const deeds: Record<string, Deed> = {
  'change a cell': changeCell,
  'delete a row': deleteRow,
  'copy a row': copyRow,
  'swap two cells': swapCells,
  'change a row and its entry, and chain anew': changeBoth,
  'edit an entry': chainDeed(false, (chain, at) => chain.with(at, lie(chain[at]!))),
  'edit an entry and chain anew': chainDeed(true, (chain, at) => chain.with(at, lie(chain[at]!))),
  'drop an entry': chainDeed(false, (chain, at) => chain.toSpliced(at, 1)),
  'drop an entry and chain anew': chainDeed(true, (chain, at) => chain.toSpliced(at, 1)),
  'insert an entry and chain anew': chainDeed(
    true,
    (chain, at, other) => chain.toSpliced(at, 0, at === other ? lie(chain[at]!) : chain[other]!), // the last once more would only be the next
  ),
  'move an entry and chain anew': chainDeed(true, moved),
  'cut the end off': chainDeed(true, (chain, at) => chain.slice(0, at)),
  'cut the beginning off and number anew': chainDeed(true, (chain, at) => chain.slice(at + 1)),
  'number anew from somewhere on': chainDeed(false, (chain, at, other) =>
    chain.map((entry, i) => (i < at ? entry : { ...entry, no: entry.no + other + 1 })),
  ),
};
