import type { Database } from '../../server/db.ts';
import type { Owners } from '../architecture/owners.ts';

interface Noted {
  text: string;
  comment: string | null;
}
interface Table {
  name: string;
  comment: string | null;
  columns: (Noted & { name: string })[];
  constraints: Noted[];
  indexes: Noted[];
  partitions: string[];
}
interface Named {
  name: string;
  text: string;
}

const HEAD = `-- What the database is, to be read: made from a fresh one by \`npm run schema\`, run by nobody. The migrations beside this
-- file make the tables; current/FEATURE.sql holds each feature's functions, views and triggers.
`;

/**
 * A schema as text: feature by feature its tables with their columns, constraints, indexes and comments, then a line for
 * each view, function and trigger. The same on both databases.
 */
export async function describeSchema(db: Database, owners: Owners): Promise<string> {
  const sections = new Map<string, string[]>();
  const add = (owner: ReadonlyMap<string, string>, things: Named[], between = ''): void => {
    for (const feature of new Set(things.map(({ name }) => owner.get(name) ?? ''))) {
      const own = things.filter(({ name }) => (owner.get(name) ?? '') === feature);
      sections.set(feature, [...(sections.get(feature) ?? []), own.map(({ text }) => `${text}\n`).join(between)]);
    }
  };
  add(owners.tables, await tablesOf(db), '\n');
  add(owners.views, await linesOf(db, VIEWS));
  add(owners.routines, await linesOf(db, ROUTINES));
  add(owners.triggers, await linesOf(db, TRIGGERS));
  const inOrder = [...sections].sort(([a], [b]) => (a < b ? -1 : 1));
  return HEAD + inOrder.map(([feature, parts]) => `\n\n${titleOf(feature)}\n\n${shorter(parts.join('\n'))}`).join('');
}

/** What PostgreSQL says of itself at length, as one writes it. */
const shorter = (text: string): string =>
  text
    .replaceAll(/timestamp(\(3\))? with time zone/g, 'timestamptz$1')
    .replaceAll('public.', '')
    .replaceAll(' USING btree', '');

const titleOf = (feature: string): string =>
  feature === '' ? '-- ==== of server/migrate.ts' : `-- ==== ${feature}: current/${feature}.sql`;

async function linesOf(db: Database, question: string): Promise<Named[]> {
  return (await db.query<Named>(question)).rows;
}

async function tablesOf(db: Database): Promise<Named[]> {
  const { rows } = await db.query<Table>(TABLES);
  return rows.map((table) => ({ name: table.name, text: tableText(table) }));
}

function tableText({ name, comment, columns, constraints, indexes, partitions }: Table): string {
  const width = Math.max(...columns.map((column) => column.name.length));
  const inside = [
    ...columns.map((column) => ({ ...column, text: `${column.name.padEnd(width)} ${column.text}` })),
    ...constraints,
  ];
  const lines = inside.flatMap((part, index) => {
    const text = `  ${part.text}${index < inside.length - 1 ? ',' : ''}`;
    if (part.comment === null) return [text];
    const beside = `${text.padEnd(40)} -- ${part.comment}`;
    return beside.length <= 120 ? [beside] : [...noteLines(part.comment, '  -- '), text];
  });
  return [
    ...(comment === null ? [] : noteLines(comment, '-- ')),
    `create table ${name} (`,
    ...lines,
    ');',
    ...partitions,
    ...indexes.flatMap((index) => [...(index.comment === null ? [] : noteLines(index.comment, '-- ')), index.text]),
  ].join('\n');
}

/** A comment as lines of 120 characters. */
function noteLines(comment: string, start: string): string[] {
  const lines = [''];
  for (const word of comment.split(' ')) {
    const last = lines.at(-1)!;
    if (last === '') lines[lines.length - 1] = word;
    else if (start.length + last.length + 1 + word.length <= 120) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => start + line);
}

const OURS = `c.relnamespace = 'public'::regnamespace and c.relname <> 'spatial_ref_sys'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

const TABLES = `
  select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
    (select json_agg(json_build_object('name', a.attname, 'comment', col_description(c.oid, a.attnum), 'text',
        format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || case a.attidentity when 'a' then ' generated always as identity' else coalesce(' default ' || pg_get_expr(e.adbin, e.adrelid), '') end) order by a.attnum)
     from pg_attribute a left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('text', pg_get_constraintdef(k.oid), 'comment', obj_description(coalesce(i.indexrelid, k.oid), case when i.indexrelid is null then 'pg_constraint' else 'pg_class' end))
        order by position(k.contype in 'puxfc'), k.conname), '[]')
     from pg_constraint k left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
     where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'f', 'c')) as constraints,
    (select coalesce(json_agg(json_build_object('text', pg_get_indexdef(i.indexrelid) || ';', 'comment', obj_description(i.indexrelid, 'pg_class')) order by i.indexrelid::regclass::text), '[]')
     from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) as indexes,
    (select coalesce(json_agg(format('create table %s partition of %s %s;', p.relname, c.relname, pg_get_expr(p.relpartbound, p.oid)) order by p.relname), '[]')
     from pg_inherits h join pg_class p on p.oid = h.inhrelid where h.inhparent = c.oid) as partitions
  from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} order by 1`;

const VIEWS = `
  select c.relname as name, format('-- view %s (%s)', c.relname, (
    select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0)) as text
  from pg_class c where c.relkind = 'v' and ${OURS} order by 1`;

const ROUTINES = `
  select p.proname as name, format('-- function %s(%s) returns %s', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)) as text
  from pg_proc p where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by 1, 2`;

const TRIGGERS = `
  select t.tgname as name, regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER', '-- trigger') as text
  from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0 and ${OURS} order by 1, 2`;
