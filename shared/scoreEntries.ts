// What is given by hand, by a form or from a file. Appended; an error is withdrawn with a reason, and given again.
import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { isDecimal } from './rational.ts';
import { ItemKey } from './scoreScheme.ts';
import { Month } from './scoreSchemes.ts';
import { items, requiredText, text } from './text.ts';

const Evidence = z.strictObject({
  kind: z.enum(['visit', 'finding', 'log', 'file', 'note']),
  /** An id, or the file's name and line. */
  id: requiredText(200),
});

const MOST_ENTRIES = 500;

export const NewEntry = z.strictObject({
  entryId: z.uuid(),
  repId: z.uuid(),
  itemKey: ItemKey,
  /** Of an item of events: which of them; its points are the scheme's. */
  eventKey: ItemKey.nullable().default(null),
  /** The figure, or what was given `of` so many; of an event how often. */
  value: z.number().refine(isDecimal, plain('NOT_A_DECIMAL')),
  evidence: z.array(Evidence).max(100).default([]),
  note: text(1_000).default(''),
});
export type NewEntry = z.infer<typeof NewEntry>;

export const ScoreEntry = z.object({
  entryId: z.uuid(),
  unitId: z.uuid(),
  month: Month,
  repId: z.uuid(),
  repName: z.string(),
  itemKey: z.string(),
  eventKey: z.string().nullable(),
  value: z.number(),
  evidence: z.array(Evidence),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  withdrawn: z.object({ why: z.string(), by: z.string(), at: z.string() }).nullable(),
});
export type ScoreEntry = z.infer<typeof ScoreEntry>;

export const listEntries = contract({
  method: 'get',
  path: '/scores/entries',
  summary: 'What was given in a unit for a month, withdrawn entries too; to a rep their own',
  action: 'scores.read',
  query: z.strictObject({ unitId: z.uuid(), month: Month }),
  reply: items(ScoreEntry),
});

export const addEntries = contract({
  method: 'post',
  path: '/scores/entries',
  summary:
    'Give points or figures for items of a month that is not shown yet; all of them or none, the same again is the same',
  action: 'scores.enter',
  body: z.strictObject({
    unitId: z.uuid(),
    month: Month,
    entries: z.array(NewEntry).min(1).max(MOST_ENTRIES),
  }),
  reply: items(ScoreEntry),
  status: 201,
});

export const withdrawEntry = contract({
  method: 'post',
  path: '/scores/entries/:entryId/withdraw',
  summary: 'Withdraw an entry, with a reason; it stays on record',
  action: 'scores.enter',
  params: z.strictObject({ entryId: z.uuid() }),
  body: z.strictObject({ why: requiredText(1_000) }),
  reply: ScoreEntry,
});

export const entryContracts = { listEntries, addEntries, withdrawEntry };
