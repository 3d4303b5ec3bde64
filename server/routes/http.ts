import { z } from 'zod';
import { NewPlan, Plan, PlanQuery } from '../../shared/routes.ts';
import { badField, endpoint, type Endpoint } from '../http.ts';
import { makePlan, type PlanDeps } from './optimise.ts';
import { plansOn } from './store.ts';

/** Plans are made weeks ahead; beyond a year it is a typing error. */
const MAX_PLAN_DAYS = 366;

export function routeEndpoints(deps: PlanDeps): Endpoint[] {
  return [
    endpoint({ method: 'get', path: '/plans', summary: 'The plans of a day: whom each rep visits, in order', action: 'plans.read', query: PlanQuery, reply: z.object({ items: z.array(Plan) }) },
      async ({ who, query }) => ({ items: await plansOn(deps.db, who, query.day, query.repId) })),
    endpoint({ method: 'post', path: '/plans', summary: "Make a rep's plan of a day in the best order, with how far from the best possible it can be", action: 'plans.make', body: NewPlan, reply: Plan, status: 201 },
      ({ who, body, now }) => {
        const aheadMs = Date.parse(body.day) - now.getTime();
        if (Math.abs(aheadMs) > MAX_PLAN_DAYS * 24 * 3_600_000) throw badField('body.day', `must be within ${MAX_PLAN_DAYS} days of today`);
        return makePlan(deps, who, body);
      }),
  ];
}
