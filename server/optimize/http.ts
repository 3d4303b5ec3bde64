import { optimizeContracts } from '../../shared/optimize.ts';
import { Job } from '../../shared/jobs.ts';
import { MOST_STOPS_AT_ONCE, OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { acceptable, optimizeRoute, type OptimizeDeps } from './optimizeRoute.ts';
import { layOut } from './problem.ts';

/** Many stops as a job, with the same answer as its result. */
export function optimizeKind(deps: OptimizeDeps): JobKind<OptimizeRequest> {
  return {
    kind: 'routes.optimize',
    run: async (input, { signal }): Promise<OptimizedRoute> =>
      optimizeRoute(deps, OptimizeRequest.parse(input), signal),
  };
}

export function optimizeEndpoints(
  deps: OptimizeDeps & { given: Pick<Given, 'queue' | 'straightOf'> },
  job: JobKind<OptimizeRequest>,
): Endpoint[] {
  return [
    endpoint(optimizeContracts.optimizeRoute, async ({ who, body, now, res }) => {
      if (body.stops.length > MOST_STOPS_AT_ONCE) {
        acceptable(() => layOut(body)); // what is wrong is said now
        return res.status(202).json(Job.parse(await deps.given.queue.add(who, job, who.unitId, body))) as never;
      }
      const left = new AbortController();
      res.on('close', () => left.abort());
      const travels = deps.travels.with(await deps.given.straightOf(who, now));
      return optimizeRoute({ ...deps, travels }, body, left.signal);
    }),
  ];
}
