import { AppError, badField } from '../errors.ts';
import { createHash } from 'node:crypto';
import type { EndVisit, StartVisit, VisitSummary } from '../../shared/visits.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import {
  addPress,
  announceVisit,
  closeVisit,
  forgetOpenVisits,
  isRetailerInScope,
  lockRep,
  openVisit,
  storedPress,
  visitIn,
} from './store.ts';

/** A phone's clock may be off by hours and still be meant; beyond this it is not a time of pressing. */
const EARLIEST_PRESS = '2015-01-01';
const MAX_AHEAD_MS = 26 * 3_600_000; // a clock set to local time as if it were UTC is at most 14 h ahead, a wrong day 24 h

/** The rep starts a visit. The same press sent again answers the same; nothing is stored twice. */
export async function startVisit(db: Database, who: Who, body: StartVisit, now: Date): Promise<VisitSummary> {
  refuseStrangeTime(body.pressedAt, 'body.pressedAt', now);
  refuseStrangeTime(body.fix?.fixAt ?? null, 'body.fix.fixAt', now);
  const bodySha256 = sha256(body);
  return db.transaction(async (tx) => {
    await lockRep(tx, who);
    const stored = await storedPress(tx, who, body.visitId, 'start');
    if (stored) return sameVisit(stored, bodySha256, (await visitIn(tx, who, body.visitId)) ?? null);
    if (!(await isRetailerInScope(tx, who, body.retailerId))) throw new AppError('NO_SUCH_RETAILER');
    await forgetOpenVisits(tx, new Date(body.pressedAt), who);
    const holder = await openVisit(tx, who, body);
    if (holder) throw new AppError('OTHER_VISIT_OPEN', { visitId: holder });
    if (!(await addPress(tx, who, { ...body, kind: 'start', bodySha256 }))) throw idTaken();
    return announceVisit(tx, who.orgId, body.visitId);
  });
}

/** The rep ends the visit they started. */
export async function endVisit(
  db: Database,
  who: Who,
  visitId: string,
  body: EndVisit,
  now: Date,
): Promise<VisitSummary> {
  refuseStrangeTime(body.pressedAt, 'body.pressedAt', now);
  refuseStrangeTime(body.fix?.fixAt ?? null, 'body.fix.fixAt', now);
  const bodySha256 = sha256({ visitId, ...body });
  return db.transaction(async (tx) => {
    await lockRep(tx, who);
    const start = await storedPress(tx, who, visitId, 'start');
    if (!start || start.repId !== who.personId) throw new AppError('NOT_STARTED');
    const stored = await storedPress(tx, who, visitId, 'end');
    if (stored) return sameVisit(stored, bodySha256, await visitIn(tx, who, visitId));
    if (!(await addPress(tx, who, { ...body, kind: 'end', visitId, retailerId: start.retailerId, bodySha256 })))
      throw idTaken();
    await closeVisit(tx, who.orgId, visitId);
    return announceVisit(tx, who.orgId, visitId);
  });
}

/** What is stored already, where it is this very press. */
export function sameVisit(
  stored: { bodySha256: Buffer },
  bodySha256: Buffer,
  visit: VisitSummary | null,
): VisitSummary {
  if (!visit || !stored.bodySha256.equals(bodySha256)) throw idTaken();
  return visit;
}

function idTaken(): AppError {
  return new AppError('VISIT_ID_TAKEN');
}

/** The parsed body has its keys in the schema's order, so equal presses have equal bytes. */
export function sha256(body: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(body)).digest();
}

function refuseStrangeTime(at: string | null, path: string, now: Date): void {
  if (at === null || (at >= EARLIEST_PRESS && Date.parse(at) <= now.getTime() + MAX_AHEAD_MS)) return;
  throw badField(path, 'CLOCK_WRONG', { at });
}
