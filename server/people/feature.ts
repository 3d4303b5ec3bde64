import { organisationNamed } from './organisationNamed.ts';
import { DEMO_PASSWORD } from '../../shared/demo.ts';
import { tokenHash, type Who } from '../auth.ts';
import type { MakeFeature } from '../feature.ts';
import { unitNamesOf } from './export.ts';
import { peopleEndpoints } from './http.ts';
import { recogniserOf } from './recognise.ts';
import { createSignIn } from './signIn.ts';
import { databaseSecret, unitsIn, whoIs } from './store.ts';
import { addUnit } from './units.ts';

/** The organisation, its units and people, sign-ins and phones. */
export const people: MakeFeature = async ({ config, db, log, isSecure, ownerToken, publicUrl, given, now }) => {
  const setupToken = tokenHash(`set-up ${await databaseSecret(db)}`).toString('base64url'); // every process prints the same link
  const sessions = { idleHours: config.sessionHours, maxHours: config.sessionMaxHours };
  const baseMap = (who: Who) => given.baseMap(who, now());
  const mustHaveTwo = (who: Who) => given.mustHaveTwo(who, now());
  const signIn = createSignIn({
    db,
    log,
    isSecure,
    sessions,
    baseMap,
    mustHaveTwo,
    key: () => given.keyFor('known browsers'),
  });
  return {
    gives: {
      organisationNamed,
      signIn,
      recognise: recogniserOf(db, sessions, ownerToken, mustHaveTwo),
      whoIs: (orgId, personId) => whoIs(db, orgId, personId),
      setupToken,
      unitNames: (who) => unitNamesOf(db, who),
      addUnit,
    },
    endpoints: peopleEndpoints({
      db,
      log,
      setupToken,
      providerName: config.oidc?.name ?? null,
      demoPassword: DEMO_PASSWORD,
      publicUrl,
      signIn,
      checkSecondFactor: (...of) => given.checkSecondFactor(...of),
      baseMap,
    }),
    snapshot: async (who) => ({ units: await unitsIn(db, who) }),
  };
};
