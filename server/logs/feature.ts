import type { MakeFeature } from '../feature.ts';
import { logEndpoints } from './http.ts';

/** What reps report of their days, weeks and months, and what supervisors say to it. */
export const logs: MakeFeature = ({ db, config }) => ({
  endpoints: logEndpoints({ db, environment: config.environment }),
});
