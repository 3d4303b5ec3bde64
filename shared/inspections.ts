// Inspections from the desk: plans, frames and draws. Their cases stand in inspectionCases.ts; what an inspector finds stands in findings.ts.
import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { MOST_ITEMS } from './sample.ts';
import { Day, items, requiredText, text } from './text.ts';

/** On the spot, by telephone, or a supervisor beside the rep. */
export const InspectionKind = z.enum(['field', 'phone', 'followUp']);
export type InspectionKind = z.infer<typeof InspectionKind>;

/** What is counted: open retailers, or visits of the period that are valid. */
export const Counts = z.enum(['retailers', 'visits']);
export type Counts = z.infer<typeof Counts>;

export const Stratum = z.enum(['none', 'rep', 'grade', 'unit', 'territory']);
export type Stratum = z.infer<typeof Stratum>;

/** Where the seed comes from; said with the frame, before anybody can know it. */
export const SeedSource = z.enum(['dice', 'public', 'parties', 'server']);
export type SeedSource = z.infer<typeof SeedSource>;

/** `void`: what was frozen or drawn last was thrown away, on record; it can be frozen anew. */
export const PlanState = z.enum(['draft', 'frozen', 'drawn', 'void', 'closed']);
export type PlanState = z.infer<typeof PlanState>;

export const VoidReason = z.enum(['wrongFrame', 'wrongSeed', 'notRevealed', 'other']);
export type VoidReason = z.infer<typeof VoidReason>;

/** A published questionnaire, which never changes. */
export const QuestionnaireRef = z.strictObject({ id: z.uuid(), version: z.number().int().min(1).max(1e6) });
export type QuestionnaireRef = z.infer<typeof QuestionnaireRef>;

export const NewInspection = z
  .strictObject({
    unitId: z.uuid(),
    kind: InspectionKind.default('field'),
    counts: Counts,
    title: requiredText(100),
    questionnaire: QuestionnaireRef.nullable().default(null),
    fromDay: Day,
    toDay: Day,
    dueDay: Day,
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: plain('ENDS_BEFORE_BEGIN') });
export type NewInspection = z.infer<typeof NewInspection>;

export const NewFrame = z.strictObject({
  stratum: Stratum.default('none'),
  source: SeedSource.default('server'),
  /** Of dice two witnesses, of a public event its name, of two parties the auditor's commitment in hex. */
  announced: text(300).default(''),
  take: z.number().int().min(1).max(MOST_ITEMS),
  byStratum: z.boolean().default(false),
});
export type NewFrame = z.infer<typeof NewFrame>;

/** `seed` as it was thrown or published; of two parties `revealed` is what the auditor had committed to; the server makes its own. */
export const NewDraw = z.strictObject({
  frameNo: z.number().int().min(1).max(1e6),
  seed: z.string().max(1_000).optional(),
  revealed: requiredText(300).optional(),
});
export type NewDraw = z.infer<typeof NewDraw>;

export const NewVoid = z.strictObject({
  frameNo: z.number().int().min(1).max(1e6),
  reason: z.enum(['wrongFrame', 'wrongSeed', 'other']),
  note: requiredText(500),
});
export type NewVoid = z.infer<typeof NewVoid>;

/** A frame with what became of it. Seed and hash are everybody's who may read the plan; lines and order once it is closed. */
export const Frame = z.object({
  frameNo: z.number().int(),
  stratum: Stratum,
  itemCount: z.number().int(),
  sha256: z.string(),
  source: SeedSource,
  announced: z.string(),
  take: z.number().int(),
  byStratum: z.boolean(),
  frozenAt: z.iso.datetime(),
  frozenBy: z.string(),
  /** The inspected unit's number, of two parties. */
  number: z.string().nullable(),
  /** Null: not drawn, or not for the reader yet. */
  seed: z.string().nullable(),
  /** Of two parties: what the auditor had committed to. */
  revealed: z.string().nullable(),
  drawnAt: z.iso.datetime().nullable(),
  drawnBy: z.string().nullable(),
  voided: z
    .object({ reason: VoidReason, note: z.string(), at: z.iso.datetime(), by: z.string().nullable() })
    .nullable(),
});
export type Frame = z.infer<typeof Frame>;

export const InspectionPlan = z.object({
  planId: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: InspectionKind,
  counts: Counts,
  title: z.string(),
  questionnaire: QuestionnaireRef.nullable(),
  fromDay: Day,
  toDay: Day,
  dueDay: Day,
  madeBy: z.string(),
  state: PlanState,
  /** Oldest first: those that were thrown away stay. */
  frames: z.array(Frame),
  cases: z.object({
    drawn: z.number().int(),
    added: z.number().int(),
    filed: z.number().int(),
    removed: z.number().int(),
  }),
});
export type InspectionPlan = z.infer<typeof InspectionPlan>;

export const PlanPath = z.strictObject({ planId: z.uuid() });

export const listInspections = contract({
  method: 'get',
  path: '/inspections',
  summary: 'Inspection plans of my scope, what is due next first',
  action: 'inspections.read',
  query: z.strictObject({}),
  reply: items(InspectionPlan),
});

export const readInspection = contract({
  method: 'get',
  path: '/inspections/:planId',
  summary: 'One inspection plan with all its frames and draws, also those that were thrown away',
  action: 'inspections.read',
  params: PlanPath,
  reply: InspectionPlan,
});

export const makeInspection = contract({
  method: 'post',
  path: '/inspections',
  summary: 'Plan an inspection: whom, what is counted, which days are asked about, until when',
  action: 'inspections.plan',
  body: NewInspection,
  reply: InspectionPlan,
  status: 201,
});

export const countFrame = contract({
  method: 'get',
  path: '/inspections/:planId/items',
  summary: 'How many items the frame of a plan would have now, and in which strata',
  action: 'inspections.plan',
  params: PlanPath,
  query: z.strictObject({ stratum: Stratum.optional() }),
  reply: z.object({
    itemCount: z.number().int(),
    strata: z.array(z.object({ stratum: z.string(), itemCount: z.number().int() })),
  }),
});

export const freezeFrame = contract({
  method: 'post',
  path: '/inspections/:planId/frame',
  summary: 'Freeze the frame: its hash is on the ledger before there is a seed',
  action: 'inspections.plan',
  params: PlanPath,
  body: NewFrame,
  reply: InspectionPlan,
  status: 201,
});

export const sayNumber = contract({
  method: 'post',
  path: '/inspections/:planId/number',
  summary: "The inspected unit's own number, for a seed of two parties",
  action: 'inspections.answer',
  params: PlanPath,
  body: z.strictObject({ frameNo: z.number().int().min(1).max(1e6), number: requiredText(300) }),
  reply: z.object({ number: z.string() }),
  status: 201,
});

export const drawSample = contract({
  method: 'post',
  path: '/inspections/:planId/draw',
  summary: 'Draw the sample of a frozen frame by a seed (rounds-sample/1), once',
  action: 'inspections.draw',
  params: PlanPath,
  body: NewDraw,
  reply: InspectionPlan,
  status: 201,
});

export const voidDraw = contract({
  method: 'post',
  path: '/inspections/:planId/void',
  summary: 'Throw a frame or its draw away, with a reason: it stays counted and shown',
  action: 'inspections.plan',
  params: PlanPath,
  body: NewVoid,
  reply: InspectionPlan,
  status: 201,
});

export const closeInspection = contract({
  method: 'post',
  path: '/inspections/:planId/close',
  summary: 'Close a plan: frame, seed and order are published to the inspected unit',
  action: 'inspections.plan',
  params: PlanPath,
  body: z.strictObject({}),
  reply: InspectionPlan,
  status: 201,
});

export const exportDraw = contract({
  method: 'get',
  path: '/inspections/:planId/draw/export',
  summary:
    'Frames, seeds and picks of a plan, a line each (NDJSON): to be redrawn by anybody with `rounds sample redraw FILE`',
  action: 'inspections.read',
  params: PlanPath,
  reply: { contentType: 'application/x-ndjson', read: (bytes: ArrayBuffer) => new TextDecoder().decode(bytes) },
  isLong: true,
});

export const inspectionContracts = {
  listInspections,
  makeInspection,
  readInspection,
  countFrame,
  freezeFrame,
  sayNumber,
  drawSample,
  voidDraw,
  closeInspection,
  exportDraw,
};
