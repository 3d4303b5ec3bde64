// Cases of an inspection: a retailer to be looked at, and what the desk does with it.
import { z } from 'zod';
import { contract } from './contract.ts';
import { Answers, Outcome } from './findings.ts';
import { LngLat } from './geo.ts';
import { InspectionKind, PlanPath, QuestionnaireRef } from './inspections.ts';
import { plain } from './problems/because.ts';
import { Day, items, text } from './text.ts';

export const CaseState = z.enum(['todo', 'filed', 'unanswered', 'removed']);
export type CaseState = z.infer<typeof CaseState>;

export const RemovalReason = z.enum(['closedDown', 'unreachable', 'unsafe', 'duplicate', 'conflict', 'other']);
export type RemovalReason = z.infer<typeof RemovalReason>;

export const InspectionCase = z.object({
  caseId: z.uuid(),
  origin: z.enum(['drawn', 'added']),
  pickNo: z.number().int().nullable(),
  rank: z.number().int().nullable(),
  ticket: z.string().nullable(),
  stratum: z.string().nullable(),
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  position: LngLat,
  repName: z.string().nullable(),
  /** The visit that is tested; said once its finding is filed: an inspector is blind until then. */
  visitId: z.uuid().nullable(),
  state: CaseState,
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  removal: z.object({ reason: RemovalReason, note: z.string(), by: z.string() }).nullable(),
  /** Null: nothing was filed. */
  outcome: Outcome.nullable(),
  isLate: z.boolean(),
  photosExpected: z.number().int(),
  photosWhole: z.number().int(),
});
export type InspectionCase = z.infer<typeof InspectionCase>;

/** A finding as it was filed; of where its inspector was, only how far from the retailer. */
export const CaseFinding = z.object({
  findingId: z.uuid(),
  findingNo: z.number().int(),
  inspectorId: z.uuid(),
  inspectorName: z.string(),
  outcome: Outcome,
  arrivedAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
  distanceM: z.number().nullable(),
  accuracyM: z.number().nullable(),
  questionnaire: QuestionnaireRef.nullable(),
  answers: Answers,
  photos: z.array(z.object({ sha256: z.string(), isWhole: z.boolean() })),
  note: z.string().nullable(),
  isLate: z.boolean(),
  receivedAt: z.iso.datetime(),
});
export type CaseFinding = z.infer<typeof CaseFinding>;

/** A case with everything that was filed for it, the newest first. */
export const WholeCase = InspectionCase.extend({
  planId: z.uuid(),
  planTitle: z.string(),
  unitName: z.string(),
  kind: InspectionKind,
  fromDay: Day,
  toDay: Day,
  questionnaire: QuestionnaireRef.nullable(),
  isOver: z.boolean(),
  findings: z.array(CaseFinding),
});
export type WholeCase = z.infer<typeof WholeCase>;

export const CaseChange = z
  .strictObject({
    deed: z.enum(['removed', 'restored', 'assigned']),
    reason: RemovalReason.optional(),
    note: text(500).default(''),
    assigneeId: z.uuid().optional(),
  })
  .refine(({ deed, reason }) => deed !== 'removed' || reason !== undefined, {
    path: ['reason'],
    error: plain('SAY_WHY'),
  })
  .refine(({ reason, note }) => reason !== 'other' || note !== '', { path: ['note'], error: plain('SAY_WHY') })
  .refine(({ deed, assigneeId }) => (deed === 'assigned') === (assigneeId !== undefined), {
    path: ['assigneeId'],
    error: plain('ASSIGNEE_WITH_ASSIGNED'),
  });
export type CaseChange = z.infer<typeof CaseChange>;

const CasePath = z.strictObject({ caseId: z.uuid() });

export const listCases = contract({
  method: 'get',
  path: '/inspections/:planId/cases',
  summary:
    'The cases of a plan in the order of their tickets; of an inspected unit only what is filed, until the plan is closed',
  action: 'inspections.read',
  params: PlanPath,
  reply: items(InspectionCase),
});

export const readCase = contract({
  method: 'get',
  path: '/inspections/cases/:caseId',
  summary: 'One case with its findings; of an inspected unit only once it is filed',
  action: 'inspections.read',
  params: CasePath,
  reply: WholeCase,
});

export const addCase = contract({
  method: 'post',
  path: '/inspections/:planId/cases',
  summary: 'Add a case by hand: it is inspected, and stays outside the statistics',
  action: 'inspections.plan',
  params: PlanPath,
  body: z.strictObject({ retailerId: z.uuid(), note: text(500).default('') }),
  reply: InspectionCase,
  status: 201,
});

export const changeCase = contract({
  method: 'post',
  path: '/inspections/cases/:caseId/changes',
  summary:
    'Remove a case with a reason, restore it, or assign it to an inspector; removing can only widen what is not proved',
  action: 'inspections.plan',
  params: CasePath,
  body: CaseChange,
  reply: InspectionCase,
  status: 201,
});

export const caseContracts = { listCases, readCase, addCase, changeCase };
