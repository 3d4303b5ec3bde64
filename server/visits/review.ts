import { isInTimeToTakeBack, mayBeDecided } from '../../shared/review.ts';
import type { DecisionWithdrawal, NewAppeal, NewDecision, VisitSummary } from '../../shared/visits.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { addAppeal, addDecision, lockReview, reviewOf, standingIn } from './reviewStore.ts';
import { announceVisit, visitIn } from './store.ts';

/** The rep appeals a visit of their own. The same appeal sent again answers the same. */
export async function appealVisit(db: Database, who: Who, visitId: string, body: NewAppeal): Promise<VisitSummary> {
  return db.transaction(async (tx) => {
    await lockReview(tx, who.orgId, visitId);
    const visit = await visitIn(tx, who, visitId);
    const standing = visit && (await standingIn(tx, who, visitId));
    if (!standing || standing.repId !== who.personId) throw new AppError('NO_VISIT_OF_YOURS');
    if (standing.verdictNo === null) throw new AppError('NOTHING_TO_APPEAL');
    if (standing.appeal !== 'none') {
      const { appeals } = await reviewOf(tx, who.orgId, visitId);
      if (appeals[0]!.note === body.note) return visit;
      throw new AppError('APPEALED_ALREADY');
    }
    await addAppeal(tx, who, visitId, standing.verdictNo, body.note);
    return announceVisit(tx, who.orgId, visitId);
  });
}

/**
 * An auditor decides a visit that is appealed, in doubt, or judged otherwise since it was decided. The machine's judgement
 * stays as it is. The same decision sent again answers the same.
 */
export async function decideVisit(db: Database, who: Who, visitId: string, body: NewDecision): Promise<VisitSummary> {
  return db.transaction(async (tx) => {
    await lockReview(tx, who.orgId, visitId);
    const visit = await visitIn(tx, who, visitId);
    const standing = visit && (await standingIn(tx, who, visitId));
    if (!standing) throw new AppError('NO_SUCH_VISIT');
    if (standing.repId === who.personId) throw new AppError('OWN_VISIT');
    if (standing.verdictNo === null) throw new AppError('NOT_JUDGED');
    if (!mayBeDecided(standing)) {
      const { decisions } = await reviewOf(tx, who.orgId, visitId);
      const last = decisions.find((one) => one.decisionNo === standing.decisionNo);
      if (last?.deciderId === who.personId && last.word === body.word && last.note === body.note) return visit;
      throw new AppError(last ? 'DECIDED_ALREADY' : 'NOTHING_TO_DECIDE');
    }
    if (body.verdictNo !== undefined && body.verdictNo !== standing.verdictNo) {
      throw new AppError('JUDGED_AGAIN', { verdictNo: standing.verdictNo });
    }
    await addDecision(tx, who, visitId, standing.verdictNo, body, standing.appeal !== 'none');
    return announceVisit(tx, who.orgId, visitId);
  });
}

/** Who decided takes it back, while it is the last word: what counted before counts again. The same sent again answers the same. */
export async function withdrawDecision(
  db: Database,
  who: Who,
  visitId: string,
  { decisionNo }: DecisionWithdrawal,
  now: Date,
): Promise<VisitSummary> {
  return db.transaction(async (tx) => {
    await lockReview(tx, who.orgId, visitId);
    const visit = await visitIn(tx, who, visitId);
    const standing = visit && (await standingIn(tx, who, visitId));
    if (!standing) throw new AppError('NO_SUCH_VISIT');
    const { decisions } = await reviewOf(tx, who.orgId, visitId);
    const decision = decisions.find((one) => one.decisionNo === decisionNo);
    const after = decisions.find((one) => one.decisionNo === decisionNo + 1);
    if (!decision || decision.word === 'withdrawn') throw new AppError('NO_SUCH_DECISION', { decisionNo });
    if (decision.deciderId !== who.personId) throw new AppError('NOT_YOUR_DECISION');
    if (after?.word === 'withdrawn') return visit;
    if (after) throw new AppError('DECIDED_AGAIN');
    if (!isInTimeToTakeBack(decision, now.getTime())) throw new AppError('TOO_LATE_TO_TAKE_BACK');
    await addDecision(tx, who, visitId, decision.verdictNo, { word: 'withdrawn', note: '' }, decision.onAppeal);
    return announceVisit(tx, who.orgId, visitId);
  });
}
