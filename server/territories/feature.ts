import type { MakeFeature } from '../feature.ts';
import { territoryEndpoints } from './http.ts';
import { territoriesIn } from './store.ts';

/** The maps in force: which retailers belong together, and to whom. */
export const territories: MakeFeature = ({ db }) => ({
  endpoints: territoryEndpoints({ db }),
  snapshot: async (who) => ({ territories: await territoriesIn(db, who, undefined) }),
});
