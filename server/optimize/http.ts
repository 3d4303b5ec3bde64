import { Job } from '../../shared/jobs.ts';
import { MOST_STOPS_AT_ONCE, OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { acceptable, optimizeRoute, type OptimizeDeps } from './optimizeRoute.ts';
import { layOut } from './problem.ts';

/** 20,000 stops with everything said of each, or a matrix of 500 × 500 with metres. */
const MAX_OPTIMIZE_BYTES = 8_000_000;

/** Many stops as a job, with the same answer as its result. */
export function optimizeKind(deps: OptimizeDeps): JobKind<OptimizeRequest> {
  return {
    kind: 'routes.optimize',
    run: async (input, { signal }): Promise<OptimizedRoute> =>
      optimizeRoute(deps, OptimizeRequest.parse(input), signal),
  };
}

export function optimizeEndpoints(
  deps: OptimizeDeps & { given: Pick<Given, 'queue'> },
  job: JobKind<OptimizeRequest>,
): Endpoint[] {
  return [
    endpoint(
      {
        method: 'post',
        path: '/routes/optimize',
        summary: `The best order of stops given here, with how far from the best possible it can be; above ${MOST_STOPS_AT_ONCE} stops a job (202) that has the same answer as its result`,
        action: 'plans.make',
        body: OptimizeRequest,
        reply: OptimizedRoute,
        accepted: Job,
        maxBodyBytes: MAX_OPTIMIZE_BYTES,
      },
      async ({ who, body, res }) => {
        if (body.stops.length > MOST_STOPS_AT_ONCE) {
          acceptable(() => layOut(body)); // what is wrong is said now
          return res.status(202).json(Job.parse(await deps.given.queue.add(who, job, who.unitId, body))) as never;
        }
        const left = new AbortController();
        res.on('close', () => left.abort());
        return optimizeRoute(deps, body, left.signal);
      },
    ),
  ];
}
