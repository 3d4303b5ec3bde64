import { z } from 'zod';
import { contract } from './contract.ts';
import { exportContract } from './exports.ts';
import { plain } from './problems/because.ts';
import { LngLat } from './geo.ts';
import { LedgerEntry } from './ledger.ts';
import { AccuracyLevel, PositionSource } from './positions.ts';
import { CoordinateTrust } from './retailers.ts';
import { Day, Instant, page, PageQuery, requiredText, text } from './text.ts';

/** Where the phone was when the rep pressed, as the phone said it; null is "not said". */
export const PressFix = z.strictObject({
  position: LngLat,
  /** Radius, metres; what a phone gives as 0 or less is kept and read as unknown. */
  accuracyM: z.number().nullable().default(null),
  accuracyLevel: AccuracyLevel.nullable().default(null),
  source: PositionSource.nullable().default(null),
  fixAt: Instant.nullable().default(null),
  mock: z.boolean().nullable().default(null),
});
export type PressFix = z.infer<typeof PressFix>;

/** The rep's own act: 'start visit' or 'end visit'. A press without a position is still a press: the judge says what it proves. */
const Press = z.strictObject({
  fix: PressFix.nullable(),
  /** The phone's clock when the button was pressed: also hours ago, when it was pressed offline. */
  pressedAt: Instant,
  /** The phone's own name for itself. */
  deviceId: requiredText(100).nullable().default(null),
  note: text(500).nullable().default(null),
});

/** POST /visits: the visit's id is made by the phone (UUIDv7), so that the same press sent twice is one visit. */
export const StartVisit = Press.extend({ visitId: z.uuid(), retailerId: z.uuid() });
export type StartVisit = z.infer<typeof StartVisit>;

export const EndVisit = Press;
export type EndVisit = z.infer<typeof EndVisit>;

export const VerdictWord = z.enum(['valid', 'suspect', 'invalid', 'unverifiable']);
export type VerdictWord = z.infer<typeof VerdictWord>;

/** The rep's appeal: not made, waiting for an auditor, or answered by one. */
export const AppealState = z.enum(['none', 'open', 'decided']);
export type AppealState = z.infer<typeof AppealState>;

/** What an auditor may say of a visit: a person who has looked does not leave it in doubt. */
export const DecisionWord = z.enum(['valid', 'invalid']);
export type DecisionWord = z.infer<typeof DecisionWord>;

/** POST /visits/:visitId/appeal: by its rep, once. */
export const NewAppeal = z.strictObject({ note: requiredText(1000) });
export type NewAppeal = z.infer<typeof NewAppeal>;

/** POST /visits/:visitId/decision. With `verdictNo`, the judgement that was looked at: refused when there is a newer one. */
export const NewDecision = z
  .strictObject({
    word: DecisionWord,
    note: text(1000).default(''),
    verdictNo: z.number().int().min(1).max(1e6).optional(),
  })
  .refine(({ word, note }) => word === 'valid' || note !== '', {
    path: ['note'],
    error: plain('SAY_WHY'),
  });
export type NewDecision = z.infer<typeof NewDecision>;

/** POST /visits/:visitId/decision/withdrawal: the number of the decision that is taken back. */
export const DecisionWithdrawal = z.strictObject({ decisionNo: z.number().int().min(1).max(1e6) });
export type DecisionWithdrawal = z.infer<typeof DecisionWithdrawal>;

/** `open`: started and not ended; `waiting`: ended, not yet judged; else an auditor's decision or, without one, the machine's verdict. */
export const VisitState = z.enum(['open', 'waiting', ...VerdictWord.options]);
export type VisitState = z.infer<typeof VisitState>;

/** A visit in a list and on the map. */
export const VisitSummary = z.object({
  visitId: z.uuid(),
  unitId: z.uuid(),
  repId: z.uuid(),
  repName: z.string(),
  retailerId: z.uuid(),
  retailerName: z.string(),
  /** The server always says it; a press that waits in a phone has none. */
  retailerCode: z.string().optional(),
  retailerPosition: LngLat,
  day: Day,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  dwellS: z.number().nullable(),
  state: VisitState,
  reasons: z.array(z.string()),
  startPosition: LngLat.nullable(),
  endPosition: LngLat.nullable(),
  /** The server always says these; a press that waits in a phone has none of them. */
  appeal: AppealState.optional(),
  /** The auditor's word, which is then the state; the reasons stay the machine's. */
  decision: DecisionWord.nullable().optional(),
  /** When the rep claimed the visit afterwards, from a stop in their own track; null: it was pressed at the time. */
  claimedAt: z.string().nullable().optional(),
});
export type VisitSummary = z.infer<typeof VisitSummary>;

export const VisitQuery = z.strictObject({
  day: Day.optional(),
  repId: z.uuid().optional(),
  retailerId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  state: VisitState.optional(),
  /** `open`: what waits for an auditor (suspect, unverifiable or appealed, and undecided); `changed`: decided, and judged otherwise since. */
  review: z.enum(['open', 'changed']).optional(),
});

/** A press as it is stored. */
export const StoredPress = z.object({
  kind: z.enum(['start', 'end']),
  pressedAt: z.string(),
  receivedAt: z.string(),
  position: LngLat.nullable(),
  accuracyM: z.number().nullable(),
  accuracyLevel: z.number().nullable(),
  source: z.string().nullable(),
  fixAt: z.string().nullable(),
  mock: z.boolean().nullable(),
  deviceId: z.string().nullable(),
  note: z.string().nullable(),
});
export type StoredPress = z.infer<typeof StoredPress>;

export const Appeal = z.object({
  repId: z.uuid(),
  repName: z.string(),
  at: z.string(),
  verdictNo: z.number().int(),
  note: z.string(),
});
export type Appeal = z.infer<typeof Appeal>;

/** An auditor's decision, and the machine's judgement (`verdictNo`) that it was made on. */
export const Decision = z.object({
  decisionNo: z.number().int(),
  deciderId: z.uuid(),
  deciderName: z.string(),
  at: z.string(),
  verdictNo: z.number().int(),
  /** `withdrawn` takes back the decision before it, which then counts no more. */
  word: z.enum([...DecisionWord.options, 'withdrawn']),
  note: z.string(),
  /** The rep had been heard. */
  onAppeal: z.boolean(),
});
export type Decision = z.infer<typeof Decision>;

/** Where the retailer was said to be: until when (null: it still is), and how far from the present point, metres. */
export const CoordinateThen = z.object({
  position: LngLat,
  trust: CoordinateTrust,
  untilAt: z.string().nullable(),
  movedM: z.number(),
});
export type CoordinateThen = z.infer<typeof CoordinateThen>;

/** A visit with its presses and every judgement of it: `answer` is the judge's output, `evidence` what it was given (verdicts.ts). */
export const VisitDetail = VisitSummary.extend({
  presses: z.array(StoredPress),
  verdicts: z.array(
    z.object({
      verdictNo: z.number().int(),
      judgedAt: z.string(),
      answer: z.unknown(),
      evidence: z.unknown(),
      evidenceSha256: z.string(),
    }),
  ),
  /** What the machine says, whatever was decided. */
  machineState: VisitState,
  appeals: z.array(Appeal),
  /** Oldest first: the last one that was not taken back counts. */
  decisions: z.array(Decision),
  /** Borders of this retailer that the rep's phone crossed around the visit, as its own geofences noticed: evidence beside the fixes. */
  notices: z.array(z.object({ event: z.enum(['enter', 'leave']), at: z.string(), receivedAt: z.string() })),
  /** The machine judges otherwise now than when it was decided. */
  evidenceChangedSince: z.boolean(),
  /** Of the retailer, oldest first; the last one is the present. */
  coordinates: z.array(CoordinateThen),
  /** What the ledger holds about the visit, in its order: with it the case can be checked by anybody (`rounds evidence verify`). */
  ledger: z.array(LedgerEntry),
});
export type VisitDetail = z.infer<typeof VisitDetail>;

const VisitPath = z.strictObject({ visitId: z.uuid() });

export const startVisit = contract({
  method: 'post',
  path: '/visits',
  summary: 'Start visit: the rep presses at the retailer',
  action: 'visits.press',
  shows: 'own',
  body: StartVisit,
  reply: VisitSummary,
  status: 201,
});

export const endVisit = contract({
  method: 'post',
  path: '/visits/:visitId/end',
  summary: 'End visit',
  action: 'visits.press',
  shows: 'own',
  params: VisitPath,
  body: EndVisit,
  reply: VisitSummary,
  status: 201,
});

export const appealVisit = contract({
  method: 'post',
  path: '/visits/:visitId/appeal',
  summary: 'The rep says that the judgement of their visit is wrong, once',
  action: 'visits.appeal',
  shows: 'own',
  params: VisitPath,
  body: NewAppeal,
  reply: VisitSummary,
  status: 201,
});

export const decideVisit = contract({
  method: 'post',
  path: '/visits/:visitId/decision',
  summary: "An auditor's word on a visit that is appealed or in doubt: it is the visit's state from then on",
  action: 'visits.decide',
  shows: 'visits',
  params: VisitPath,
  body: NewDecision,
  reply: VisitSummary,
  status: 201,
});

export const withdrawDecision = contract({
  method: 'post',
  path: '/visits/:visitId/decision/withdrawal',
  summary: 'Who decided takes it back, within a day: what counted before counts again',
  action: 'visits.decide',
  shows: 'visits',
  params: VisitPath,
  body: DecisionWithdrawal,
  reply: VisitSummary,
  status: 201,
});

export const listVisits = contract({
  method: 'get',
  path: '/visits',
  summary: 'Visits of my scope, the newest first',
  action: 'visits.read',
  shows: 'visits',
  query: PageQuery.extend(VisitQuery.shape).strict(),
  reply: page(VisitSummary),
});

export const readVisit = contract({
  method: 'get',
  path: '/visits/:visitId',
  summary: 'One visit: what was pressed, every judgement with its numbers and the evidence it had',
  action: 'visits.read',
  shows: 'case',
  params: VisitPath,
  reply: VisitDetail,
});

export const exportVisits = exportContract({
  path: '/visits/export',
  summary: 'Visits of my scope as a file (CSV, XLSX, GeoJSON), with the filters of the list',
  action: 'visits.read',
  shows: 'file',
  filter: VisitQuery.shape,
});

export const visitContracts = {
  startVisit,
  endVisit,
  appealVisit,
  decideVisit,
  withdrawDecision,
  listVisits,
  exportVisits,
  readVisit,
};
