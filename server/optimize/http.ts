import { optimizeContracts } from '../../shared/optimize.ts';
import { Job } from '../../shared/jobs.ts';
import { MOST_STOPS_AT_ONCE, OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import type { Who } from '../auth.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { acceptable, optimizeRoute, type OptimizeDeps } from './optimizeRoute.ts';
import { layOut } from './problem.ts';

interface EndpointDeps extends OptimizeDeps {
  given: Pick<Given, 'queue' | 'straightOf'>;
}

/** Many stops as a job, with the same answer as its result. */
export function optimizeKind(deps: EndpointDeps, now: () => Date): JobKind<OptimizeRequest> {
  return {
    kind: 'routes.optimize',
    run: async (input, { who, signal }): Promise<OptimizedRoute> =>
      optimizeRoute(await drivenAs(deps, who, now()), OptimizeRequest.parse(input), signal),
  };
}

/** Where there are no roads, ways are as long and as fast as in the asker's unit. */
async function drivenAs({ solvers, travels, given }: EndpointDeps, who: Who, now: Date): Promise<OptimizeDeps> {
  return { solvers: solvers.of(who), travels: travels.with(await given.straightOf(who, now)) };
}

export function optimizeEndpoints(deps: EndpointDeps, job: JobKind<OptimizeRequest>): Endpoint[] {
  return [
    endpoint(optimizeContracts.optimizeRoute, async ({ who, body, now, res }) => {
      if (body.stops.length > MOST_STOPS_AT_ONCE) {
        acceptable(() => layOut(body)); // what is wrong is said now
        return res.status(202).json(Job.parse(await deps.given.queue.add(who, job, who.unitId, body))) as never;
      }
      const left = new AbortController();
      res.on('close', () => left.abort());
      return optimizeRoute(await drivenAs(deps, who, now), body, left.signal);
    }),
  ];
}
