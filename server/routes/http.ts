import { z } from 'zod';
import { NewPlan, Plan, PlanQuery } from '../../shared/routes.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { makePlan, type PlanDeps } from './optimise.ts';
import { plansOn } from './store.ts';

export function routeEndpoints(deps: PlanDeps): Endpoint[] {
  return [
    endpoint({ method: 'get', path: '/plans', summary: 'The plans of a day: whom each rep visits, in order', action: 'plans.read', query: PlanQuery, reply: z.object({ items: z.array(Plan) }) },
      async ({ who, query }) => ({ items: await plansOn(deps.db, who, query.day, query.repId) })),
    endpoint({ method: 'post', path: '/plans', summary: "Make a rep's plan of a day in the best order, with how far from the best possible it can be", action: 'plans.make', body: NewPlan, reply: Plan, status: 201 },
      ({ who, body }) => makePlan(deps, who, body)),
  ];
}
