import type { SourceFile } from './imports.ts';
import { ownersOf } from './owners.ts';

/**
 * Who may hold SQL, and which tables it may name. A feature owns the tables whose rows its sql/current/FEATURE.sql describes: its
 * stores and that file read and write them, and everybody else reads its views and calls its functions. A trigger may hang on
 * another feature's table: that is how a feature hears of a row, and the row is all it is given.
 */
export function sqlViolations(
  files: readonly SourceFile[],
  texts: ReadonlyMap<string, string>,
  featureOf: (path: string) => string | null,
): string[] {
  const { tables } = ownersOf(texts);
  return [
    ...files
      .filter(({ path }) => path.startsWith('server/'))
      .flatMap((file) => ofStore(file, featureOf(file.path), tables)),
    ...[...texts].flatMap(([path, text]) => ofSqlFile(path, text, tables)),
  ];
}

const SQL =
  /\b(select\b[\s\S]*\bfrom|insert\s+into|update\s+\w+(\s+\w+)?\s+set|delete\s+from|truncate\s|create\s+(table|index|view)|drop\s+table)\b/i;
const isStore = (path: string) => /\/([a-z]\w*S|s)tore\.ts$/.test(path);
const mayHoldSql = (path: string) =>
  isStore(path) || path === 'server/db.ts' || path === 'server/migrate.ts' || path.startsWith('server/embedded/');
/** Reads and writes every table there is, also those of versions that had no views yet. */
const ALL_TABLES = 'server/backup/store.ts';

function ofStore({ path, strings }: SourceFile, feature: string | null, tables: ReadonlyMap<string, string>): string[] {
  if (!mayHoldSql(path) && strings.some((text) => SQL.test(text)))
    return [`${path}: SQL lives in a feature's store.ts and nowhere else.`];
  if (!isStore(path) || path === ALL_TABLES) return [];
  return foreignTables(path, feature, strings, tables);
}

/** The last migration from before sql/current: what those made there stays as it ran. */
const LAST_OF_EVERYTHING = 'sql/024';

function ofSqlFile(path: string, text: string, tables: ReadonlyMap<string, string>): string[] {
  const feature = /^sql\/current\/(\w+)\.sql$/.exec(path)?.[1];
  if (feature !== undefined) {
    const said = text.replaceAll(/--.*$/gm, '').replaceAll(/^comment on [\s\S]*?';$/gm, '');
    return foreignTables(path, feature, [said], tables);
  }
  if (!/^sql\/\d{3}_/.test(path) || path < LAST_OF_EVERYTHING) return [];
  return /^\s*create\s+(or\s+replace\s+)?(function|view|trigger)\b/im.test(text)
    ? [`${path}: a migration makes tables; functions, views and triggers live in sql/current/.`]
    : [];
}

function foreignTables(
  path: string,
  feature: string | null,
  texts: readonly string[],
  tables: ReadonlyMap<string, string>,
): string[] {
  const of = (names: readonly string[]): [table: string, owner: string][] =>
    [...new Set(names)].flatMap((name) => {
      const owner = tables.get(name);
      return owner === undefined || owner === feature ? [] : [[name, owner]];
    });
  const written = new Set(texts.flatMap(writtenTables));
  return [
    ...of([...written]).map(
      ([table, owner]) =>
        `${path} writes ${table}: a feature writes only its own tables, and ${table} belongs to ${owner}.`,
    ),
    ...of(texts.flatMap(namedTables).filter((name) => !written.has(name))).map(
      ([table, owner]) =>
        `${path} reads ${table}: what others may read is a view in sql/current/${owner}.sql, and ${table} is a table.`,
    ),
  ];
}

const wordsOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1]!.toLowerCase());

function writtenTables(text: string): string[] {
  return wordsOf(text, /\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?)\s+(?:only\s+)?([a-z_]+)/gi);
}

/** Names where a table stands: after from, join, using and the like, in their lists, and where a piece of a statement begins. */
function namedTables(text: string): string[] {
  const lists = wordsOf(
    text,
    /\bfrom\s+([a-z_][^()]*?)(?=\)|$|\b(?:where|join|left|cross|on|group|order|limit|union|set|returning)\b)/gi,
  );
  return [
    ...wordsOf(text, /\b(?:from|join|using|into|update)\s+(?:only\s+)?([a-z_]+)/gi),
    ...lists.flatMap((list) => list.split(',').flatMap((part) => wordsOf(part, /^\s*(?:only\s+)?([a-z_]+)/g))),
    ...wordsOf(text, /^\s*([a-z_]+)(?:\s+[a-z]{1,3})?\s+(?:where|join|left|cross)\b/g),
  ];
}
