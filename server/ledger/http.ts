import { ledgerContracts } from '../../shared/ledger.ts';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { exportLines } from './export.ts';
import { headsOn, lastPublished, recordExport } from './store.ts';
import { MOST_ROWS, rowsUnlikeLedger } from './rowStore.ts';

export function ledgerEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(ledgerContracts.readLedgerHeads, async ({ who, query }) => ({
      day: query.day,
      heads: await headsOn(db, who, query.day),
      published: await lastPublished(db, who.orgId),
    })),
    endpoint(ledgerContracts.readRowsUnlikeLedger, async ({ who, query }) => {
      if (!who.isOwner) throw new AppError('OWNER_ONLY');
      return { unlike: await rowsUnlikeLedger(db, MOST_ROWS, query.lang) };
    }),
    endpoint(ledgerContracts.exportLedger, async ({ who, query, res, look }) => {
      if (!who.isOwner) await recordExport(db, who, query); // the machine's owner, who verifies daily, has the database itself
      res.type('application/x-ndjson').setHeader('Content-Disposition', 'attachment; filename="ledger.jsonl"');
      const scope = { orgId: who.orgId, unitIds: who.unitIds };
      const lines = exportLines(db, { from: query.from ?? null, to: query.to ?? null }, scope, look);
      // a client that leaves ends the reading; it is nobody's fault
      await pipeline(
        Readable.from(lines).map((line: string) => `${line}\n`),
        res,
      ).catch(() => {});
      return '';
    }),
  ];
}
