import { createHmac } from 'node:crypto';
import type { MakeFeature } from '../feature.ts';
import { createChallenges } from './challenge.ts';
import { checkSecondFactor } from './check.ts';
import { factorEndpoints } from './http.ts';
import { factorSecret, removeAll } from './store.ts';

/** What people show beside their password: codes of an app, passkeys, codes on paper. */
export const factors: MakeFeature = async ({ db, log, given, publicUrl, now }) => {
  const secret = await factorSecret(db);
  const challenges = createChallenges(secret, () => now().getTime());
  return {
    endpoints: factorEndpoints({ db, log, given, publicUrl, challenges }),
    gives: {
      checkSecondFactor: (person, code, at) => checkSecondFactor(db, person, code, at),
      keyFor: (purpose) => createHmac('sha256', secret).update(`key for ${purpose}`).digest(),
    },
    erase: async (tx, orgId, personId) => {
      await removeAll(tx, { orgId, personId });
      return {};
    },
  };
};
