// Work logs: a rep's report of a day, a week or a month, and what a supervisor does with it.
import { z } from 'zod';
import { contract } from './contract.ts';
import { LogSpan, PhoneClock, Timeliness } from './logDue.ts';
import { DayFacts, LogChange, LogFacts, LogStop, LogSums, SpanFacts } from './logFacts.ts';
import { plain } from './problems/because.ts';
import { Day, Instant, items, text } from './text.ts';

/** Why a planned stop was not made. */
export const StopReason = z.enum(['shut', 'refused', 'noTime', 'other']);
export type StopReason = z.infer<typeof StopReason>;

export const MOST_TEXT = 2_000;
export const logTexts = ['done', 'problems', 'wishes', 'tomorrow'] as const;
export type LogText = (typeof logTexts)[number];
const Texts = z.strictObject({
  done: text(MOST_TEXT).default(''),
  problems: text(MOST_TEXT).default(''),
  wishes: text(MOST_TEXT).default(''),
  tomorrow: text(MOST_TEXT).default(''),
});

const Reason = z
  .strictObject({ retailerId: z.uuid(), why: StopReason, note: text(200).default('') })
  .refine(({ why, note }) => why !== 'other' || note !== '', { path: ['note'], error: plain('OTHER_NEEDS_WORDS') });

/** What the rep says: texts, and why planned stops were not made. */
export const Said = z.strictObject({ texts: Texts, reasons: z.array(Reason).max(200).default([]) });
export type Said = z.infer<typeof Said>;

/** Of one rep about the same days: each stays on the ledger. */
export const MOST_REVISIONS = 20;

/** The id is made by the phone (UUIDv7): the same log sent twice is one, another id of the same days is its next revision. */
export const NewLog = z.strictObject({
  logId: z.uuid(),
  span: LogSpan,
  /** Any of its days. */
  day: Day,
  saidAt: Instant,
  said: Said,
});
export type NewLog = z.infer<typeof NewLog>;

const came = {
  logId: z.uuid(),
  span: LogSpan,
  fromDay: Day,
  toDay: Day,
  revisionNo: z.number().int(),
  saidAt: z.string(),
  receivedAt: z.string(),
  dueAt: z.string(),
  timeliness: Timeliness,
  clock: PhoneClock,
};
export const FiledLog = z.object(came);
export type FiledLog = z.infer<typeof FiledLog>;

export const ReviewDeed = z.enum(['read', 'comment', 'return']);
export type ReviewDeed = z.infer<typeof ReviewDeed>;
export const ReviewLine = z.enum(['stops', ...logTexts]);
export type ReviewLine = z.infer<typeof ReviewLine>;

export const LogReview = z.object({
  reviewId: z.uuid(),
  revisionNo: z.number().int(),
  deed: ReviewDeed,
  line: ReviewLine.nullable(),
  note: z.string().nullable(),
  reviewerName: z.string(),
  reviewedAt: z.string(),
});
export type LogReview = z.infer<typeof LogReview>;

/** A log as it stands: its last revision, and what was said of any of them. */
export const WorkLog = z.object({ ...came, said: Said, facts: LogFacts, reviews: z.array(LogReview) });
export type WorkLog = z.infer<typeof WorkLog>;

const SpanQuery = z.strictObject({ span: LogSpan.default('day'), day: Day });

export const LogDraft = z.object({
  span: LogSpan,
  fromDay: Day,
  toDay: Day,
  dueAt: z.string(),
  facts: z.union([DayFacts, SpanFacts]),
  /** Of a week or a month: what its days' logs say. */
  texts: z.array(z.object({ day: Day, texts: Texts })),
});
export type LogDraft = z.infer<typeof LogDraft>;

export const readLogDraft = contract({
  method: 'get',
  path: '/me/logs/draft',
  summary: 'The facts that my log of a day, or of the week or month that the day lies in, begins with',
  action: 'logs.write',
  query: SpanQuery,
  reply: LogDraft,
});

export const fileLog = contract({
  method: 'post',
  path: '/me/logs',
  summary: 'Send a log, also after it was due; the same one sent again is one, a further one of its days revises it',
  action: 'logs.write',
  body: NewLog,
  reply: FiledLog,
  status: 201,
});

/** A log that is to be written still. */
export const OwedLog = z.object({ span: LogSpan, fromDay: Day, dueAt: z.string() });
export type OwedLog = z.infer<typeof OwedLog>;

export const listMyLogs = contract({
  method: 'get',
  path: '/me/logs',
  summary: 'My logs of the last 35 days with what was said of them, and those that are still to be written',
  action: 'logs.write',
  reply: items(WorkLog).extend({ owed: z.array(OwedLog) }),
});

/** Why a supervisor should look at it. */
export const LogException = z.enum(['missing', 'returned', 'late', 'stops', 'undecided', 'changed', 'clock']);
export type LogException = z.infer<typeof LogException>;

export const InboxItem = z.object({
  repId: z.uuid(),
  repName: z.string(),
  unitId: z.uuid(),
  dueAt: z.string(),
  /** null: none came; it is missing only once it was due. */
  log: WorkLog.omit({ facts: true }).nullable(),
  sums: LogSums,
  stops: z.array(LogStop.extend({ why: StopReason.nullable(), note: z.string() })),
  changes: z.array(LogChange),
  exceptions: z.array(LogException),
  /** Somebody of the desk read this revision. */
  isRead: z.boolean(),
});
export type InboxItem = z.infer<typeof InboxItem>;

export const readLogInbox = contract({
  method: 'get',
  path: '/logs/inbox',
  summary: 'Logs of a day, a week or a month in my units: those that need a look first, and who has sent none',
  action: 'logs.read',
  query: SpanQuery.extend({ unitId: z.uuid().optional() }),
  reply: items(InboxItem).extend({ fromDay: Day, toDay: Day }),
});

export const WholeLog = z.object({
  log: WorkLog,
  repId: z.uuid(),
  repName: z.string(),
  /** The facts as they are now, and what of them differs from those the log was sent with. */
  factsNow: LogFacts,
  changes: z.array(LogChange),
  earlier: z.array(z.object({ ...came, said: Said })),
});
export type WholeLog = z.infer<typeof WholeLog>;

export const readLog = contract({
  method: 'get',
  path: '/logs/:logId',
  summary: 'A log with its facts as they were and as they are, its earlier revisions and its reviews',
  action: 'logs.read',
  params: z.strictObject({ logId: z.uuid() }),
  reply: WholeLog,
});

export const NewReview = z
  .strictObject({
    reviewId: z.uuid(),
    deed: ReviewDeed,
    line: ReviewLine.nullable().default(null),
    note: text(1_000).nullable().default(null),
  })
  .refine(({ deed, note }) => (deed === 'read' ? note === null : note !== null && note !== ''), {
    path: ['note'],
    error: plain('REVIEW_NEEDS_WORDS'),
  })
  .refine(({ deed, line }) => deed !== 'read' || line === null, { path: ['line'], error: plain('REVIEW_NEEDS_WORDS') });
export type NewReview = z.infer<typeof NewReview>;

export const reviewLog = contract({
  method: 'post',
  path: '/logs/:logId/reviews',
  summary: 'Say that a log was read, comment on it, or return it once with a reason; its author hears of it',
  action: 'logs.review',
  params: z.strictObject({ logId: z.uuid() }),
  body: NewReview,
  reply: LogReview,
  status: 201,
});

export const MOST_READ_AT_ONCE = 500;

export const markLogsRead = contract({
  method: 'post',
  path: '/logs/readings',
  summary: 'Say of several logs that they were read: each is on record; those that I read before are not counted again',
  action: 'logs.review',
  body: z.strictObject({ logIds: z.array(z.uuid()).min(1).max(MOST_READ_AT_ONCE) }),
  reply: z.object({ read: z.number().int() }),
});

export const logContracts = {
  readLogDraft,
  fileLog,
  listMyLogs,
  readLogInbox,
  readLog,
  reviewLog,
  markLogsRead,
};
