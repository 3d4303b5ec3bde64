import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../db.ts';
import { holdStill, rowsAfter, schemaOf, type BackupRow, type BackupTable } from './store.ts';

/** The first line of a back-up says what it is; the last one how many rows it has and the hash of all lines before. */
export const FORMAT = 'rounds-backup/1';

const PAGE = 2_000;

/**
 * Everything an organisation keeps, as it was at one moment, line by line: the same for both databases, so that a back-up of
 * the embedded one can be restored on a server. The embedded database answers nobody else meanwhile.
 */
export async function dump(db: Database, at: Date, write: (lines: string) => Promise<void>): Promise<number> {
  const hash = createHash('sha256');
  const tell = async (...values: unknown[]): Promise<void> => {
    const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    hash.update(lines);
    await write(lines);
  };
  return db.transaction(async (tx) => {
    await holdStill(tx);
    const schema = await schemaOf(tx);
    await tell({ format: FORMAT, at: at.toISOString(), ...schema });
    let count = 0;
    for (const table of schema.tables) {
      await tell({ table: table.name });
      for await (const rows of pages(tx, table)) {
        await tell(...rows);
        count += rows.length;
      }
    }
    const end = { rows: count, sha256: hash.digest('hex') };
    await write(`${JSON.stringify(end)}\n`);
    return count;
  });
}

async function* pages(tx: Queryable, table: BackupTable): AsyncGenerator<BackupRow[]> {
  const at = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  let after: BackupRow | null = null;
  for (;;) {
    const rows = await rowsAfter(tx, table, after, PAGE);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = at.map((i) => rows.at(-1)![i] ?? null);
  }
}
