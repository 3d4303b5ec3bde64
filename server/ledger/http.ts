import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Day } from '../../shared/text.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { exportLines } from './export.ts';
import { headsOn, MOST_ROWS, rowsUnlikeLedger } from './store.ts';
import { LedgerHead } from './verify.ts';

const HeadOfUnit = LedgerHead.extend({ unitName: z.string() });

export function ledgerEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/ledger/heads',
        summary: 'The ends of the hash chains at the end of a day: publish them, and the past cannot be rewritten',
        action: 'ledger.read',
        query: z.strictObject({ day: Day }),
        reply: z.object({ day: Day, heads: z.array(HeadOfUnit) }),
      },
      async ({ who, query }) => ({ day: query.day, heads: await headsOn(db, who, query.day) }),
    ),
    endpoint(
      {
        method: 'get',
        path: '/ledger/rows',
        summary:
          'Rows that are not what the ledger says of them: what `rounds ledger verify` asks a running server for',
        action: 'ledger.read',
        query: z.strictObject({}),
        reply: z.object({ unlike: z.array(z.string()) }),
      },
      async ({ who }) => {
        if (!who.isOwner) throw new AppError('OWNER_ONLY');
        return { unlike: await rowsUnlikeLedger(db, MOST_ROWS) };
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/ledger/export',
        summary: 'The chains of my units, a line an entry: to be verified by anybody with `rounds ledger verify FILE`',
        action: 'ledger.read',
        query: z.strictObject({ from: Day.optional(), to: Day.optional() }),
        reply: { contentType: 'application/x-ndjson' },
      },
      async ({ who, query, res }) => {
        res.type('application/x-ndjson').setHeader('Content-Disposition', 'attachment; filename="ledger.jsonl"');
        const scope = { orgId: who.orgId, unitIds: who.unitIds };
        const lines = exportLines(db, { from: query.from ?? null, to: query.to ?? null }, scope);
        // a client that leaves ends the reading; it is nobody's fault
        await pipeline(
          Readable.from(lines).map((line: string) => `${line}\n`),
          res,
        ).catch(() => {});
        return '';
      },
    ),
  ];
}
