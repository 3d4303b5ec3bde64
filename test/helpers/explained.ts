import type { Queryable } from '../../server/db.ts';

/** What one statement took, by the database's own account. */
export interface Explained {
  text: string;
  rows: number;
  ms: number;
  /** Pages read from memory or disk, planning aside. */
  buffers: number;
  /** The plan's scans and what holds all rows, from the top: `Sort, Seq Scan press`. */
  shape: string;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
}

/** A database that explains each question that is asked of it, and answers it: the store functions themselves are measured. */
export function explaining(sql: Queryable): { sql: Queryable; explained: Explained[] } {
  const explained: Explained[] = [];
  const query: Queryable['query'] = async (text, params) => {
    if (/^\s*(with|select|\()/i.test(text)) {
      const { rows } = await sql.query<{ 'QUERY PLAN': { Plan: Node; 'Execution Time': number }[] }>(
        `explain (analyze, buffers, format json) ${text}`,
        params,
      );
      const [{ Plan, 'Execution Time': ms } = raise()] = rows[0]!['QUERY PLAN'];
      const buffers = Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
      explained.push({ text, rows: Plan['Actual Rows'], ms, buffers, shape: shapeOf(Plan) });
    }
    return sql.query(text, params);
  };
  return { sql: { query }, explained };
}

function raise(): never {
  throw new Error('the database explained nothing');
}

const TOLD = /Scan|Sort|Hash$|Aggregate|Materialize/;

function shapeOf(plan: Node): string {
  const counts = new Map<string, number>();
  const walk = (node: Node): void => {
    const on = (node['Index Name'] ?? node['Relation Name'] ?? '').replace(/^fix_(\d{8}|elsewhen)/, 'fix');
    const name = `${node['Node Type']} ${on}`.trim();
    if (TOLD.test(node['Node Type'])) counts.set(name, (counts.get(name) ?? 0) + 1);
    node.Plans?.forEach(walk);
  };
  walk(plan);
  return [...counts].map(([name, n]) => (n === 1 ? name : `${n} ${name}`)).join(', ');
}
