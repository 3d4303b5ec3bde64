import { contract } from './contract.ts';
import { PageQuery, page } from './text.ts';
import { z } from 'zod';
import { exportContract } from './exports.ts';
import { QuarantineReason } from './positions.ts';
import { SentReason } from './errors.ts';
import { plain } from './problems/because.ts';

/** A second reading: fixes that were new, parts that could be read, and what still could not. */
export const QuarantineReplay = z.object({
  replayedAt: z.string(),
  storedFixes: z.number().int(),
  readParts: z.number().int(),
  still: z.array(z.object({ reason: QuarantineReason, detail: z.string(), why: SentReason.nullable().default(null) })),
});
export type QuarantineReplay = z.infer<typeof QuarantineReplay>;

/** GET /positions/quarantine */
export const QuarantineItem = z.object({
  quarantineId: z.number().int(),
  app: z.string(),
  /** The phone it came from, by its name, and whose it is. */
  phone: z.object({ label: z.string(), personId: z.uuid(), name: z.string() }),
  reason: QuarantineReason,
  /** What exactly is wrong: in English for programs, and as a code; rows of before have none. */
  detail: z.string(),
  why: SentReason.nullable(),
  raw: z.string(),
  receivedAt: z.string(),
  /** The last time it was read again, with the readers of that day. */
  replay: QuarantineReplay.nullable(),
});
export type QuarantineItem = z.infer<typeof QuarantineItem>;

export const exportQuarantine = exportContract({
  path: '/positions/quarantine/export',
  summary: 'What phones sent that could not be read, as a file (CSV, XLSX)',
  action: 'quarantine.read',
  shows: 'file',
  filter: {},
});

export const listQuarantine = contract({
  method: 'get',
  path: '/positions/quarantine',
  summary: 'What phones sent that could not be read, the newest first',
  action: 'quarantine.read',
  shows: 'quarantine',
  query: PageQuery.strict(),
  reply: page(QuarantineItem),
});

export const replayQuarantined = contract({
  method: 'post',
  path: '/positions/quarantine/:quarantineId/replay',
  summary: 'Read it again with the readers of today, and store what they can read',
  action: 'quarantine.replay',
  params: z.strictObject({
    quarantineId: z
      .string()
      .regex(/^[1-9]\d{0,14}$/, plain('WHOLE_NUMBER'))
      .transform(Number),
  }),
  reply: QuarantineReplay,
});

export const quarantineContracts = { listQuarantine, exportQuarantine, replayQuarantined };
