import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InBoth } from '../../shared/problems/say.ts';
import type { Database, Queryable } from '../db.ts';
import { SaidError } from '../saidError.ts';
import { migrate, readMigrations, SQL_FOLDER } from '../migrate.ts';
import { FORMAT } from './dump.ts';
import {
  addRows,
  emptyTable,
  goOnCounting,
  isEmpty,
  makePart,
  openForRows,
  schemaOf,
  type BackupRow,
  type BackupTable,
} from './store.ts';

const Head = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string().regex(/^[\w ()[\],".]+$/) })),
      key: z.array(z.string()).min(1),
    }),
  ),
  parts: z.array(z.object({ name: z.string(), parent: z.string(), bound: z.string() })),
});
const TableLine = z.strictObject({ table: z.string() });
const EndLine = z.strictObject({ rows: z.number().int(), sha256: z.string() });
const Row = z.array(z.string().nullable());

const PAGE = 2_000;

/**
 * Puts a back-up into an empty database: the schema it was made with, its rows, and then the SQL files that came since.
 * All or nothing.
 * @param lines of the back-up, without their ends
 * @throws SaidError that says what is wrong with the file or the database
 */
export async function restore(db: Database, lines: AsyncIterable<string>): Promise<{ at: string; rows: number }> {
  const reader = lines[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  const first = await reader.next();
  const head = readLine(Head, first.done ? '' : first.value, {
    en: 'this is not a back-up of Rounds, or one of a newer version',
    zh: '这不是 Rounds 的备份，或由更新的版本生成',
  });
  hash.update(`${first.value}\n`);
  await makeSchema(db, head.migrations);
  const rows = await db.transaction(async (tx) => {
    if (!(await isEmpty(tx)))
      throw new SaidError({
        en: 'this database has an organisation already: restore into an empty one',
        zh: '数据库中已有单位，请恢复到空数据库',
      });
    await openForRows(tx);
    const parents = new Set((await schemaOf(tx)).tables.map(({ name }) => name));
    for (const part of head.parts) {
      if (!parents.has(part.parent))
        throw new SaidError({
          en: `the back-up has a part of ${part.parent}, which is no table here`,
          zh: `备份中有 ${part.parent} 的分区，而这里没有这张表`,
        });
      await makePart(tx, part);
    }
    const count = await putRows(tx, knownTables(head.tables, (await schemaOf(tx)).tables), reader, hash);
    await goOnCounting(tx);
    return count;
  });
  await migrate(db);
  await db.query('analyze');
  return { at: head.at, rows };
}

/** The tables of a back-up with the types that this database gives their columns: what the file says of them is not believed. */
function knownTables(said: readonly BackupTable[], known: readonly BackupTable[]): BackupTable[] {
  const tables = new Map(known.map((table) => [table.name, table]));
  return said.map(({ name, columns, key }) => {
    const types = new Map(tables.get(name)?.columns.map((column) => [column.name, column.type]));
    return {
      name,
      key,
      columns: columns.map((column) => {
        const type = types.get(column.name);
        if (type === undefined)
          throw new SaidError({
            en: `the back-up has a column ${name}.${column.name}, which is none here`,
            zh: `备份中有 ${name}.${column.name} 列，而这里没有`,
          });
        return { name: column.name, type };
      }),
    };
  });
}

async function makeSchema(db: Database, made: readonly { name: string; sha256: string }[]): Promise<void> {
  const known = new Map((await readMigrations(SQL_FOLDER)).map((m) => [m.name, m.sha256]));
  for (const { name, sha256 } of made) {
    if (known.get(name) !== sha256)
      throw new SaidError({
        en: `the back-up was made with ${name}, which this program ${known.has(name) ? 'has in another form' : 'does not know'}: restore with a program as new as the one that made it`,
        zh: `备份使用了 ${name}，${known.has(name) ? '与本程序中的不同' : '本程序没有'}：请用不低于备份时的版本恢复`,
      });
  }
  const last = made
    .map(({ name }) => name)
    .sort()
    .at(-1)!;
  await migrate(db, { upTo: last });
}

async function putRows(
  tx: Queryable,
  tables: readonly BackupTable[],
  reader: AsyncIterator<string>,
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  let table: BackupTable | undefined;
  let page: BackupRow[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (table && page.length > 0) await addRows(tx, table, page);
    page = [];
  };
  for (;;) {
    const { value: line, done } = await reader.next();
    if (done)
      throw new SaidError({ en: 'the back-up ends in the middle: it was cut off', zh: '备份不完整，中途被截断' });
    if (line.startsWith('{"rows"')) {
      await flush();
      const end = readLine(EndLine, line, { en: 'the last line cannot be read', zh: '最后一行无法读取' });
      if (end.rows !== count || end.sha256 !== hash.digest('hex'))
        throw new SaidError({
          en: 'the back-up is not as it was written: its hash or its number of rows differs',
          zh: '备份内容已变动：哈希或行数与写入时不符',
        });
      return count;
    }
    hash.update(`${line}\n`);
    if (line.startsWith('{')) {
      await flush();
      const { table: name } = readLine(TableLine, line, {
        en: `line ${count} cannot be read`,
        zh: `第 ${count} 行无法读取`,
      });
      table = tables.find((one) => one.name === name);
      if (!table)
        throw new SaidError({
          en: `the back-up has rows of ${name}, which it did not announce`,
          zh: `备份中有 ${name} 的数据，但开头没有声明这张表`,
        });
      await emptyTable(tx, name); // of what the schema's own files put there
    } else {
      const name = { en: table?.name ?? 'no table', zh: table?.name ?? '（未知表）' };
      const row = readLine(Row, line, { en: `a row of ${name.en} cannot be read`, zh: `${name.zh} 有一行无法读取` });
      const needed = table?.columns.length ?? 0;
      if (row.length !== needed)
        throw new SaidError({
          en: `a row of ${name.en} has ${row.length} values instead of ${needed}`,
          zh: `${name.zh} 有一行为 ${row.length} 个值，应为 ${needed} 个`,
        });
      page.push(row);
      count++;
      if (page.length === PAGE) await flush();
    }
  }
}

function readLine<T extends z.ZodType>(schema: T, line: string, otherwise: InBoth): z.output<T> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new SaidError(otherwise, { cause });
  }
}
