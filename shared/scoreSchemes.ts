// Schemes as they are kept: a draft that is changed, and versions that are published from a month on and stay.
import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { Worded } from './questions.ts';
import { ScoreScheme } from './scoreScheme.ts';
import { items } from './text.ts';

/** A month, YYYY-MM, between 1970 and 2100. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, plain('NOT_A_MONTH'))
  .refine((s) => s >= '1970' && s < '2100', plain('NOT_A_MONTH'));
export type Month = z.infer<typeof Month>;

export const SchemeState = z.enum(['draft', 'published', 'retired']);

export const SchemeVersion = z.object({
  schemeId: z.uuid(),
  version: z.number().int(),
  unitId: z.uuid(),
  state: SchemeState,
  title: Worded,
  /** From which month on it counts; null: it is a draft. */
  fromMonth: z.string().nullable(),
  /** Of the content as text; a published one is known by it. */
  sha256: z.string(),
  /** A draft's: each change names the one it was made from. */
  revision: z.number().int(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export type SchemeVersion = z.infer<typeof SchemeVersion>;

export const WholeScheme = SchemeVersion.extend({ content: ScoreScheme });
export type WholeScheme = z.infer<typeof WholeScheme>;

const Revision = z.number().int().min(1).max(1e9);
const Path = z.strictObject({ schemeId: z.uuid() });
const VersionPath = z.strictObject({ schemeId: z.uuid(), version: z.coerce.number<number>().int().min(1).max(1e6) });

export const listSchemes = contract({
  method: 'get',
  path: '/scores/schemes',
  summary:
    'Schemes of my units and of those above that count for them, all published versions, and the drafts of my units',
  action: 'scores.read',
  query: z.strictObject({}),
  reply: items(SchemeVersion),
});

export const readScheme = contract({
  method: 'get',
  path: '/scores/schemes/:schemeId/:version',
  summary: 'One version with its items: a published one is the same for ever',
  action: 'scores.read',
  params: VersionPath,
  reply: WholeScheme,
});

export const addScheme = contract({
  method: 'post',
  path: '/scores/schemes',
  summary: 'A new scheme of a unit, as a draft',
  action: 'scores.design',
  body: z.strictObject({ unitId: z.uuid(), content: ScoreScheme }),
  reply: WholeScheme,
  status: 201,
});

export const changeScheme = contract({
  method: 'put',
  path: '/scores/schemes/:schemeId/draft',
  summary: 'Change the draft; where the last version is published, this is the draft of the next',
  action: 'scores.design',
  params: Path,
  body: z.strictObject({
    content: ScoreScheme,
    /** Of the draft that was changed; null where there was none: it becomes the next version. */
    revision: Revision.nullable(),
  }),
  reply: WholeScheme,
});

export const publishScheme = contract({
  method: 'post',
  path: '/scores/schemes/:schemeId/publish',
  summary:
    'Publish the draft: from a month on it counts for its unit and those below, is on the ledger, and never changes',
  action: 'scores.design',
  params: Path,
  body: z.strictObject({ revision: Revision, fromMonth: Month }),
  reply: SchemeVersion,
});

export const discardScheme = contract({
  method: 'delete',
  path: '/scores/schemes/:schemeId/draft',
  summary: 'Throw the draft away; versions that are published stay',
  action: 'scores.design',
  params: Path,
  query: z.strictObject({ revision: z.coerce.number<number>().int().min(1).max(1e9) }),
  reply: z.undefined(),
  status: 204,
});

export const retireScheme = contract({
  method: 'post',
  path: '/scores/schemes/:schemeId/:version/retire',
  summary: 'A published version counts no longer for months that are not drafted yet',
  action: 'scores.design',
  params: VersionPath,
  body: z.strictObject({}),
  reply: SchemeVersion,
});

export const schemeContracts = {
  listSchemes,
  readScheme,
  addScheme,
  changeScheme,
  publishScheme,
  discardScheme,
  retireScheme,
};
