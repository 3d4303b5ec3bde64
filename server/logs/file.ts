import { createHash } from 'node:crypto';
import { timelinessOf } from '../../shared/logDue.ts';
import { MOST_REVISIONS, type FiledLog, type NewLog, type Said } from '../../shared/logs.ts';
import { isOfDay, type LogFacts } from '../../shared/logFacts.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { authorOf, spanBegun } from './draft.ts';
import { dueMoments, type LogDeps } from './due.ts';
import { factsOf } from './facts.ts';
import { foreignRetailers, momentsOf } from './peopleStore.ts';
import { addLog, holdAuthor, lastRevision, storedLog } from './store.ts';

/**
 * Files a log with the facts as they stand now. The same one sent again answers the same; another one of its days is their next revision.
 * A late one is taken and says so.
 */
export async function fileLog(deps: LogDeps, who: Who, body: NewLog, now: Date): Promise<FiledLog> {
  const { db, environment } = deps;
  const bodySha256 = createHash('sha256').update(JSON.stringify(body)).digest();
  const rep = await authorOf(deps, who, now);
  return db.transaction(async (tx) => {
    await holdAuthor(tx, who.orgId, who.personId);
    const stored = await storedLog(tx, who.orgId, body.logId);
    if (stored) {
      if (stored.authorId !== who.personId || !stored.bodySha256.equals(bodySha256)) throw new AppError('LOG_ID_TAKEN');
      return stored.filed;
    }
    const { logId, span, saidAt, said } = body;
    const { fromDay, toDay } = spanBegun(span, body.day, rep.today, 'body.day');
    const before = await lastRevision(tx, who, span, fromDay);
    if (before >= MOST_REVISIONS) throw new AppError('TOO_MANY_REVISIONS', { most: MOST_REVISIONS });
    const [dueAt] = await dueMoments(tx, who.orgId, environment, [{ rep, span, fromDay }]);
    const [beginsAt] = await momentsOf(tx, [{ day: fromDay, time: '00:00', timeZone: rep.timeZone }]);
    const came = timelinessOf({ saidAt: new Date(saidAt), receivedAt: now, dueAt: dueAt!, beginsAt: beginsAt! });
    const facts = await factsOf(tx, who.orgId, rep, span, fromDay);
    await checkStops(tx, who, said, facts);
    const { unitId } = rep;
    const named = { logId, span, fromDay, toDay, revisionNo: before + 1, saidAt, unitId };
    await addLog(tx, who, { ...named, ...came, dueAt: dueAt!, receivedAt: now, said, facts, bodySha256 });
    return (await storedLog(tx, who.orgId, logId))!.filed;
  });
}

/** A reason is of a stop that was not made, or of another retailer that the rep may see. */
async function checkStops(tx: Queryable, who: Who, { reasons }: Said, facts: LogFacts): Promise<void> {
  const missing = new Set(isOfDay(facts) ? facts.missing.map(({ retailerId }) => retailerId) : []);
  const others = reasons.map(({ retailerId }) => retailerId.toLowerCase()).filter((id) => !missing.has(id));
  if (others.length > 0 && (await foreignRetailers(tx, who, others)).length > 0) throw new AppError('NO_SUCH_RETAILER');
}
