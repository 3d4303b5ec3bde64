import type { MakeFeature } from '../feature.ts';
import { dayEndpoints } from './dayHttp.ts';
import { calendarEndpoints } from './http.ts';
import { draftJob } from './jobs.ts';

/** Who is visited on which day, weeks ahead. */
export const calendar: MakeFeature = ({ config, db, solvers, now, given }) => {
  const deps = { db, solvers, travels: given.travels, environment: config.environment };
  const job = draftJob(deps, now);
  return { endpoints: [...dayEndpoints({ db }), ...calendarEndpoints({ ...deps, given, job })], jobs: [job] };
};
