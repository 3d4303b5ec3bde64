import { quarantineContracts } from '../../shared/quarantine.ts';
import { z } from 'zod';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { quarantineExport, quarantineItem, seenInQuarantine } from './export.ts';
import { replayQuarantined } from './replay.ts';
import { quarantineIn } from './store.ts';

export function quarantineEndpoints({ db, given }: { db: Database; given: Given }): Endpoint[] {
  return [
    endpoint(quarantineContracts.listQuarantine, async ({ who, query, look }) => {
      const before = readCursor(query.cursor, [z.number().int()])?.[0] ?? null;
      const rows = await quarantineIn(db, who, query.limit, before);
      const page = pageOf(rows.map(quarantineItem), query.limit, (row) => [row.quarantineId]);
      await look(seenInQuarantine(page.items));
      return page;
    }),
    quarantineExport(db),
    endpoint(quarantineContracts.replayQuarantined, ({ who, params }) =>
      replayQuarantined(db, given, who, params.quarantineId),
    ),
  ];
}
