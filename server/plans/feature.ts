import type { MakeFeature } from '../feature.ts';
import { startFreezing } from './freeze.ts';
import { planEndpoints } from './http.ts';
import { planJobs } from './jobs.ts';
import { storePastPlans } from './pastStore.ts';
import { plansOn } from './store.ts';

/** Whom a rep visits on a day, and in which order. */
export const plans: MakeFeature = ({ config, db, log, solvers, now, given }) => {
  const deps = { db, solvers, travels: given.travels, environment: config.environment };
  const jobs = planJobs(deps, now);
  return {
    endpoints: planEndpoints({ ...deps, given, jobs }),
    jobs: Object.values(jobs),
    loops: [() => startFreezing(db, config.environment, log, now)],
    gives: { storePastPlans },
    snapshot: async (who, day) => ({ plans: await plansOn(db, who, day, undefined) }),
  };
};
