import type { MakeFeature } from '../feature.ts';
import { privacyEndpoints } from './http.ts';

/** What is stored about somebody, told to themself, and deleted when they have left. */
export const privacy: MakeFeature = ({ db, given, features }) => ({
  endpoints: privacyEndpoints({ db, given, features }),
});
