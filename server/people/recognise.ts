import { tokenHash, type Recognise, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { createGather } from '../gather.ts';
import { bySession, type SessionRule } from './sessionStore.ts';
import { byDevices, rootAdministrator } from './store.ts';

/** Sessions, phones, and whoever owns the machine. */
export function recogniserOf(
  db: Database,
  sessions: SessionRule,
  ownerToken: string,
  mustHaveTwo: (who: Who) => Promise<boolean>,
): Recognise {
  const ownerHash = tokenHash(ownerToken);
  // a thousand phones a second are asked for in a few statements; nothing is remembered, so that a revoked token is refused at once
  const phones = createGather<Buffer, Who | null>({
    write: (hashes) => byDevices(db, hashes),
    sizeOf: () => 1,
    maxSize: 500,
    lanes: 1,
    lingerMs: 0,
    maxWaiting: Infinity,
  });
  return {
    bySession: (hash) => bySession(db, hash, sessions, mustHaveTwo),
    // whoever can read the data folder owns the machine: the command line uses this while the server runs
    byDevice: async (hash) => {
      if (!hash.equals(ownerHash)) return phones.add(hash);
      const administrator = await rootAdministrator(db);
      return administrator && { ...administrator, isOwner: true };
    },
  };
}
