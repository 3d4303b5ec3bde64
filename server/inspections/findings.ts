import { createHash } from 'node:crypto';
import { MOST_CALLS, MOST_FINDINGS, type FiledFinding, type NewCall, type NewFinding } from '../../shared/findings.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField, badFields } from '../errors.ts';
import { answersKept } from './answers.ts';
import { standingOf, type CaseStanding } from './caseStore.ts';
import {
  addCall,
  addFinding,
  countCalls,
  filedFinding,
  findingsBefore,
  holdCase,
  storedFinding,
  wasMine,
} from './findingStore.ts';
import { questionnaireOf } from './resultStore.ts';

/** After so long a correction goes through an auditor. */
const CORRECT_WITHIN_MS = 24 * 3_600_000;

/**
 * Files a finding. The same one sent again answers the same. One of a case that was removed or given to somebody else, or of a plan that
 * is over, is kept and marked: what was found is never refused because of what happened at the desk meanwhile.
 */
export async function fileFinding(
  db: Database,
  who: Who,
  caseId: string,
  body: NewFinding,
  now: Date,
): Promise<FiledFinding> {
  const bodySha256 = createHash('sha256')
    .update(JSON.stringify({ caseId, ...body }))
    .digest();
  return db.transaction(async (tx) => {
    await holdCase(tx, who.orgId, caseId);
    const stored = await storedFinding(tx, who.orgId, body.findingId);
    if (stored) {
      if (stored.inspectorId !== who.personId || !stored.bodySha256.equals(bodySha256))
        throw new AppError('FINDING_ID_TAKEN');
      return filedFinding(tx, who.orgId, body.findingId);
    }
    const standing = await standingOf(tx, who.orgId, caseId);
    if (!standing || !(await wasMine(tx, who, caseId))) throw new AppError('NO_SUCH_CASE');
    const before = await findingsBefore(tx, who.orgId, caseId);
    const mine = before.filter(({ inspectorId }) => inspectorId === who.personId);
    const own = mine[0];
    if (mine.length >= MOST_FINDINGS) throw new AppError('TOO_MANY_CORRECTIONS', { most: MOST_FINDINGS });
    if (own && now.getTime() - own.receivedAt.getTime() > CORRECT_WITHIN_MS) throw new AppError('TOO_LATE_TO_CORRECT');
    const isLate = standing.isRemoved || standing.isClosed || standing.isVoid || (before.length > 0 && !own);
    const kept = await checkedAnswers(tx, who.orgId, standing, body);
    await addFinding(tx, who, caseId, { ...body, ...kept, isLate, bodySha256 });
    return filedFinding(tx, who.orgId, body.findingId);
  });
}

/** @throws AppError with every answer that is wrong or missing, by its question */
async function checkedAnswers(
  tx: Queryable,
  orgId: number,
  { hasQuestions }: CaseStanding,
  body: NewFinding,
): Promise<Pick<NewFinding, 'answers' | 'photos'>> {
  const { outcome, questionnaire, answers } = body;
  if (outcome === 'met' && questionnaire === null && (hasQuestions || Object.keys(answers).length > 0))
    throw badField('body.questionnaire', 'QUESTIONNAIRE_UNNAMED');
  const asked = questionnaire && (await questionnaireOf(tx, orgId, questionnaire));
  if (questionnaire && !asked) throw badField('body.questionnaire', 'QUESTIONNAIRE_UNKNOWN');
  const checked = answersKept(asked, body);
  if ('kept' in checked) return checked.kept;
  throw badFields(checked.faults.map(({ key, code }) => ({ path: `body.answers.${key}`, reason: { code } })));
}

export async function recordCall(db: Database, who: Who, caseId: string, body: NewCall): Promise<{ attempts: number }> {
  return db.transaction(async (tx) => {
    await holdCase(tx, who.orgId, caseId);
    const standing = await standingOf(tx, who.orgId, caseId);
    if (!standing || !(await wasMine(tx, who, caseId))) throw new AppError('NO_SUCH_CASE');
    if (standing.kind !== 'phone') throw new AppError('NOT_A_PHONE_CHECK');
    if (!(await addCall(tx, who, caseId, body))) throw new AppError('CALL_ID_TAKEN');
    const attempts = await countCalls(tx, who.orgId, caseId);
    if (attempts > MOST_CALLS) throw new AppError('TOO_MANY_CALLS', { most: MOST_CALLS });
    return { attempts };
  });
}
