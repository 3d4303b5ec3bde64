import { z } from 'zod';
import { QuarantineItem, QuarantineReplay } from '../../shared/quarantine.ts';
import { page, PageQuery } from '../../shared/text.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { quarantineExport, quarantineItem } from './export.ts';
import { replayQuarantined } from './replay.ts';
import { quarantineIn } from './store.ts';

export function quarantineEndpoints({ db, given }: { db: Database; given: Given }): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/positions/quarantine',
        summary: 'What phones sent that could not be read, the newest first',
        action: 'quarantine.read',
        query: PageQuery.strict(),
        reply: page(QuarantineItem),
      },
      async ({ who, query }) => {
        const before = readCursor(query.cursor, [z.number().int()])?.[0] ?? null;
        const rows = await quarantineIn(db, who, query.limit, before);
        return pageOf(rows.map(quarantineItem), query.limit, (row) => [row.quarantineId]);
      },
    ),
    quarantineExport(db),
    endpoint(
      {
        method: 'post',
        path: '/positions/quarantine/:quarantineId/replay',
        summary: 'Read it again with the readers of today, and store what they can read',
        action: 'quarantine.replay',
        params: z.strictObject({
          quarantineId: z
            .string()
            .regex(/^[1-9]\d{0,14}$/, 'must be a whole number')
            .transform(Number),
        }),
        reply: QuarantineReplay,
      },
      ({ who, params }) => replayQuarantined(db, given, who, params.quarantineId),
    ),
  ];
}
