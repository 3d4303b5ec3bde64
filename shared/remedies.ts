// Corrective actions: what a finding shows is to be mended, by a day and by somebody; reported with a photo; looked at again.
import { z } from 'zod';
import { contract } from './contract.ts';
import { MOST_PHOTOS, Sha256 } from './findings.ts';
import { plain } from './problems/because.ts';
import { Day, Instant, items, requiredText, text } from './text.ts';

/** `open`, also anew after it was found not mended; `reported` until somebody looked again. */
export const RemedyState = z.enum(['open', 'reported', 'mended']);
export type RemedyState = z.infer<typeof RemedyState>;

export const MOST_REMEDIES = 20;

const Report = z.object({
  by: z.string(),
  note: z.string().nullable(),
  doneAt: z.iso.datetime(),
  /** `isRepeated`: it stands in a finding or another report too, so that it shows no mending. */
  photos: z.array(z.object({ sha256: z.string(), isWhole: z.boolean(), isRepeated: z.boolean() })),
});

const Check = z.object({
  word: z.enum(['mended', 'notMended']),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});

export const Remedy = z.object({
  remedyId: z.uuid(),
  planTitle: z.string(),
  caseId: z.uuid(),
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  what: z.string(),
  /** By which day; after it was found not mended, by the day said then. */
  dueDay: Day,
  assigneeId: z.uuid(),
  assigneeName: z.string(),
  orderedBy: z.string(),
  orderedAt: z.iso.datetime(),
  state: RemedyState,
  isOverdue: z.boolean(),
  /** How often it was found not mended. */
  reopened: z.number().int(),
  /** The newest first. */
  reports: z.array(Report),
  checks: z.array(Check),
});
export type Remedy = z.infer<typeof Remedy>;

/** The id is made by whoever orders it: the same one sent twice is one. */
export const NewRemedy = z.strictObject({
  remedyId: z.uuid(),
  what: requiredText(500),
  dueDay: Day,
  assigneeId: z.uuid(),
});
export type NewRemedy = z.infer<typeof NewRemedy>;

/** The id is made by the phone: the same one sent twice is one. */
export const NewReport = z.strictObject({
  reportId: z.uuid(),
  note: text(1_000).nullable().default(null),
  photos: z.array(Sha256).min(1).max(MOST_PHOTOS),
  doneAt: Instant,
});
export type NewReport = z.infer<typeof NewReport>;

/** `checks`: how many the caller saw, so that nobody answers for another's look. */
export const NewCheck = z
  .strictObject({
    word: z.enum(['mended', 'notMended']),
    note: text(1_000).default(''),
    dueDay: Day.optional(),
    checks: z.number().int().min(0).max(1e6),
  })
  .refine(({ word, note }) => word === 'mended' || note !== '', { path: ['note'], error: plain('SAY_WHY') })
  .refine(({ word, dueDay }) => (word === 'notMended') === (dueDay !== undefined), {
    path: ['dueDay'],
    error: plain('DUE_DAY_WITH_NOT_MENDED'),
  });
export type NewCheck = z.infer<typeof NewCheck>;

const RemedyPath = z.strictObject({ remedyId: z.uuid() });

export const listRemedies = contract({
  method: 'get',
  path: '/inspections/remedies',
  summary: 'Corrective actions of my scope, what is overdue first; without a state those that are not mended',
  action: 'inspections.read',
  query: z.strictObject({
    state: z.enum([...RemedyState.options, 'overdue']).optional(),
    unitId: z.uuid().nullish(),
    caseId: z.uuid().optional(),
  }),
  reply: items(Remedy),
});

export const orderRemedy = contract({
  method: 'post',
  path: '/inspections/cases/:caseId/remedies',
  summary: 'Order that something a finding shows is mended, by a day and by somebody of the unit',
  action: 'inspections.plan',
  params: z.strictObject({ caseId: z.uuid() }),
  body: NewRemedy,
  reply: Remedy,
  status: 201,
});

export const checkRemedy = contract({
  method: 'post',
  path: '/inspections/remedies/:remedyId/check',
  summary: 'Look again: it is mended, or open anew until another day; not one’s own',
  action: 'inspections.plan',
  params: RemedyPath,
  body: NewCheck,
  reply: Remedy,
  status: 201,
});

export const listMyRemedies = contract({
  method: 'get',
  path: '/me/remedies',
  summary: 'What I am to mend, and what of it was found mended within a week',
  action: 'inspections.reply',
  reply: items(Remedy),
});

export const reportRemedy = contract({
  method: 'post',
  path: '/me/remedies/:remedyId/report',
  summary: 'It is mended, with a photo; the same report sent again is one',
  action: 'inspections.reply',
  params: RemedyPath,
  body: NewReport,
  reply: Remedy,
  status: 201,
});

export const remedyContracts = { listRemedies, orderRemedy, checkRemedy, listMyRemedies, reportRemedy };
