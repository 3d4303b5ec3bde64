import { PhoneApp } from '../../shared/positions.ts';
import type { Queryable } from '../db.ts';
import type { Quarantine, ReadAgain, Sender } from '../given.ts';
import { readers, readRequest } from './protocols/detect.ts';
import { replayRequest } from './protocols/quarantine.ts';
import type { Reading } from './protocols/reading.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { unread } from './protocols/refusal.ts';
import { addFixes, addNotices, lockReps } from './store.ts';

/** Reads something quarantined with the readers of today and stores what they can read now, for the phone that sent it. */
export async function readAgain(
  tx: Queryable,
  sender: Sender,
  app: string,
  raw: string,
  quarantine: Quarantine,
): Promise<ReadAgain> {
  const reading = read(app, raw);
  await lockReps(tx, [sender]);
  const sent = { who: sender, app: reading.app ?? ('rounds' as const), fixes: reading.fixes };
  const [storedFixes = 0] = await addFixes(tx, [sent], quarantine);
  await addNotices(tx, sender, reading.transitions, reading.appVisits);
  return {
    storedFixes,
    readParts: reading.fixes.length + reading.transitions.length + reading.appVisits.length,
    still: reading.quarantine.map(({ reason, why }) => ({ reason, detail: sentenceOf(why, 'en')!, why })),
  };
}

function read(app: string, raw: string): Pick<Reading, 'app' | 'fixes' | 'transitions' | 'appVisits' | 'quarantine'> {
  const request = replayRequest(raw);
  if (request) {
    const known = PhoneApp.safeParse(app);
    return known.success ? readers[known.data](request) : readRequest(request);
  }
  // a fix that was readable and met another at its very time: there is nothing to read again
  return { app: null, fixes: [], transitions: [], appVisits: [], quarantine: [{ ...unread('WAS_READABLE'), raw }] };
}
