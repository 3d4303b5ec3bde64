import { DEMO_PASSWORD } from '../../shared/demo.ts';
import { tokenHash } from '../auth.ts';
import type { MakeFeature } from '../feature.ts';
import { unitNamesOf } from './export.ts';
import { peopleEndpoints } from './http.ts';
import { recogniserOf } from './recognise.ts';
import { databaseSecret, unitsIn, whoIs } from './store.ts';

/** The organisation, its units and people, sign-ins and phones. */
export const people: MakeFeature = async ({ config, db, log, isSecure, ownerToken, publicUrl, given, now }) => {
  const setupToken = tokenHash(`set-up ${await databaseSecret(db)}`).toString('base64url'); // every process prints the same link
  const sessions = { idleHours: config.sessionHours, maxHours: config.sessionMaxHours };
  return {
    gives: {
      recognise: recogniserOf(db, sessions, ownerToken),
      whoIs: (orgId, personId) => whoIs(db, orgId, personId),
      setupToken,
      unitNames: (who) => unitNamesOf(db, who),
    },
    endpoints: peopleEndpoints({
      db,
      log,
      isSecure,
      sessions,
      setupToken,
      demoPassword: DEMO_PASSWORD,
      publicUrl,
      baseMap: (who) => given.baseMap(who, now()),
    }),
    snapshot: async (who) => ({ units: await unitsIn(db, who) }),
  };
};
