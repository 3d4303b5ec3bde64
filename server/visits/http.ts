import { z } from 'zod';
import { forgottenContracts } from '../../shared/forgotten.ts';
import type { UnitName } from '../../shared/tables/said.ts';
import { Instant } from '../../shared/text.ts';
import { visitContracts, type VisitDetail } from '../../shared/visits.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { coordinatesOf, ledgerOf } from './caseStore.ts';
import { visitExport } from './export.ts';
import { claimStop, dismissStop, forgottenStops } from './forgotten.ts';
import { visitsIn } from './listStore.ts';
import { endVisit, startVisit } from './press.ts';
import { appealVisit, decideVisit, withdrawDecision } from './review.ts';
import { reviewOf } from './reviewStore.ts';
import { seenInCase, seenInVisits } from './seen.ts';
import { seeOneMoment, visitIn, visitRecord, type PressRow } from './store.ts';

export interface VisitDeps {
  db: Database;
  /** Tells the judge that there is something to judge, so that it need not wait for its next look. */
  wakeJudge: () => void;
  unitNames: (who: Who) => Promise<UnitName>;
}

export function visitEndpoints({ db, wakeJudge, unitNames }: VisitDeps): Endpoint[] {
  return [
    endpoint(visitContracts.startVisit, ({ who, body, now }) => startVisit(db, who, body, now)),
    endpoint(visitContracts.endVisit, async ({ who, params, body, now }) => {
      const visit = await endVisit(db, who, params.visitId, body, now);
      wakeJudge();
      return visit;
    }),
    endpoint(visitContracts.appealVisit, ({ who, params, body }) => appealVisit(db, who, params.visitId, body)),
    endpoint(visitContracts.decideVisit, async ({ who, params, body, look }) => {
      const visit = await decideVisit(db, who, params.visitId, body);
      await look(seenInVisits([visit]));
      return visit;
    }),
    endpoint(visitContracts.withdrawDecision, async ({ who, params, body, now, look }) => {
      const visit = await withdrawDecision(db, who, params.visitId, body, now);
      await look(seenInVisits([visit]));
      return visit;
    }),
    endpoint(forgottenContracts.listForgottenStops, async ({ who, query, now }) => ({
      items: await forgottenStops(db, who, query.day, now),
    })),
    endpoint(forgottenContracts.claimForgottenStop, async ({ who, body, now }) => {
      const visit = await claimStop(db, who, body, now);
      wakeJudge();
      return visit;
    }),
    endpoint(forgottenContracts.dismissForgottenStop, async ({ who, body }) => {
      await dismissStop(db, who, body);
      return undefined;
    }),
    endpoint(visitContracts.listVisits, async ({ who, query, look }) => {
      const after = readCursor(query.cursor, [Instant, z.uuid()]);
      const rows = await visitsIn(db, who, { ...query, after: after && { startedAt: after[0], visitId: after[1] } });
      const page = pageOf(rows, query.limit, (v) => [v.startedAt, v.visitId]);
      await look(seenInVisits(page.items));
      return page;
    }),
    visitExport(db, unitNames),
    endpoint(visitContracts.readVisit, async ({ who, params, look }) => {
      const found = await db.transaction((tx) => caseOf(tx, who, params.visitId));
      await look(seenInCase(found));
      return found;
    }),
  ];
}

async function caseOf(tx: Queryable, who: Who, visitId: string) {
  await seeOneMoment(tx); // or a judgement made meanwhile would stand beside the state before it
  const visit = await visitIn(tx, who, visitId);
  if (!visit) throw new AppError('NO_SUCH_VISIT');
  const record = await visitRecord(tx, who.orgId, visitId);
  return {
    ...visit,
    ...(await reviewOf(tx, who.orgId, visitId)),
    presses: record.presses.map(toPress),
    notices: record.notices.map((n) => ({
      event: n.event,
      at: n.at.toISOString(),
      receivedAt: n.receivedAt.toISOString(),
    })),
    verdicts: record.verdicts.map((v) => ({ ...v, judgedAt: v.judgedAt.toISOString() })),
    coordinates: await coordinatesOf(tx, who.orgId, visit.retailerId),
    ledger: await ledgerOf(tx, who.orgId, visitId),
  } as z.input<typeof VisitDetail>;
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
