import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InBoth } from '../shared/problems/say.ts';
import type { Database, Queryable } from './db.ts';
import { SaidError } from './saidError.ts';

interface Migration {
  /** The file's name, NNN_feature_deed.sql. */
  name: string;
  sql: string;
  sha256: string;
}

/** The functions, views and triggers of sql/current, in an order in which they can be created. */
interface Current {
  files: { name: string; sql: string }[];
  /** Of the whole set. */
  sha256: string;
}

export interface MigrateOptions {
  /** Folder of the SQL files; the project's sql/ by default. */
  folder?: string;
  onProgress?: (step: InBoth) => void;
  /** Runs the migrations up to this one only, and not sql/current: the schema that a back-up was made with. */
  upTo?: string | undefined;
}

export const SQL_FOLDER = fileURLToPath(new URL('../sql', import.meta.url));

/** Any number, but the same in every process: migrations of one database run one at a time. */
const LOCK = 7_205_761;

/** In the folder of the migrations: the generated description of what they and current/ make together. */
const DESCRIPTION = 'schema.sql';

/**
 * Brings the schema up to date. First the tables: the files NNN_*.sql that have not run yet, in order, each in a
 * transaction of its own, so that a failing one leaves nothing of itself. Then, in one transaction, the functions, views
 * and triggers of current/, when they differ from those that are here. Several processes may do this at once. PostGIS
 * and btree_gist are there before the first file.
 * @returns the names of the migrations that ran
 * @throws Error naming the file: when it failed (`cause` has the database's error), was changed after it ran, has gone,
 *   comes before one that ran, or ends its transaction itself
 */
export async function migrate(db: Database, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? SQL_FOLDER;
  const migrations = await readMigrations(folder);
  const current = await readCurrent(folder);
  await db.transaction(prepare);
  const ran: string[] = [];
  for (const migration of migrations) {
    if (options.upTo !== undefined && migration.name > options.upTo) break;
    const hasRun = await db.transaction(async (client) => {
      await lock(client);
      const { rows: applied } = await client.query<{ name: string; sha256: string }>(
        'select name, sha256 from migration order by name',
      );
      if (!isPending(migration, migrations, applied)) return false;
      options.onProgress?.({
        en: `migrating the database: ${migration.name}`,
        zh: `正在升级数据库：${migration.name}`,
      });
      await apply(client, migration);
      return true;
    });
    if (hasRun) ran.push(migration.name);
  }
  if (options.upTo === undefined && current.files.length > 0) await makeCurrent(db, current, options.onProgress);
  return ran;
}

/** The files of a folder as migrations, in order. @throws Error on a wrong name or a number used twice */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && name !== DESCRIPTION).sort();
  for (const [index, name] of names.entries()) {
    if (!/^\d{3}_\w+\.sql$/.test(name)) throw new Error(`${name}: a migration is named NNN_feature_deed.sql`);
    if (names[index - 1]?.slice(0, 3) === name.slice(0, 3))
      throw new Error(`${name}: the number is used twice, also by ${names[index - 1]}`);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readSql(join(folder, name));
      return { name, sql, sha256: sha256(sql) };
    }),
  );
}

/** The files of current/ in a folder; none where there is no such folder. @throws Error on a wrong or circular `-- After:` */
export async function readCurrent(folder: string): Promise<Current> {
  const entries = await readdir(join(folder, 'current')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((name) => name.endsWith('.sql')).sort();
  const files = inOrder(
    await Promise.all(
      names.map(async (name) => ({ name: `current/${name}`, sql: await readSql(join(folder, 'current', name)) })),
    ),
  );
  return { files, sha256: sha256(files.map(({ name, sql }) => `${name}\n${sql}`).join('\n')) };
}

/** By name, except that a file whose first line is `-- After: live, people` comes after current/live.sql and current/people.sql. */
function inOrder(files: Current['files']): Current['files'] {
  const waiting = new Map(files.map((file) => [file.name, { file, after: namesAfter(file.sql) }]));
  const ordered: Current['files'] = [];
  for (const { after, file } of waiting.values()) {
    const unknown = after.find((name) => !waiting.has(name));
    if (unknown !== undefined) throw new Error(`${file.name} comes after ${unknown}, which is not there`);
  }
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ after }) => !after.some((name) => waiting.has(name)));
    if (!next) throw new Error(`${[...waiting.keys()].join(', ')}: each comes after another, in a circle`);
    ordered.push(next.file);
    waiting.delete(next.file.name);
  }
  return ordered;
}

function namesAfter(text: string): string[] {
  const list = /^-- After: (.+)\n/.exec(text)?.[1];
  return list === undefined ? [] : list.split(', ').map((feature) => `current/${feature}.sql`);
}

const readSql = async (path: string): Promise<string> => (await readFile(path, 'utf8')).replaceAll('\r\n', '\n'); // the same sum in a checkout on Windows

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function lock(client: Queryable): Promise<void> {
  // One may build an index for long, and the others wait for it. On a server a time-out would end both.
  await client.query('set local statement_timeout = 0');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

async function prepare(client: Queryable): Promise<void> {
  await lock(client);
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest(array['postgis', 'btree_gist']) name where name not in (select extname from pg_extension)`,
  );
  for (const { name } of rows) {
    await client.query(`create extension ${name}`).catch((cause: unknown) => {
      throw new SaidError(
        {
          en: `the database lacks the extension ${name}; its superuser can run: create extension ${name}`,
          zh: `数据库缺少扩展 ${name}，请由超级用户执行：create extension ${name}`,
        },
        { cause },
      );
    });
  }
  await client.query(`
    create table if not exists migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    );
    comment on table migration is 'A migration that has run here; forward only.';
    comment on index migration_pkey is 'Of the database, not of an organisation.';
    create table if not exists current_sql (
      sha256 text primary key,
      applied_at timestamptz not null default now()
    );
    comment on table current_sql is 'At most one row: the hash of the functions, views and triggers (sql/current) that are here.';
    comment on index current_sql_pkey is 'Of the database, not of an organisation.';`);
}

function isPending(migration: Migration, all: Migration[], applied: { name: string; sha256: string }[]): boolean {
  const missing = applied.find(({ name }) => !all.some((known) => known.name === name));
  if (missing)
    throw new SaidError({
      en: `${missing.name} has run on this database and this program does not know it: the database belongs to a newer version`,
      zh: `数据库执行过本程序没有的 ${missing.name}：该数据库属于更新的版本`,
    });
  const before = applied.find(({ name }) => name === migration.name);
  if (before && before.sha256 !== migration.sha256) {
    throw new SaidError({
      en: `${migration.name} was changed after it ran here: put it back and write a new file`,
      zh: `${migration.name} 在此执行后被改动：请还原，并另写新文件`,
    });
  }
  const last = applied.at(-1);
  if (!before && last && last.name > migration.name)
    throw new SaidError({
      en: `${migration.name} comes before ${last.name}, which has already run: give it a later number`,
      zh: `${migration.name} 排在已执行的 ${last.name} 之前：请改用更大的编号`,
    });
  return !before;
}

async function apply(client: Queryable, { name, sql, sha256 }: Migration): Promise<void> {
  await run(client, name, sql);
  await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
  // It may have dropped a view that stood in its way: current/ runs again, also when this process dies before it does.
  await client.query('delete from current_sql');
}

async function makeCurrent(db: Database, current: Current, onProgress?: (step: InBoth) => void): Promise<void> {
  await db.transaction(async (client) => {
    await lock(client);
    const { rows } = await client.query<{ sha256: string }>('select sha256 from current_sql');
    if (rows[0]?.sha256 === current.sha256) return;
    onProgress?.({
      en: 'migrating the database: functions, views and triggers',
      zh: '正在升级数据库：函数、视图和触发器',
    });
    await run(client, 'dropping functions, views and triggers', DROP_ALL);
    for (const { name, sql } of current.files) await run(client, name, sql);
    await client.query('delete from current_sql');
    await client.query('insert into current_sql (sha256) values ($1)', [current.sha256]);
  });
}

/**
 * Drops every function, view and trigger of ours, so that what is there afterwards is what current/ says, no matter which
 * version the database comes from: a removed one is gone, a view may change its columns, a function its result. Nothing is
 * dropped with them (no cascade): where a site's own view stands on one of ours, the error names it. What belongs to an
 * extension or to another role stays.
 */
const DROP_ALL = `
  do $$
  declare
    me constant oid := (select oid from pg_roles where rolname = current_user);
    statement text;
    stuck text;
    stuck_on text;
    dropped integer;
  begin
    for statement in
      select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace = 'public'::regnamespace and c.relowner = me
    loop
      execute statement;
    end loop;
    -- A view may stand on a function and a function on a view's row: whatever nothing stands on goes first, until nothing is left.
    loop
      dropped := 0;
      stuck := null;
      for statement in
        select 'drop view ' || c.oid::regclass
        from pg_class c
        where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace and c.relowner = me
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        union all
        select 'drop routine ' || p.oid::regprocedure
        from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proowner = me
          and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      loop
        begin
          execute statement;
          dropped := dropped + 1;
        exception when dependent_objects_still_exist then
          get stacked diagnostics stuck = message_text, stuck_on = pg_exception_detail;
        end;
      end loop;
      exit when stuck is null;
      if dropped = 0 then
        raise exception using message = stuck, detail = stuck_on, errcode = 'dependent_objects_still_exist';
      end if;
    end loop;
  end $$`;

/** @throws Error naming the file, when it failed or ended the transaction it runs in */
async function run(client: Queryable, name: string, sql: string): Promise<void> {
  const transactionId = async (): Promise<string | undefined> =>
    (await client.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]?.id;
  try {
    const id = await transactionId();
    await client.query(sql);
    if ((await transactionId()) !== id)
      throw new Error('it ends the transaction it runs in: remove its begin, commit or rollback');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SaidError({ en: `${name} failed: ${why}`, zh: `${name} 执行失败：“${why}”` }, { cause });
  }
}
