import type { MakeFeature } from '../feature.ts';
import { retailerEndpoints } from './http.ts';
import { importKind } from './import.ts';
import { startFacts } from './lifeHttp.ts';

/** Whom reps visit: where they are, and the files they come from. */
export const retailers: MakeFeature = ({ db, log, given }) => {
  const importJob = importKind(db, given);
  return {
    endpoints: retailerEndpoints({ db, given, importJob }),
    jobs: [importJob],
    loops: [() => startFacts(db, log)],
  };
};
