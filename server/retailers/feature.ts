import type { MakeFeature } from '../feature.ts';
import { retailerEndpoints } from './http.ts';

/** Whom reps visit: where they are, and the files they come from. */
export const retailers: MakeFeature = ({ db, log }) => ({ endpoints: retailerEndpoints({ db, log }) });
