import type { MakeFeature } from '../feature.ts';
import { privacyEndpoints } from './http.ts';
import { createLooks } from './looks.ts';
import { sealLooks } from './lookStore.ts';

/** What is stored about somebody, told to themself, and deleted when they have left. */
export const privacy: MakeFeature = ({ db, given, features, now }) => ({
  endpoints: privacyEndpoints({ db, given, features }),
  upkeep: [() => sealLooks(db)],
  gives: { looks: createLooks(db, () => now().getTime()) },
});
