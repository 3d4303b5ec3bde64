import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Given, ReadAgain } from '../given.ts';
import { AppError } from '../errors.ts';
import { addReplay, quarantinedPart } from './store.ts';

/**
 * Reads something quarantined again with the readers of today. The quarantined row stays; the replay is appended beside it.
 * Replaying twice stores nothing twice.
 */
export async function replayQuarantined(
  db: Database,
  given: Pick<Given, 'readAgain'>,
  who: Who,
  quarantineId: number,
): Promise<ReadAgain & { replayedAt: string }> {
  return db.transaction(async (tx) => {
    const part = await quarantinedPart(tx, who, quarantineId);
    if (!part) throw new AppError('NOT_IN_QUARANTINE');
    const replay = await given.readAgain(tx, part.sender, part.app, part.raw);
    return { ...replay, replayedAt: (await addReplay(tx, who, quarantineId, replay)).toISOString() };
  });
}
