import { tokenHash, type Recognise, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { createGather } from '../gather.ts';
import { bySession, type SessionRule } from './sessionStore.ts';
import { AppError } from '../errors.ts';
import { ownerTokenFor } from '../runningServer.ts';
import { byDevices, organisations, rootAdministrator } from './store.ts';

/** Sessions, phones, and whoever owns the machine. */
export function recogniserOf(
  db: Database,
  sessions: SessionRule,
  ownerToken: string,
  mustHaveTwo: (who: Who) => Promise<boolean>,
): Recognise {
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
    byDevice: (hash) => phones.add(hash),
    byOwner: (hash) => asOwner(db, hash, ownerToken),
  };
}

/**
 * Whoever can read the data folder owns the machine, and acts in the organisation that is named with the token: the command line does
 * so while the server runs. The token alone is enough where there is one organisation. @throws AppError WHICH_ORGANISATION
 */
async function asOwner(db: Database, hash: Buffer, ownerToken: string): Promise<Who | null> {
  const orgs = await organisations(db);
  const isBare = hash.equals(tokenHash(ownerToken));
  if (isBare && orgs.length > 1) throw new AppError('WHICH_ORGANISATION', { names: orgs.map(({ name }) => name) });
  const org = isBare ? orgs[0] : orgs.find(({ name }) => hash.equals(tokenHash(ownerTokenFor(ownerToken, name))));
  const administrator = org ? await rootAdministrator(db, org.orgId) : null;
  return administrator && { ...administrator, isOwner: true };
}
