import type { MakeFeature } from '../feature.ts';
import type { Loop } from '../loop.ts';
import { SOLVER_THREADS } from '../solvers.ts';
import { jobEndpoints } from './http.ts';
import { createQueue, startJobs } from './runJobs.ts';
import { countOpenJobs, dropJobsEndedBefore } from './store.ts';

const KEPT_DAYS = 30;
/** Of each lane: as many searches as there are threads, and as many files beside them. */
const AT_ONCE = SOLVER_THREADS;

/** Work that takes longer than a request: any process takes it, and another takes it over from one that died. */
export const jobs: MakeFeature = ({ db, log, given, features }) => {
  const loops = new Map<string, Loop>();
  const begin = (lane: string): Loop => {
    const kinds = features()
      .flatMap((feature) => feature.jobs ?? [])
      .filter((kind) => (kind.lane ?? 'searches') === lane);
    const loop = startJobs({ db, log, kinds, whoIs: given.whoIs, atOnce: AT_ONCE });
    loops.set(lane, loop);
    return loop;
  };
  const wake = (): void => loops.forEach((loop) => loop.wake());
  return {
    endpoints: jobEndpoints({ db }),
    loops: [() => begin('searches'), () => begin('files')],
    upkeep: [() => dropJobsEndedBefore(db, KEPT_DAYS)],
    gauges: [{ name: 'jobs_open', help: 'Jobs that wait or run', read: () => countOpenJobs(db) }],
    gives: { queue: createQueue(db, wake) },
  };
};
