import type { MakeFeature } from '../feature.ts';
import { trackEndpoints } from './http.ts';

/** Where reps were, looked at by others: each look is on record. */
export const tracks: MakeFeature = ({ db, given }) => ({
  endpoints: trackEndpoints({ db, given }),
});
