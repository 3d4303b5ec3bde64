import type { CaseChange, InspectionCase, WholeCase } from '../../shared/inspectionCases.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { addByHand, addChange, casesOf, inspectorFault, standingOf } from './caseStore.ts';
import { holdCase } from './findingStore.ts';
import { findingsOf } from './filedStore.ts';
import { heldPlan, isInspected, planIn } from './plans.ts';

/** The cases of a plan: of whoever is inspected only those that are filed, until it is over. */
export async function casesShownTo(sql: Queryable, who: Who, planId: string): Promise<InspectionCase[]> {
  const plan = await planIn(sql, who, planId);
  const cases = await casesOf(sql, who.orgId, { planIds: [planId] });
  if (!isInspected(who) || plan.state === 'closed') return cases;
  return cases
    .filter(({ state }) => state === 'filed')
    .map((one) => ({ ...one, pickNo: null, rank: null, ticket: null }));
}

/** @throws NO_SUCH_CASE, also where the caller may not know yet that it was drawn */
export async function wholeCase(sql: Queryable, who: Who, caseId: string): Promise<WholeCase> {
  const standing = await standingOf(sql, who.orgId, caseId);
  if (!standing || !who.unitIds.includes(standing.unitId)) throw new AppError('NO_SUCH_CASE');
  const plan = await planIn(sql, who, standing.planId);
  const one = (await casesShownTo(sql, who, standing.planId)).find((other) => other.caseId === standing.caseId);
  if (!one) throw new AppError('NO_SUCH_CASE');
  const { planId, title: planTitle, unitName, kind, fromDay, toDay, questionnaire, state } = plan;
  const findings = await findingsOf(sql, who.orgId, [one.caseId]);
  const about = { planId, planTitle, unitName, kind, fromDay, toDay, questionnaire, isOver: state === 'closed' };
  return { ...one, ...about, findings: findings.get(one.caseId) ?? [] };
}

export async function addCaseByHand(
  db: Database,
  who: Who,
  planId: string,
  { retailerId, note }: { retailerId: string; note: string },
): Promise<InspectionCase> {
  return db.transaction(async (tx) => {
    const plan = await heldPlan(tx, who, planId);
    const frame = plan.frames.at(-1);
    if (!frame || plan.state !== 'drawn') throw new AppError('NOT_DRAWN_YET');
    const caseId = await addByHand(tx, who, { ...plan, frameNo: frame.frameNo }, retailerId, note);
    if (caseId === null) throw new AppError('NO_SUCH_RETAILER');
    return (await casesOf(tx, who.orgId, { caseId }))[0]!;
  });
}

/** A hand on a case. What is removed counts as the worst, so that removing can only widen what is not proved. */
export async function changeCase(db: Database, who: Who, caseId: string, body: CaseChange): Promise<InspectionCase> {
  return db.transaction(async (tx) => {
    await holdCase(tx, who.orgId, caseId);
    const standing = await standingOf(tx, who.orgId, caseId);
    if (!standing || !who.unitIds.includes(standing.unitId) || standing.isVoid) throw new AppError('NO_SUCH_CASE');
    if (standing.isClosed) throw new AppError('INSPECTION_OVER');
    if (body.deed === 'removed' && standing.isRemoved) throw new AppError('CASE_REMOVED');
    if (body.deed === 'restored' && !standing.isRemoved) throw new AppError('CASE_NOT_REMOVED');
    if (body.assigneeId !== undefined) {
      const fault = await inspectorFault(tx, who.orgId, standing, body.assigneeId);
      if (fault === 'unknown') throw badField('body.assigneeId', 'NOT_AN_INSPECTOR');
      if (fault === 'leads') throw badField('body.assigneeId', 'LEADS_THE_REP');
    }
    await addChange(tx, who, caseId, body);
    return (await casesOf(tx, who.orgId, { caseId }))[0]!;
  });
}
