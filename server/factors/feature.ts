import type { MakeFeature } from '../feature.ts';
import { createChallenges } from './challenge.ts';
import { checkSecondFactor } from './check.ts';
import { factorEndpoints } from './http.ts';
import { factorSecret, removeAll } from './store.ts';

/** What people show beside their password: codes of an app, passkeys, codes on paper. */
export const factors: MakeFeature = async ({ db, log, given, publicUrl, now }) => {
  const challenges = createChallenges(await factorSecret(db), () => now().getTime());
  return {
    endpoints: factorEndpoints({ db, log, given, publicUrl, challenges }),
    gives: { checkSecondFactor: (person, code, at) => checkSecondFactor(db, person, code, at) },
    erase: async (tx, orgId, personId) => {
      await removeAll(tx, { orgId, personId });
      return {};
    },
  };
};
