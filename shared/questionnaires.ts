// Questionnaires as they are kept: a draft that is changed, and versions that are published and stay.
import { z } from 'zod';
import { contract } from './contract.ts';
import { Questionnaire, Worded } from './questions.ts';
import { items } from './text.ts';

export const QuestionnaireState = z.enum(['draft', 'published']);

/** A version of a questionnaire without its questions. */
export const QuestionnaireVersion = z.object({
  questionnaireId: z.uuid(),
  version: z.number().int(),
  unitId: z.uuid(),
  state: QuestionnaireState,
  title: Worded,
  questionCount: z.number().int(),
  /** Of the content as text; a published one is known by it. */
  sha256: z.string(),
  /** A draft's: each change names the one it was made from. */
  revision: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** No newer version is published: what a new inspection would ask. */
  isNewest: z.boolean(),
});
export type QuestionnaireVersion = z.infer<typeof QuestionnaireVersion>;

export const WholeQuestionnaire = QuestionnaireVersion.extend({ content: Questionnaire });
export type WholeQuestionnaire = z.infer<typeof WholeQuestionnaire>;

const Revision = z.number().int().min(1).max(1e9);
export const NewDraft = z.strictObject({ unitId: z.uuid(), content: Questionnaire });
export const DraftChange = z.strictObject({
  content: Questionnaire,
  /** Of the draft that was changed; null where there was none: it becomes the next version. */
  revision: Revision.nullable(),
});

/** What a row of a file says that is not read. The row is the sheet's own number; 0: the sheet as a whole. */
export const XlsFormFault = z.object({
  sheet: z.string(),
  row: z.number().int(),
  reason: z.looseObject({ code: z.string() }),
});
export type XlsFormFault = z.infer<typeof XlsFormFault>;

const Path = z.strictObject({ questionnaireId: z.uuid() });
const VersionPath = z.strictObject({
  questionnaireId: z.uuid(),
  version: z.coerce.number<number>().int().min(1).max(1e6),
});
/** 200 questions with 200 options each in two languages. */
const maxBodyBytes = 4_000_000;

export const listQuestionnaires = contract({
  method: 'get',
  path: '/questionnaires',
  summary: 'Published questionnaires of the organisation, all versions, and the drafts of my units',
  action: 'questionnaires.read',
  query: z.strictObject({}),
  reply: items(QuestionnaireVersion),
});

export const readQuestionnaire = contract({
  method: 'get',
  path: '/questionnaires/:questionnaireId/:version',
  summary: 'One version with its questions: a published one is the same for ever',
  action: 'questionnaires.read',
  params: VersionPath,
  reply: WholeQuestionnaire,
});

export const addQuestionnaire = contract({
  method: 'post',
  path: '/questionnaires',
  summary: 'A new questionnaire of a unit, as a draft',
  action: 'questionnaires.edit',
  body: NewDraft,
  maxBodyBytes,
  reply: WholeQuestionnaire,
  status: 201,
});

export const changeQuestionnaire = contract({
  method: 'put',
  path: '/questionnaires/:questionnaireId/draft',
  summary: 'Change the draft; where the last version is published, this is the draft of the next',
  action: 'questionnaires.edit',
  params: Path,
  body: DraftChange,
  maxBodyBytes,
  reply: WholeQuestionnaire,
});

export const publishQuestionnaire = contract({
  method: 'post',
  path: '/questionnaires/:questionnaireId/publish',
  summary: 'Publish the draft: from now on it is known by its hash, which is on the ledger, and never changes',
  action: 'questionnaires.edit',
  params: Path,
  body: z.strictObject({ revision: Revision }),
  reply: QuestionnaireVersion,
});

export const discardQuestionnaire = contract({
  method: 'delete',
  path: '/questionnaires/:questionnaireId/draft',
  summary: 'Throw the draft away; versions that are published stay',
  action: 'questionnaires.edit',
  params: Path,
  query: z.strictObject({ revision: z.coerce.number<number>().int().min(1).max(1e9) }),
  reply: z.undefined(),
  status: 204,
});

export const importQuestionnaire = contract({
  method: 'post',
  path: '/questionnaires/import',
  summary: 'Read an XLSForm (.xlsx): its questions, or each row that is not read with the reason. Nothing is stored',
  action: 'questionnaires.edit',
  body: { maxBytes: 5_000_000 },
  reply: z.object({ content: Questionnaire.nullable(), faults: z.array(XlsFormFault) }),
  isLong: true,
});

export const exportQuestionnaire = contract({
  method: 'get',
  path: '/questionnaires/:questionnaireId/:version/export',
  summary: 'One version as XLSForm (.xlsx), for other programs that ask questions',
  action: 'questionnaires.read',
  params: VersionPath,
  reply: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  isLong: true,
});

export const questionnaireContracts = {
  listQuestionnaires,
  readQuestionnaire,
  addQuestionnaire,
  changeQuestionnaire,
  publishQuestionnaire,
  discardQuestionnaire,
  importQuestionnaire,
  exportQuestionnaire,
};
