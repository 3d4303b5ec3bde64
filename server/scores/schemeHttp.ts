import { randomUUID } from 'node:crypto';
import { schemeFaults } from '../../shared/schemeCheck.ts';
import type { ScoreScheme } from '../../shared/scoreScheme.ts';
import { schemeContracts as contracts, type WholeScheme } from '../../shared/scoreSchemes.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badFields } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import {
  addVersion,
  changeDraft,
  dropDraft,
  holdScheme,
  lastVersion,
  publishDraft,
  retireVersion,
  schemesFor,
} from './schemeStore.ts';

export function schemeEndpoints(db: Database): Endpoint[] {
  const change = <T>(who: Who, schemeId: string, act: (tx: Queryable) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      await holdScheme(tx, who.orgId, schemeId);
      return act(tx);
    });
  return [
    endpoint(contracts.listSchemes, async ({ who }) => ({ items: await schemesFor(db, who) })),
    endpoint(contracts.readScheme, ({ who, params }) => versionOf(db, who, params)),
    endpoint(contracts.addScheme, async ({ who, body }) => {
      const unitId = body.unitId.toLowerCase();
      if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
      const schemeId = randomUUID();
      await addVersion(db, who, { schemeId, version: 1, unitId, content: body.content });
      return versionOf(db, who, { schemeId, version: 1 });
    }),
    endpoint(contracts.changeScheme, ({ who, params: { schemeId }, body }) =>
      change(who, schemeId, (tx) => changeAs(tx, who, schemeId, body)),
    ),
    endpoint(contracts.publishScheme, ({ who, params: { schemeId }, body }) =>
      change(who, schemeId, async (tx) => {
        const draft = await draftOf(tx, who, schemeId, body.revision);
        checkFaults(draft.content);
        await publishDraft(tx, who, schemeId, body.fromMonth);
        return versionOf(tx, who, draft);
      }),
    ),
    endpoint(contracts.discardScheme, ({ who, params: { schemeId }, query }) =>
      change(who, schemeId, async (tx) => {
        await draftOf(tx, who, schemeId, query.revision);
        await dropDraft(tx, who.orgId, schemeId);
        return undefined;
      }),
    ),
    endpoint(contracts.retireScheme, ({ who, params, body: _ }) =>
      change(who, params.schemeId, async (tx) => {
        const { state } = await ownVersion(tx, who, params);
        if (state === 'draft') throw new AppError('SCHEME_NOT_PUBLISHED');
        await retireVersion(tx, who, params.schemeId, params.version);
        return versionOf(tx, who, params);
      }),
    ),
  ];
}

/** @throws AppError with everything that keeps it from being published */
function checkFaults(scheme: ScoreScheme): void {
  const faults = schemeFaults(scheme);
  if (faults.length > 0)
    throw badFields(
      faults.map(({ at, code, key, said, sum }) => ({ path: `draft.${at}`, reason: { code, key, said, sum } })),
    );
}

interface VersionPath {
  schemeId: string;
  version: number;
}

async function versionOf(sql: Queryable, who: Who, { schemeId, version }: VersionPath): Promise<WholeScheme> {
  const [found] = await schemesFor(sql, who, { schemeId, version });
  if (!found) throw new AppError('NO_SUCH_SCHEME');
  return found;
}

/** A version of the caller's own units. */
async function ownVersion(sql: Queryable, who: Who, path: VersionPath): Promise<WholeScheme> {
  if (!(await lastVersion(sql, who, path.schemeId))) throw new AppError('NO_SUCH_SCHEME');
  return versionOf(sql, who, path);
}

/** Where the last version is published its change is the draft of the next. */
async function changeAs(
  tx: Queryable,
  who: Who,
  schemeId: string,
  { content, revision }: { content: ScoreScheme; revision: number | null },
): Promise<WholeScheme> {
  const last = await lastVersion(tx, who, schemeId);
  if (!last) throw new AppError('NO_SUCH_SCHEME');
  const [draft] = await schemesFor(tx, who, { schemeId, isDraft: true });
  if (draft && draft.revision !== revision) throw changed(draft);
  if (!draft && revision !== null) throw new AppError('SCHEME_NO_DRAFT');
  if (draft) await changeDraft(tx, who, schemeId, content);
  else await addVersion(tx, who, { schemeId, version: last.version + 1, unitId: last.unitId, content });
  return (await schemesFor(tx, who, { schemeId, isDraft: true }))[0]!;
}

/** The draft, as the caller saw it. */
async function draftOf(sql: Queryable, who: Who, schemeId: string, revision: number): Promise<WholeScheme> {
  if (!(await lastVersion(sql, who, schemeId))) throw new AppError('NO_SUCH_SCHEME');
  const [draft] = await schemesFor(sql, who, { schemeId, isDraft: true });
  if (!draft) throw new AppError('SCHEME_NO_DRAFT');
  if (draft.revision !== revision) throw changed(draft);
  return draft;
}

function changed({ changedBy, changedAt }: WholeScheme): AppError {
  return new AppError('SCHEME_CHANGED', { by: changedBy, at: changedAt });
}
