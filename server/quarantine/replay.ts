import { PhoneApp } from '../../shared/positions.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { readers, readRequest } from '../positions/protocols/detect.ts';
import { replayRequest } from '../positions/protocols/quarantine.ts';
import type { Reading } from '../positions/protocols/reading.ts';
import { addReplay, quarantinedPart, type Replay } from './replayStore.ts';
import { addFixes, addNotices, lockReps } from '../positions/store.ts';

/**
 * Reads something quarantined again with the readers of today and stores what they can read now, for the phone that sent it.
 * The quarantined row stays; the replay is appended beside it. Replaying twice stores nothing twice.
 */
export async function replayQuarantined(
  db: Database,
  who: Who,
  quarantineId: number,
): Promise<Replay & { replayedAt: string }> {
  return db.transaction(async (tx) => {
    const part = await quarantinedPart(tx, who, quarantineId);
    if (!part) throw new AppError('NOT_IN_QUARANTINE');
    const { app, sender } = part;
    const reading = readAgain(app, part.raw);
    await lockReps(tx, [sender]);
    const [storedFixes = 0] = await addFixes(tx, [{ who: sender, app: reading.app ?? 'rounds', fixes: reading.fixes }]);
    await addNotices(tx, sender, reading.transitions, reading.appVisits);
    const replay: Replay = {
      storedFixes,
      readParts: reading.fixes.length + reading.transitions.length + reading.appVisits.length,
      still: reading.quarantine.map(({ reason, detail }) => ({ reason, detail })),
    };
    return { ...replay, replayedAt: (await addReplay(tx, who, quarantineId, replay)).toISOString() };
  });
}

function readAgain(
  app: string,
  raw: string,
): Pick<Reading, 'app' | 'fixes' | 'transitions' | 'appVisits' | 'quarantine'> {
  const request = replayRequest(raw);
  if (request) {
    const known = PhoneApp.safeParse(app);
    return known.success ? readers[known.data](request) : readRequest(request);
  }
  // a fix that was readable and met another at its very time: there is nothing to read again
  const refusal = {
    reason: 'SAME_TIME_OTHER_PLACE' as const,
    detail: 'It was readable: another position of this phone at the very same time was stored first.',
    raw,
  };
  return { app: null, fixes: [], transitions: [], appVisits: [], quarantine: [refusal] };
}
