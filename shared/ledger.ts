import { contract } from './contract.ts';
import { TableLanguage } from './tables/table.ts';
import { Day } from './text.ts';
import { z } from 'zod';

/** An entry of the ledger, as a line of an export. `fact` is JSON text as it was hashed. */
export const LedgerEntry = z.strictObject({
  org: z.number().int(),
  unit: z.uuid(),
  day: z.iso.date(),
  no: z.number().int().positive(),
  kind: z.string(),
  at: z.string(),
  fact: z.string(),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The end of a unit's chain at the end of a day. */
export const LedgerHead = z.object({
  unit: z.uuid(),
  no: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  unitName: z.string(),
});

export const LedgerHeads = z.object({
  day: Day,
  heads: z.array(LedgerHead),
  /** The last day of which heads went to where they are kept, and when; null: none did. */
  published: z.object({ day: Day, at: z.string() }).nullable(),
});
export type LedgerHeads = z.infer<typeof LedgerHeads>;

export const readLedgerHeads = contract({
  method: 'get',
  path: '/ledger/heads',
  summary: 'The ends of the hash chains at the end of a day: publish them, and the past cannot be rewritten',
  action: 'ledger.read',
  query: z.strictObject({ day: Day }),
  reply: LedgerHeads,
});

export const readRowsUnlikeLedger = contract({
  method: 'get',
  path: '/ledger/rows',
  summary: 'Rows that are not what the ledger says of them: what `rounds ledger verify` asks a running server for',
  action: 'ledger.read',
  query: z.strictObject({ lang: TableLanguage.optional() }),
  reply: z.object({ unlike: z.array(z.string()) }),
});

export const exportLedger = contract({
  method: 'get',
  path: '/ledger/export',
  summary: 'The chains of my units, a line an entry: to be verified by anybody with `rounds ledger verify FILE`',
  action: 'ledger.read',
  shows: 'ledger',
  query: z.strictObject({ from: Day.optional(), to: Day.optional() }),
  reply: { contentType: 'application/x-ndjson', read: (bytes: ArrayBuffer) => new TextDecoder().decode(bytes) },
  isLong: true,
});

export const ledgerContracts = { readLedgerHeads, readRowsUnlikeLedger, exportLedger };
