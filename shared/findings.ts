// What an inspector is given, finds and sends. An inspector is blind: no proof, rep or day of a claim before the finding is filed.
import { z } from 'zod';
import { contract } from './contract.ts';
import { LngLat } from './geo.ts';
import { InspectionKind, QuestionnaireRef } from './inspections.ts';
import { plain } from './problems/because.ts';
import { Day, Instant, items, text } from './text.ts';
import { PressFix } from './visits.ts';

/** Anything but `met` ends there, with a photo. */
export const Outcome = z.enum(['met', 'shut', 'closedDown', 'moved', 'refused', 'notFound']);
export type Outcome = z.infer<typeof Outcome>;

export const CallOutcome = z.enum(['answered', 'busy', 'noAnswer', 'wrongNumber', 'refused']);
export type CallOutcome = z.infer<typeof CallOutcome>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, plain('NOT_SHA256'));

/** Arriving and leaving: the phone's clock, and where it was as it said; null: it had no position. */
export const InspectorPress = z.strictObject({ at: Instant, fix: PressFix.nullable() });
export type InspectorPress = z.infer<typeof InspectorPress>;

/** A whole answer of one question: shared/questionnaires.ts says which questions there are. */
const Answer = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  text(2_000),
  z.array(z.union([text(200), z.number()])).max(200),
  z.record(z.string().max(100), z.union([text(200), z.number(), z.null()])),
]);
export const MOST_ANSWERS = 300;
export const Answers = z
  .record(z.string().min(1).max(100), Answer)
  .refine((answers) => Object.keys(answers).length <= MOST_ANSWERS, plain('TOO_MANY_ANSWERS'));
export type Answers = z.infer<typeof Answers>;

export const MOST_PHOTOS = 20;
/** Of one inspector about one case, corrections included: each is on the ledger for ever, and may bring photos. */
export const MOST_FINDINGS = 20;
/** About one case. */
export const MOST_CALLS = 50;

/** The id is made by the phone (UUIDv7): the same finding sent twice is one; another body under the same id is a conflict. */
export const NewFinding = z
  .strictObject({
    findingId: z.uuid(),
    outcome: Outcome,
    arrive: InspectorPress.nullable().default(null),
    leave: InspectorPress.nullable().default(null),
    questionnaire: QuestionnaireRef.nullable().default(null),
    answers: Answers.default({}),
    photos: z.array(Sha256).max(MOST_PHOTOS).default([]),
    note: text(2_000).nullable().default(null),
  })
  .refine(({ arrive, leave }) => !arrive || !leave || arrive.at <= leave.at, {
    path: ['leave'],
    error: plain('ENDS_BEFORE_BEGIN'),
  });
export type NewFinding = z.infer<typeof NewFinding>;

export const FiledFinding = z.object({
  findingId: z.uuid(),
  caseId: z.uuid(),
  findingNo: z.number().int(),
  /** The case had been removed or the plan closed meanwhile: accepted, and marked. */
  isLate: z.boolean(),
  receivedAt: z.iso.datetime(),
  /** Photos that are to be sent still, or in part. */
  photosMissing: z.array(z.string()),
});
export type FiledFinding = z.infer<typeof FiledFinding>;

/** A case as its inspector sees it. */
export const MyCase = z.object({
  caseId: z.uuid(),
  planId: z.uuid(),
  planTitle: z.string(),
  kind: InspectionKind,
  questionnaire: QuestionnaireRef.nullable(),
  /** The days asked about. */
  fromDay: Day,
  toDay: Day,
  dueDay: Day,
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  position: LngLat,
  openingHours: z.string().nullable(),
  contact: z.string().nullable(),
  /** Of phone checks only: whom to call. */
  phone: z.string().nullable(),
  state: z.enum(['todo', 'filed']),
  calls: z.array(z.object({ outcome: CallOutcome, calledAt: z.iso.datetime() })),
});
export type MyCase = z.infer<typeof MyCase>;

export const listMyInspections = contract({
  method: 'get',
  path: '/me/inspections',
  summary: 'The cases that are mine to inspect, without anything that was claimed about them',
  action: 'inspections.do',
  reply: items(MyCase),
});

const CasePath = z.strictObject({ caseId: z.uuid() });

export const fileFinding = contract({
  method: 'post',
  path: '/me/inspections/:caseId/finding',
  summary: 'File what was found; the same one sent again is one, a further one within a day corrects it',
  action: 'inspections.do',
  params: CasePath,
  body: NewFinding,
  reply: FiledFinding,
  status: 201,
});

export const NewCall = z.strictObject({
  attemptId: z.uuid(),
  outcome: CallOutcome,
  calledAt: Instant,
  note: text(500).nullable().default(null),
});
export type NewCall = z.infer<typeof NewCall>;

export const recordCall = contract({
  method: 'post',
  path: '/me/inspections/:caseId/calls',
  summary: 'An attempt to reach the retailer by telephone, and what became of it',
  action: 'inspections.do',
  params: CasePath,
  body: NewCall,
  reply: z.object({ attempts: z.number().int() }),
  status: 201,
});

/** 48 KiB a part: one row that the embedded database writes without holding others up. */
export const PART_BYTES = 49_152;
export const MOST_PARTS = 42;

export const putPhotoPart = contract({
  method: 'put',
  path: '/me/inspections/photos/:sha256/:part',
  summary: 'A part of a photo, 1 first, each but the last of 49,152 bytes; the hash is checked when all are here',
  action: 'inspections.reply',
  params: z.strictObject({ sha256: Sha256, part: z.coerce.number<number>().int().min(1).max(MOST_PARTS) }),
  query: z.strictObject({
    parts: z.coerce.number<number>().int().min(1).max(MOST_PARTS),
    takenAt: Instant.optional(),
  }),
  body: { maxBytes: PART_BYTES },
  reply: z.object({ isWhole: z.boolean(), missing: z.array(z.number().int()) }),
});

export const readPhoto = contract({
  method: 'get',
  path: '/inspections/photos/:sha256',
  summary: 'A photo of a finding, or of something mended, that I may read',
  action: 'inspections.read',
  params: z.strictObject({ sha256: Sha256 }),
  reply: { contentType: 'image/jpeg' },
});

export const findingContracts = { listMyInspections, fileFinding, recordCall, putPhotoPart, readPhoto };
