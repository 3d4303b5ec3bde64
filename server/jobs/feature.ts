import type { MakeFeature } from '../feature.ts';
import type { Loop } from '../loop.ts';
import { SOLVER_THREADS } from '../solvers.ts';
import { jobEndpoints } from './http.ts';
import { createQueue, startJobs } from './runJobs.ts';
import { countOpenJobs, dropJobsEndedBefore } from './store.ts';

const KEPT_DAYS = 30;

/** Work that takes longer than a request: any process takes it, and another takes it over from one that died. */
export const jobs: MakeFeature = ({ db, log, given, features }) => {
  let loop: Loop | undefined;
  const begin = () =>
    startJobs({
      db,
      log,
      kinds: features().flatMap((feature) => feature.jobs ?? []),
      whoIs: given.whoIs,
      atOnce: SOLVER_THREADS,
    });
  return {
    endpoints: jobEndpoints({ db }),
    loops: [() => (loop = begin())],
    upkeep: [() => dropJobsEndedBefore(db, KEPT_DAYS)],
    gauges: [{ name: 'jobs_open', help: 'Jobs that wait or run', read: () => countOpenJobs(db) }],
    gives: { queue: createQueue(db, () => loop?.wake()) },
  };
};
