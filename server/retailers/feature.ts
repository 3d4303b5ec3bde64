import type { MakeFeature } from '../feature.ts';
import { retailerEndpoints } from './http.ts';
import { importKind } from './import.ts';
import { startFacts } from './lifeHttp.ts';
import { addProposed, withdrawProposed } from './placeStore.ts';
import { announceRetailers } from './store.ts';

/** Whom reps visit: where they are, and the files they come from. */
export const retailers: MakeFeature = ({ db, log, given }) => {
  const importJob = importKind(db, given);
  return {
    endpoints: retailerEndpoints({ db, given, importJob }),
    jobs: [importJob],
    loops: [() => startFacts(db, log)],
    gives: {
      keepPlaces: async (tx, who, by, places) => {
        await addProposed(tx, who, by, places);
        await announceRetailers(tx, who.orgId, who.unitIds);
      },
      withdrawPlaces: async (tx, who, by) => {
        const withdrawn = await withdrawProposed(tx, who, by);
        if (withdrawn > 0) await announceRetailers(tx, who.orgId, who.unitIds);
        return withdrawn;
      },
    },
  };
};
