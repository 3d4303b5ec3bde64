import type { Database } from '../db.ts';
import { entriesAfter, type Days, type LedgerScope } from './store.ts';

const PAGE = 2_000;

/** The entries of some days as lines, chain by chain; all organisations where no scope is given. Entries are never changed, so pages fit together. */
export async function* exportLines(db: Database, days: Days, scope: LedgerScope | null): AsyncGenerator<string> {
  let after: { org: number; unit: string; no: number } | null = null;
  for (;;) {
    const entries = await entriesAfter(db, days, scope, after, PAGE);
    for (const entry of entries) yield JSON.stringify(entry);
    const last = entries.at(-1);
    if (!last || entries.length < PAGE) return;
    after = last;
  }
}
