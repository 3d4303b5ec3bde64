import { remedyContracts } from '../../shared/remedies.ts';
import { settlementContracts } from '../../shared/settlements.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { answerContradiction, contradictionsIn, raiseContradiction, settleContradiction } from './contradictions.ts';
import { putTo } from './contradictionStore.ts';
import { checkRemedy, orderRemedy, reportRemedy } from './remedies.ts';
import { remediesOf } from './remedyStore.ts';

/** What comes after a finding: what of it is in doubt, and what is to be mended. */
export function settlementEndpoints(db: Database): Endpoint[] {
  const of = settlementContracts;
  return [
    endpoint(of.listContradictions, async ({ who, query, now }) => ({
      items: await contradictionsIn(db, who, query.state, now),
    })),
    endpoint(of.raiseContradiction, ({ who, params, body, now }) =>
      raiseContradiction(db, who, params.caseId, body, now),
    ),
    endpoint(of.settleContradiction, ({ who, params, body, now }) =>
      settleContradiction(db, who, params.contradictionId, body, now),
    ),
    endpoint(of.listMyContradictions, async ({ who }) => ({ items: await putTo(db, who, null) })),
    endpoint(of.answerContradiction, ({ who, params, body }) =>
      answerContradiction(db, who, params.contradictionId, body),
    ),
  ];
}

export function remedyEndpoints(db: Database): Endpoint[] {
  const of = remedyContracts;
  return [
    endpoint(of.listRemedies, async ({ who, query: { state, unitId, caseId } }) => {
      if (unitId && !who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
      const which = caseId ? { caseId } : { state: state ?? null };
      return { items: await remediesOf(db, who.orgId, { ...which, unitId, unitIds: who.unitIds }) };
    }),
    endpoint(of.orderRemedy, ({ who, params, body }) => orderRemedy(db, who, params.caseId, body)),
    endpoint(of.checkRemedy, ({ who, params, body }) => checkRemedy(db, who, params.remedyId, body)),
    endpoint(of.listMyRemedies, async ({ who }) => ({
      items: await remediesOf(db, who.orgId, { assigneeId: who.personId }),
    })),
    endpoint(of.reportRemedy, ({ who, params, body }) => reportRemedy(db, who, params.remedyId, body)),
  ];
}
