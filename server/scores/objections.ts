import { daysBetween } from '../../shared/period.ts';
import type { Objection } from '../../shared/scores.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { shownMonth } from './closing.ts';
import { unitNow } from './factStore.ts';
import { addAnswer, addObjection, holdPeriod, linesOf, objectionIn, objectionsOf } from './periodStore.ts';
import type { UnitMonth } from './unitMonth.ts';

/** A rep's word against a line of their own. The same again answers the same. @throws AppError */
export async function objectTo(
  db: Database,
  who: Who,
  of: UnitMonth,
  body: { objectionId: string; itemKey: string; note: string },
  now: Date,
): Promise<Objection> {
  const objectionId = body.objectionId.toLowerCase();
  return db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const { draftNo, untilDay } = await shownMonth(tx, of);
    const lines = (await linesOf(tx, of, draftNo)).filter(({ repId }) => repId === who.personId);
    if (!lines.some(({ itemKey }) => itemKey === body.itemKey)) throw new AppError('NO_SUCH_LINE');
    const mine = (await objectionsOf(tx, of)).filter(({ repId }) => repId === who.personId);
    const same = mine.find((one) => one.objectionId === objectionId);
    if (same && same.itemKey === body.itemKey && same.note === body.note) return same;
    if (same || mine.some(({ itemKey }) => itemKey === body.itemKey)) throw new AppError('OBJECTION_TWICE');
    const { today } = await unitNow(tx, of.orgId, of.unitId, now);
    if (daysBetween(untilDay, today) > 0) throw new AppError('OBJECTION_LATE', { until: untilDay });
    if (await isTaken(objectionIn(tx, who.orgId, who.unitIds, objectionId))) throw new AppError('OBJECTION_TWICE');
    await addObjection(tx, of, who, { ...body, draftNo, objectionId });
    return (await objectionIn(tx, who.orgId, [of.unitId], objectionId))!;
  });
}

const isTaken = async (found: Promise<unknown>): Promise<boolean> => (await found) !== null;

/** An auditor's answer, once, while the month is not closed. @throws AppError */
export async function answerObjection(
  db: Database,
  who: Who,
  objectionId: string,
  answer: { isUpheld: boolean; points: number | null; why: string },
): Promise<Objection> {
  return db.transaction(async (tx) => {
    const found = await objectionIn(tx, who.orgId, who.unitIds, objectionId);
    if (!found) throw new AppError('NO_SUCH_OBJECTION');
    const of = { orgId: who.orgId, unitId: found.unitId, month: found.month };
    await holdPeriod(tx, of);
    const { draftNo } = await shownMonth(tx, of);
    const objection = (await objectionIn(tx, who.orgId, who.unitIds, objectionId))!;
    if (objection.answer) throw new AppError('OBJECTION_ANSWERED', { by: objection.answer.by });
    if (answer.points !== null && !answer.isUpheld) throw badField('body.points', 'POINTS_OF_REFUSED');
    const line = (await linesOf(tx, of, draftNo)).find(
      ({ repId, itemKey }) => repId === objection.repId && itemKey === objection.itemKey,
    )!;
    if (answer.points !== null && line.most > 0 && (answer.points < 0 || answer.points > line.most))
      throw badField('body.points', 'POINTS_BEYOND', { most: line.most / 100 });
    await addAnswer(tx, who, objectionId, answer);
    return (await objectionIn(tx, who.orgId, who.unitIds, objectionId))!;
  });
}
