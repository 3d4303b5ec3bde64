import { MOST_REMEDIES, type NewCheck, type NewRemedy, type NewReport, type Remedy } from '../../shared/remedies.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { standingOf } from './caseStore.ts';
import { findingsBefore, holdCase } from './findingStore.ts';
import {
  addCheck,
  addRemedy,
  addReport,
  isSameRemedy,
  isSameReport,
  mayMend,
  remediesOf,
  remedyStanding,
} from './remedyStore.ts';

/** Orders that what a case showed is mended. The same order sent again is one. */
export async function orderRemedy(db: Database, who: Who, caseId: string, body: NewRemedy): Promise<Remedy> {
  return db.transaction(async (tx) => {
    await holdCase(tx, who.orgId, caseId);
    const standing = await standingOf(tx, who.orgId, caseId);
    if (!standing || standing.isVoid || !who.unitIds.includes(standing.unitId)) throw new AppError('NO_SUCH_CASE');
    if ((await findingsBefore(tx, who.orgId, caseId)).length === 0) throw new AppError('CASE_NOT_FILED');
    if (!(await isSameRemedy(tx, who.orgId, caseId, body))) {
      if (!(await mayMend(tx, who.orgId, standing.unitId, body.assigneeId)))
        throw badField('body.assigneeId', 'CANNOT_MEND');
      if ((await remediesOf(tx, who.orgId, { caseId })).length >= MOST_REMEDIES)
        throw new AppError('TOO_MANY_REMEDIES', { most: MOST_REMEDIES });
      if (!(await addRemedy(tx, who, caseId, body))) throw new AppError('REMEDY_ID_TAKEN');
    }
    return one(tx, who, body.remedyId);
  });
}

/** Who was to mend it says that it is. The same report sent again is one. */
export async function reportRemedy(db: Database, who: Who, remedyId: string, body: NewReport): Promise<Remedy> {
  return db.transaction(async (tx) => {
    const standing = await held(tx, who, remedyId);
    if (standing.assigneeId !== who.personId) throw new AppError('NO_SUCH_REMEDY');
    const isSame = await isSameReport(tx, who, remedyId, body);
    if (isSame === false) throw new AppError('REMEDY_ID_TAKEN');
    if (isSame === null) {
      if (standing.state !== 'open') throw new AppError('REMEDY_NOT_OPEN');
      await addReport(tx, who, remedyId, body);
    }
    return one(tx, who, remedyId);
  });
}

/** Somebody else looks again. */
export async function checkRemedy(db: Database, who: Who, remedyId: string, body: NewCheck): Promise<Remedy> {
  return db.transaction(async (tx) => {
    const standing = await held(tx, who, remedyId);
    if (!who.unitIds.includes(standing.unitId)) throw new AppError('NO_SUCH_REMEDY');
    if (standing.assigneeId === who.personId) throw new AppError('OWN_REMEDY');
    if (standing.checks !== body.checks || standing.state === 'mended') throw new AppError('REMEDY_CHECKED');
    await addCheck(tx, who, remedyId, body);
    return one(tx, who, remedyId);
  });
}

async function one(tx: Queryable, who: Who, remedyId: string): Promise<Remedy> {
  return (await remediesOf(tx, who.orgId, { remedyId }))[0]!;
}

/** Under the lock of its case. @throws NO_SUCH_REMEDY */
async function held(tx: Queryable, who: Who, remedyId: string) {
  const before = await remedyStanding(tx, who.orgId, remedyId);
  if (!before) throw new AppError('NO_SUCH_REMEDY');
  await holdCase(tx, who.orgId, before.caseId);
  return (await remedyStanding(tx, who.orgId, remedyId))!;
}
