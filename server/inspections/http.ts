import { findingContracts } from '../../shared/findings.ts';
import { caseContracts } from '../../shared/inspectionCases.ts';
import { resultContracts } from '../../shared/inspectionResults.ts';
import { inspectionContracts } from '../../shared/inspections.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { addCaseByHand, casesShownTo, changeCase, wholeCase } from './cases.ts';
import { drawLines } from './exportDraw.ts';
import { fileFinding, recordCall } from './findings.ts';
import { myCases } from './findingStore.ts';
import { itemsOf } from './frameStore.ts';
import { keepPart, photoFor } from './photos.ts';
import { closePlan, draw, freeze, isInspected, makePlan, planIn, sayUnitsNumber, shownTo, voidFrame } from './plans.ts';
import { plansIn } from './planStore.ts';
import { planResult } from './results.ts';

export function inspectionEndpoints(db: Database): Endpoint[] {
  return [
    endpoint(inspectionContracts.listInspections, async ({ who }) => ({
      items: (await plansIn(db, who, null)).map((plan) => shownTo(who, plan)),
    })),
    endpoint(inspectionContracts.makeInspection, ({ who, body }) => makePlan(db, who, body)),
    endpoint(inspectionContracts.readInspection, async ({ who, params }) =>
      shownTo(who, await planIn(db, who, params.planId)),
    ),
    endpoint(inspectionContracts.countFrame, async ({ who, params, query }) => {
      const plan = await planIn(db, who, params.planId);
      const items = await itemsOf(db, who.orgId, plan, query.stratum ?? 'none');
      const counts = new Map<string, number>();
      for (const { stratum } of items) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
      const strata = [...counts].map(([stratum, itemCount]) => ({ stratum, itemCount }));
      return { itemCount: items.length, strata: strata.sort((a, b) => (a.stratum < b.stratum ? -1 : 1)) };
    }),
    endpoint(inspectionContracts.freezeFrame, ({ who, params, body }) => freeze(db, who, params.planId, body)),
    endpoint(inspectionContracts.sayNumber, ({ who, params, body }) => sayUnitsNumber(db, who, params.planId, body)),
    endpoint(inspectionContracts.drawSample, ({ who, params, body }) => draw(db, who, params.planId, body)),
    endpoint(inspectionContracts.voidDraw, ({ who, params, body }) => voidFrame(db, who, params.planId, body)),
    endpoint(inspectionContracts.closeInspection, ({ who, params }) => closePlan(db, who, params.planId)),
    endpoint(caseContracts.listCases, async ({ who, params }) => ({
      items: await casesShownTo(db, who, params.planId),
    })),
    endpoint(caseContracts.readCase, ({ who, params }) => wholeCase(db, who, params.caseId)),
    endpoint(caseContracts.addCase, ({ who, params, body }) => addCaseByHand(db, who, params.planId, body)),
    endpoint(caseContracts.changeCase, ({ who, params, body }) => changeCase(db, who, params.caseId, body)),
    endpoint(resultContracts.readResult, ({ who, params }) => planResult(db, who, params.planId)),
    endpoint(inspectionContracts.exportDraw, async ({ who, params }) => {
      const plan = await planIn(db, who, params.planId);
      if (isInspected(who) && plan.state !== 'closed') throw new AppError('DRAW_NOT_PUBLISHED');
      return drawLines(db, who.orgId, plan);
    }),
  ];
}

export function findingEndpoints(db: Database): Endpoint[] {
  return [
    endpoint(findingContracts.listMyInspections, async ({ who }) => ({ items: await myCases(db, who) })),
    endpoint(findingContracts.fileFinding, ({ who, params, body, now }) =>
      fileFinding(db, who, params.caseId, body, now),
    ),
    endpoint(findingContracts.recordCall, ({ who, params, body }) => recordCall(db, who, params.caseId, body)),
    endpoint(findingContracts.putPhotoPart, ({ who, params, query, body }) =>
      keepPart(db, who, { ...params, parts: query.parts, takenAt: query.takenAt ?? null, bytes: body }),
    ),
    endpoint(findingContracts.readPhoto, ({ who, params }) => photoFor(db, who, params.sha256)),
  ];
}
