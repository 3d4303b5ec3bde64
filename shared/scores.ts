// A unit's month: how everybody stands, from what, and how it is shown, objected to, answered and closed.
import { z } from 'zod';
import { contract } from './contract.ts';
import { exportContract } from './exports.ts';
import { ScoreScheme } from './scoreScheme.ts';
import { Month } from './scoreSchemes.ts';
import { items, requiredText } from './text.ts';

export const PeriodState = z.enum(['open', 'drafted', 'shown', 'closed']);
export type PeriodState = z.infer<typeof PeriodState>;

const Answer = z.object({
  isUpheld: z.boolean(),
  /** What the line is worth from now on, in hundredths; null: what it was. */
  points: z.number().int().nullable(),
  why: z.string(),
  by: z.string(),
  at: z.string(),
});

export const Objection = z.object({
  objectionId: z.uuid(),
  repId: z.uuid(),
  repName: z.string(),
  itemKey: z.string(),
  note: z.string(),
  at: z.string(),
  answer: Answer.nullable(),
});
export type Objection = z.infer<typeof Objection>;

export const StandingLine = z.object({
  /** Of the scheme; `correction` for points of an earlier month. */
  itemKey: z.string(),
  state: z.enum(['scored', 'neutral', 'leftOut']),
  num: z.number(),
  den: z.number(),
  undecided: z.number().int(),
  n: z.number().int(),
  target: z.number().nullable(),
  /** Of a rate 95 % by Wilson. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** In hundredths, as they were reckoned. */
  points: z.number().int(),
  /** By the answer to an objection. */
  corrected: z.number().int().nullable(),
  most: z.number().int(),
});
export type StandingLine = z.infer<typeof StandingLine>;

export const PersonStanding = z.object({
  repId: z.uuid(),
  name: z.string(),
  /** In hundredths, as objections were answered. */
  points: z.number().int(),
  most: z.number().int(),
  /** Days at work, of those on which they should have been. */
  days: z.number().int(),
  dueDays: z.number().int(),
  lines: z.array(StandingLine),
});
export type PersonStanding = z.infer<typeof PersonStanding>;

export const Honour = z.object({ place: z.number().int(), repId: z.uuid(), name: z.string() });
export type Honour = z.infer<typeof Honour>;
/** How many reached so many hundredths of what they could. */
export const Bin = z.object({ from: z.number().int(), to: z.number().int(), count: z.number().int() });

export const Standing = z.object({
  unitId: z.uuid(),
  unitName: z.string(),
  month: Month,
  state: PeriodState,
  /** Null: no scheme counts for this month. */
  scheme: z.object({ schemeId: z.uuid(), version: z.number().int(), content: ScoreScheme }).nullable(),
  /** The last day of objections, itself included; null: it is not shown. */
  untilDay: z.string().nullable(),
  today: z.string(),
  /** To a rep: themself. Else everybody, the most first. */
  people: z.array(PersonStanding),
  distribution: z.array(Bin),
  honours: z.array(Honour),
  objections: z.array(Objection),
  signatures: z.array(z.object({ role: z.enum(['supervisor', 'auditor']), by: z.string(), at: z.string() })),
  closedAt: z.string().nullable(),
  /** Of the lines as they are frozen; null while the month is open. */
  root: z.string().nullable(),
  /** Days of reps that are still being counted: until then an open month may differ. */
  daysDue: z.number().int(),
});
export type Standing = z.infer<typeof Standing>;

export const EvidenceRow = z.object({
  id: z.string(),
  num: z.number(),
  den: z.number(),
  kind: z.enum(['visit', 'stop', 'day', 'retailer', 'entry', 'correction']),
  day: z.string().nullable(),
  visitId: z.uuid().nullable(),
  /** The retailer, or what was entered. */
  what: z.string().nullable(),
  by: z.string().nullable(),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

const Period = { unitId: z.uuid(), month: Month };
const OfLine = { ...Period, repId: z.uuid(), itemKey: z.string().max(60) };
const Path = z.strictObject(Period);

export const readStanding = contract({
  method: 'get',
  path: '/scores/standing',
  summary: 'How a unit stands in a month; a rep sees their own lines, how all are distributed, and the honours',
  action: 'scores.read',
  query: z.strictObject({ unitId: z.uuid().optional(), month: Month.optional() }),
  reply: Standing,
});

export const readLine = contract({
  method: 'get',
  path: '/scores/line',
  summary: 'Why a line is worth what it is: the facts that it stands on, each with what it adds, and last month',
  action: 'scores.read',
  query: z.strictObject(OfLine),
  reply: z.object({
    line: StandingLine,
    evidence: z.array(EvidenceRow),
    /** SHA-256 of `id TAB num TAB den LF`, in the order of the ids' bytes. */
    evidenceSha256: z.string(),
    /** The same item a month before, in hundredths; null: it was not scored. */
    before: z.number().int().nullable(),
  }),
});

export const draftMonth = contract({
  method: 'post',
  path: '/scores/:unitId/:month/draft',
  summary: 'Reckon a month that is over and freeze what it stands on; again until it is shown',
  action: 'scores.close',
  params: Path,
  body: z.strictObject({}),
  reply: Standing,
});

export const showMonth = contract({
  method: 'post',
  path: '/scores/:unitId/:month/show',
  summary: 'Show a drafted month to each rep: for three work days they may object, then it can be closed',
  action: 'scores.close',
  params: Path,
  body: z.strictObject({}),
  reply: Standing,
});

export const objectTo = contract({
  method: 'post',
  path: '/scores/:unitId/:month/objections',
  summary: 'Object to a line of my own, once, within the term; the same again answers the same',
  action: 'scores.object',
  params: Path,
  body: z.strictObject({ objectionId: z.uuid(), itemKey: z.string().max(60), note: requiredText(1_000) }),
  reply: Objection,
  status: 201,
});

export const answerObjection = contract({
  method: 'post',
  path: '/scores/objections/:objectionId/answer',
  summary: 'Answer an objection, once: what was reckoned stays, or the line is worth other points from now on',
  action: 'scores.answer',
  params: z.strictObject({ objectionId: z.uuid() }),
  body: z.strictObject({
    isUpheld: z.boolean(),
    points: z.number().int().min(-1_000_000).max(1_000_000).nullable().default(null),
    why: requiredText(1_000),
  }),
  reply: Objection,
  status: 201,
});

export const signMonth = contract({
  method: 'post',
  path: '/scores/:unitId/:month/sign',
  summary:
    'Sign a shown month when the term is over and all is answered: a supervisor and an auditor, two people; the second closes it',
  action: 'scores.close',
  params: Path,
  /** Of the lines as the caller saw them. */
  body: z.strictObject({ root: z.string().max(64) }),
  reply: Standing,
});

export const listPeriods = contract({
  method: 'get',
  path: '/scores/periods',
  summary: 'Months that were drafted, of my units, the newest first, with how far each is',
  action: 'scores.read',
  query: z.strictObject({ unitId: z.uuid().optional() }),
  reply: items(
    z.object({
      unitId: z.uuid(),
      month: Month,
      state: PeriodState,
      untilDay: z.string().nullable(),
      openObjections: z.number().int(),
    }),
  ),
});

export const sinceClosed = contract({
  method: 'get',
  path: '/scores/:unitId/:month/since',
  summary:
    'What a closed month would come to today: lines whose facts changed since, each with what was and what would be',
  action: 'scores.close',
  params: Path,
  reply: items(
    z.object({
      repId: z.uuid(),
      name: z.string(),
      itemKey: z.string(),
      was: z.object({ num: z.number(), den: z.number(), points: z.number().int() }).nullable(),
      now: z.object({ num: z.number(), den: z.number(), points: z.number().int() }).nullable(),
      /** Facts that differ. */
      changed: z.array(z.string()),
    }),
  ),
});

export const correctMonth = contract({
  method: 'post',
  path: '/scores/:unitId/:month/corrections',
  summary: 'Give or take points of a closed month, by name, in the first later month that is not shown yet',
  action: 'scores.answer',
  params: Path,
  body: z.strictObject({
    correctionId: z.uuid(),
    repId: z.uuid(),
    itemKey: z.string().max(60),
    points: z
      .number()
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((points) => points !== 0),
    why: requiredText(1_000),
  }),
  reply: z.object({ inMonth: Month }),
  status: 201,
});

export const exportScoreRecord = contract({
  method: 'get',
  path: '/scores/:unitId/:month/record',
  summary:
    'A drafted month as NDJSON with its scheme, all lines and their evidence: whoever has it reckons it again (rounds scores verify)',
  action: 'scores.close',
  params: Path,
  reply: { contentType: 'application/x-ndjson' },
  isLong: true,
});

export const exportScores = exportContract({
  path: '/scores/export',
  summary: 'Lines of a month as a file',
  action: 'scores.read',
  filter: { unitId: z.uuid(), month: Month },
});

export const periodContracts = {
  readStanding,
  readLine,
  draftMonth,
  showMonth,
  objectTo,
  answerObjection,
  signMonth,
  listPeriods,
  sinceClosed,
  correctMonth,
  exportScoreRecord,
  exportScores,
};
