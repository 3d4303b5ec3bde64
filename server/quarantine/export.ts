import { exportQuarantine } from '../../shared/quarantine.ts';
import type { QuarantineItem } from '../../shared/quarantine.ts';
import { quarantineTable } from '../../shared/tables/quarantine.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Endpoint } from '../http.ts';
import { seenIn, type Seen } from '../looks.ts';
import { EXPORT_PAGE, exportEndpoint } from '../tableFile.ts';
import { fromStored } from '../storedReason.ts';
import { quarantineIn, type QuarantineRow } from './store.ts';

export function quarantineExport(db: Database): Endpoint {
  return exportEndpoint(exportQuarantine, {
    table: () => quarantineTable,
    pages: (who) => quarantinePages(db, who),
    seen: seenInQuarantine,
    named: (_, today) => [today],
  });
}

export function quarantineItem(row: QuarantineRow): QuarantineItem {
  const { english, reason } = fromStored(row.detail);
  return { ...row, detail: english, why: reason, receivedAt: row.receivedAt.toISOString() };
}

/** Whose phones sent these: raw, they hold positions. */
export function seenInQuarantine(items: readonly QuarantineItem[]): Seen[] {
  return seenIn(items.map(({ phone, receivedAt }) => ({ repId: phone.personId, at: receivedAt })));
}

async function* quarantinePages(db: Database, who: Who): AsyncGenerator<QuarantineItem[]> {
  for (let before: number | null = null; ;) {
    const rows: QuarantineRow[] = await quarantineIn(db, who, EXPORT_PAGE - 1, before);
    yield rows.map(quarantineItem);
    if (rows.length < EXPORT_PAGE) return;
    before = rows.at(-1)!.quarantineId;
  }
}
