import type { ForgottenClaim, ForgottenDismissal, ForgottenStop } from '../../shared/forgotten.ts';
import { settings } from '../../shared/settings.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { addDismissal, dismissedStays, ownTrack, ownVisits, requiredDwellOn, retailersNear } from './forgottenStore.ts';
import { sameVisit, sha256 } from './press.ts';
import { isSameStop, proposals, unexplainedStays } from './proposals.ts';
import { addPress, announceVisit, lockRep, storedPress, visitIn } from './store.ts';

/** Stops of the rep's own track of a day at which no visit was pressed. Found anew each time: there is nothing to keep in step. */
export async function forgottenStops(sql: Queryable, who: Who, day: string, now: Date): Promise<ForgottenStop[]> {
  const visits = await ownVisits(sql, who, day);
  const track = await ownTrack(sql, who, day);
  const stays = unexplainedStays(
    { track, visits, dismissedMs: await dismissedStays(sql, who, day), nowMs: now.getTime() },
    await requiredDwellOn(sql, who, day, settings.requiredDwellS.builtIn),
  );
  return proposals(
    stays,
    await retailersNear(
      sql,
      who,
      day,
      stays.map((stay) => stay.centre),
    ),
    visits,
  );
}

/**
 * The rep says that a stop was a visit: it becomes one whose presses are the stop's ends, carry no position, and say when they were
 * claimed, so that the judge never calls it valid by itself. Only a stop that the track shows can be claimed. Sent twice it is one.
 */
export async function claimStop(db: Database, who: Who, claim: ForgottenClaim, now: Date): Promise<VisitSummary> {
  const bodySha256 = sha256(claim);
  return db.transaction(async (tx) => {
    await lockRep(tx, who);
    const stored = await storedPress(tx, who, claim.visitId, 'start');
    if (stored) return sameVisit(stored, bodySha256, await visitIn(tx, who, claim.visitId));
    const stop = await stopOf(tx, who, claim, now);
    const press = {
      visitId: claim.visitId,
      retailerId: claim.retailerId,
      fix: null,
      deviceId: null,
      bodySha256,
      claimedAt: now,
    };
    const isStored =
      (await addPress(tx, who, { ...press, kind: 'start', pressedAt: stop.fromAt, note: claim.note })) &&
      (await addPress(tx, who, { ...press, kind: 'end', pressedAt: stop.untilAt, note: null }));
    if (!isStored) throw new AppError('VISIT_ID_TAKEN');
    return announceVisit(tx, who.orgId, claim.visitId);
  });
}

/** The rep says that a stop was no visit. Said again, or of a stop that is explained meanwhile, it changes nothing. */
export async function dismissStop(db: Database, who: Who, dismissal: ForgottenDismissal): Promise<void> {
  if (!(await addDismissal(db, who, dismissal))) throw new AppError('NO_SUCH_RETAILER');
}

async function stopOf(
  tx: Queryable,
  who: Who,
  { fromAt, retailerId }: ForgottenClaim,
  now: Date,
): Promise<ForgottenStop> {
  const fromMs = Date.parse(fromAt);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: who.timeZone }).format(fromMs);
  const stops = await forgottenStops(tx, who, day, now);
  const stop = stops.find(
    (one) =>
      isSameStop(fromMs, { fromMs: Date.parse(one.fromAt) }) &&
      one.retailers.some((retailer) => retailer.retailerId === retailerId),
  );
  if (!stop) throw new AppError('STOP_GONE');
  return stop;
}
