import type { LogReview, NewReview } from '../../shared/logs.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import type { LogDeps } from './due.ts';
import { addReadings, addReview, countLogs, holdAuthor, isReturned, placeOfLog, storedReview } from './store.ts';

/** Reads, comments on or returns the last revision of a log; the same review sent again is one. */
export async function reviewLog({ db }: LogDeps, who: Who, logId: string, body: NewReview): Promise<LogReview> {
  const place = await placeOfLog(db, who, logId);
  if (!place) throw new AppError('NO_SUCH_LOG');
  return db.transaction(async (tx) => {
    await holdAuthor(tx, who.orgId, place.authorId);
    const stored = await storedReview(tx, who.orgId, body.reviewId);
    if (stored) {
      const isSame =
        stored.logId === logId.toLowerCase() &&
        stored.reviewerId === who.personId &&
        stored.deed === body.deed &&
        stored.line === body.line &&
        stored.note === body.note;
      if (!isSame) throw new AppError('REVIEW_ID_TAKEN');
      return stored;
    }
    const held = await placeOfLog(tx, who, logId);
    if (!held?.isLast) throw new AppError('LOG_REVISED');
    if (body.deed === 'return' && (await isReturned(tx, who.orgId, logId))) throw new AppError('LOG_RETURNED');
    await addReview(tx, who, logId, body);
    return (await storedReview(tx, who.orgId, body.reviewId))!;
  });
}

/** Logs that somebody has read at one look: each is on record; how many were not read by them before. */
export async function markRead({ db }: LogDeps, who: Who, logIds: readonly string[]): Promise<number> {
  const ids = [...new Set(logIds.map((id) => id.toLowerCase()))];
  return db.transaction(async (tx) => {
    if ((await countLogs(tx, who, ids)) < ids.length) throw new AppError('NO_SUCH_LOG');
    return addReadings(tx, who, ids);
  });
}
