import type { MakeFeature } from '../feature.ts';
import { planEndpoints } from './http.ts';
import { planJobs } from './jobs.ts';
import { plansOn } from './store.ts';

/** Whom a rep visits on a day, and in which order. */
export const plans: MakeFeature = ({ config, db, solvers, now, given }) => {
  const deps = { db, solvers, travels: given.travels, environment: config.environment };
  const jobs = planJobs(deps, now);
  return {
    endpoints: planEndpoints({ ...deps, given, jobs }),
    jobs: Object.values(jobs),
    snapshot: async (who, day) => ({ plans: await plansOn(db, who, day, undefined) }),
  };
};
