import type { MakeFeature } from '../feature.ts';
import { retailerEndpoints } from './http.ts';
import { importKind } from './import.ts';

/** Whom reps visit: where they are, and the files they come from. */
export const retailers: MakeFeature = ({ db, given }) => {
  const importJob = importKind(db);
  return { endpoints: retailerEndpoints({ db, given, importJob }), jobs: [importJob] };
};
