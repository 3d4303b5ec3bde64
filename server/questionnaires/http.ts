import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { publishingFaults } from '../../shared/questionnaireCheck.ts';
import {
  questionnaireContracts as contracts,
  type DraftChange,
  type WholeQuestionnaire,
} from '../../shared/questionnaires.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badFields } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { formFile, readForm } from './file.ts';
import {
  addVersion,
  changeDraft,
  dropDraft,
  holdQuestionnaire,
  lastVersion,
  publishDraft,
  questionnairesFor,
} from './store.ts';

export function questionnaireEndpoints({ db }: { db: Database }): Endpoint[] {
  const change = <T>(who: Who, questionnaireId: string, act: (tx: Queryable) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      await holdQuestionnaire(tx, who.orgId, questionnaireId);
      return act(tx);
    });
  return [
    endpoint(contracts.listQuestionnaires, async ({ who }) => ({ items: await questionnairesFor(db, who) })),
    endpoint(contracts.readQuestionnaire, ({ who, params }) => versionOf(db, who, params)),
    endpoint(contracts.addQuestionnaire, async ({ who, body }) => {
      const unitId = body.unitId.toLowerCase();
      if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
      const questionnaireId = randomUUID();
      await addVersion(db, who, { questionnaireId, version: 1, unitId, content: body.content });
      return versionOf(db, who, { questionnaireId, version: 1 });
    }),
    endpoint(contracts.changeQuestionnaire, ({ who, params: { questionnaireId }, body }) =>
      change(who, questionnaireId, (tx) => changeAs(tx, who, questionnaireId, body)),
    ),
    endpoint(contracts.publishQuestionnaire, ({ who, params: { questionnaireId }, body }) =>
      change(who, questionnaireId, async (tx) => {
        const draft = await draftOf(tx, who, questionnaireId, body.revision);
        const faults = publishingFaults(draft.content);
        if (faults.length > 0)
          throw badFields(
            faults.map(({ at, code, key, of }) => ({ path: `draft.questions.${at}`, reason: { code, key, of } })),
          );
        await publishDraft(tx, who, questionnaireId);
        return versionOf(tx, who, draft);
      }),
    ),
    endpoint(contracts.discardQuestionnaire, ({ who, params: { questionnaireId }, query }) =>
      change(who, questionnaireId, async (tx) => {
        await draftOf(tx, who, questionnaireId, query.revision);
        await dropDraft(tx, who.orgId, questionnaireId);
        return undefined;
      }),
    ),
    endpoint(contracts.importQuestionnaire, ({ body }) => readForm(body)),
    endpoint(contracts.exportQuestionnaire, async ({ who, params, res }) => {
      const { content, version } = await versionOf(db, who, params);
      const name = `${(content.title.zh || content.title.en)!.slice(0, 80).replace(/[\\/:*?"<>|\p{C}]/gu, ' ')} ${version}.xlsx`;
      res.setHeader(
        'Content-Disposition',
        `attachment; filename="questionnaire ${version}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      );
      return formFile(content);
    }),
  ];
}

async function versionOf(
  sql: Queryable,
  who: Who,
  { questionnaireId, version }: { questionnaireId: string; version: number },
): Promise<WholeQuestionnaire> {
  const [found] = await questionnairesFor(sql, who, { questionnaireId, version });
  if (!found) throw new AppError('NO_SUCH_QUESTIONNAIRE');
  return found;
}

/** Where the last version is published its change is the draft of the next. */
async function changeAs(
  tx: Queryable,
  who: Who,
  questionnaireId: string,
  { content, revision }: z.output<typeof DraftChange>,
): Promise<WholeQuestionnaire> {
  const last = await lastVersion(tx, who, questionnaireId);
  if (!last) throw new AppError('NO_SUCH_QUESTIONNAIRE');
  const [draft] = await questionnairesFor(tx, who, { questionnaireId, isDraft: true });
  if (draft && draft.revision !== revision) throw changed(draft);
  if (!draft && revision !== null) throw new AppError('QUESTIONNAIRE_NO_DRAFT');
  if (draft) await changeDraft(tx, who, questionnaireId, content);
  else await addVersion(tx, who, { questionnaireId, version: last.version + 1, unitId: last.unitId, content });
  return (await questionnairesFor(tx, who, { questionnaireId, isDraft: true }))[0]!;
}

/** The draft, as the caller saw it. */
async function draftOf(
  sql: Queryable,
  who: Who,
  questionnaireId: string,
  revision: number,
): Promise<WholeQuestionnaire> {
  if (!(await lastVersion(sql, who, questionnaireId))) throw new AppError('NO_SUCH_QUESTIONNAIRE');
  const [draft] = await questionnairesFor(sql, who, { questionnaireId, isDraft: true });
  if (!draft) throw new AppError('QUESTIONNAIRE_NO_DRAFT');
  if (draft.revision !== revision) throw changed(draft);
  return draft;
}

function changed({ changedBy, changedAt }: WholeQuestionnaire): AppError {
  return new AppError('QUESTIONNAIRE_CHANGED', { by: changedBy, at: changedAt });
}
