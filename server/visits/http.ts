import { z } from 'zod';
import { Instant, page, PageQuery } from '../../shared/text.ts';
import { EndVisit, NewAppeal, NewDecision, StartVisit, VisitDetail, VisitQuery, VisitSummary } from '../../shared/visits.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import { AppError, endpoint, type Endpoint } from '../http.ts';
import { endVisit, startVisit } from './press.ts';
import { appealVisit, decideVisit } from './review.ts';
import { reviewOf } from './reviewStore.ts';
import { seeOneMoment, visitIn, visitRecord, visitsIn, type PressRow } from './store.ts';

const VisitPath = z.strictObject({ visitId: z.uuid() });

export interface VisitDeps {
  db: Database;
  /** Tells the judge that there is something to judge, so that it need not wait for its next look. */
  wakeJudge: () => void;
}

export function visitEndpoints({ db, wakeJudge }: VisitDeps): Endpoint[] {
  return [
    endpoint({ method: 'post', path: '/visits', summary: 'Start visit: the rep presses at the retailer', action: 'visits.press', body: StartVisit, reply: VisitSummary, status: 201 },
      ({ who, body, now }) => startVisit(db, who, body, now)),
    endpoint({ method: 'post', path: '/visits/:visitId/end', summary: 'End visit', action: 'visits.press', params: VisitPath, body: EndVisit, reply: VisitSummary, status: 201 },
      async ({ who, params, body, now }) => {
        const visit = await endVisit(db, who, params.visitId, body, now);
        wakeJudge();
        return visit;
      }),
    endpoint({ method: 'post', path: '/visits/:visitId/appeal', summary: 'The rep says that the judgement of their visit is wrong, once', action: 'visits.appeal', params: VisitPath, body: NewAppeal, reply: VisitSummary, status: 201 },
      ({ who, params, body }) => appealVisit(db, who, params.visitId, body)),
    endpoint({ method: 'post', path: '/visits/:visitId/decision', summary: "An auditor's word on a visit that is appealed or in doubt: it is the visit's state from then on", action: 'visits.decide', params: VisitPath, body: NewDecision, reply: VisitSummary, status: 201 },
      ({ who, params, body }) => decideVisit(db, who, params.visitId, body)),
    endpoint({ method: 'get', path: '/visits', summary: 'Visits of my scope, the newest first', action: 'visits.read', query: PageQuery.extend(VisitQuery.shape).strict(), reply: page(VisitSummary) },
      async ({ who, query }) => {
        const after = readCursor(query.cursor, [Instant, z.uuid()]);
        const rows = await visitsIn(db, who, { ...query, after: after && { startedAt: after[0], visitId: after[1] } });
        return pageOf(rows, query.limit, (v) => [v.startedAt, v.visitId]);
      }),
    endpoint({ method: 'get', path: '/visits/:visitId', summary: 'One visit: what was pressed, every judgement with its numbers and the evidence it had', action: 'visits.read', params: VisitPath, reply: VisitDetail },
      ({ who, params }) => db.transaction(async (tx) => {
        await seeOneMoment(tx); // or a judgement made meanwhile would stand beside the state before it
        const visit = await visitIn(tx, who, params.visitId);
        if (!visit) throw new AppError('NOT_FOUND', 'There is no such visit in your scope.');
        const record = await visitRecord(tx, who.orgId, params.visitId);
        const review = await reviewOf(tx, who.orgId, params.visitId);
        return {
          ...visit,
          ...review,
          presses: record.presses.map(toPress),
          notices: record.notices.map((n) => ({ event: n.event, at: n.at.toISOString(), receivedAt: n.receivedAt.toISOString() })),
          verdicts: record.verdicts.map((v) => ({ ...v, judgedAt: v.judgedAt.toISOString() })),
        } as z.input<typeof VisitDetail>;
      })),
  ];
}

function toPress({ lng, lat, pressedAt, receivedAt, fixAt, ...rest }: PressRow) {
  return {
    ...rest,
    position: lng === null || lat === null ? null : { lng, lat },
    pressedAt: pressedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    fixAt: fixAt?.toISOString() ?? null,
  };
}
