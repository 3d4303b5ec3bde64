import { z } from 'zod';
import { Job } from '../../shared/jobs.ts';
import { DayPlan, ExportFormat, Plan, PlanActual, PlanPath, PlanQuery } from '../../shared/plans.ts';
import { MovedStop, NewPlan, PlanChange, PlanDay, PlanEdit, PlanWeek, StopMove } from '../../shared/planEdits.ts';
import type { Given } from '../given.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { actualOf } from './actual.ts';
import { geoJsonOf, gpxOf } from './exportPlan.ts';
import type { PlanDeps } from './planDay.ts';
import type { PlanJobs } from './jobs.ts';
import { moveStop } from './moveStop.ts';
import { editPlan, makePlan, readPlan } from './plans.ts';
import { planReps, storedPlan, trackOf, visitsMade } from './planStore.ts';
import { stopExport } from './stopExport.ts';
import { plansOn } from './store.ts';

/** Plans are made weeks ahead; beyond a year it is a typing error. */
const MAX_PLAN_DAYS = 366;

export interface PlanEndpointDeps extends PlanDeps {
  given: Pick<Given, 'queue' | 'unitNames'>;
  jobs: PlanJobs;
}

function checkDay(day: string, now: Date, path = 'body.day'): void {
  if (Math.abs(Date.parse(day) - now.getTime()) > MAX_PLAN_DAYS * 24 * 3_600_000)
    throw badField(path, 'WITHIN_DAYS_OF_TODAY', { days: MAX_PLAN_DAYS });
}

export function planEndpoints(deps: PlanEndpointDeps): Endpoint[] {
  const { db, given, jobs } = deps;
  return [
    endpoint(
      {
        method: 'get',
        path: '/plans',
        summary: 'The plans of a day: whom each rep visits, in order',
        action: 'plans.read',
        query: PlanQuery,
        reply: z.object({ items: z.array(Plan) }),
      },
      async ({ who, query }) => ({ items: await plansOn(db, who, query.day, query.repId) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/plans',
        summary: "Make a rep's plan of a day in the best order, with how far from the best possible it can be",
        action: 'plans.make',
        body: NewPlan,
        reply: DayPlan,
        status: 201,
      },
      ({ who, body, now }) => {
        checkDay(body.day, now);
        return makePlan(deps, who, body, now);
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/plans/day',
        summary:
          "Plan a day for every rep of a unit: the retailers that are due, as many as fit. A job; its result says what became of each rep's plan",
        action: 'plans.make',
        body: PlanDay,
        reply: Job,
        status: 202,
      },
      ({ who, body, now }) => {
        checkDay(body.day, now);
        if (!who.unitIds.includes(body.unitId.toLowerCase())) throw new AppError('NO_SUCH_UNIT');
        return given.queue.add(who, jobs.day, body.unitId, body);
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/plans/week',
        summary:
          "Plan several days of a rep: each retailer due by then once, near ones on one day, the days' work even. A job",
        action: 'plans.make',
        body: PlanWeek,
        reply: Job,
        status: 202,
      },
      async ({ who, body, now }) => {
        body.days.forEach((day, i) => checkDay(day, now, `body.days.${i}`));
        const [rep] = await planReps(db, who, { repId: body.repId }, body.days[0]!, now);
        if (!rep) throw new AppError('NO_SUCH_REP');
        return given.queue.add(who, jobs.week, rep.unitId, body);
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/plans/move',
        summary: 'Give a stop to another rep on the same day, or try what that would change',
        action: 'plans.make',
        body: StopMove,
        reply: MovedStop,
      },
      ({ who, body, now }) => moveStop(deps, who, body, now),
    ),
    stopExport(db, (who) => given.unitNames(who)),
    endpoint(
      {
        method: 'get',
        path: '/plans/:repId/:day',
        summary: 'One plan with its times, what is late and what would mend it',
        action: 'plans.read',
        params: PlanPath,
        reply: DayPlan,
      },
      ({ who, params, now }) => readPlan(deps, who, params.repId, params.day, now),
    ),
    endpoint(
      {
        method: 'put',
        path: '/plans/:repId/:day',
        summary:
          'Put a plan into an order by hand, pin, lock, or let the rest be put in the best order; with dryRun only what that would change',
        action: 'plans.make',
        params: PlanPath,
        body: PlanEdit,
        reply: PlanChange,
      },
      ({ who, params, body, now }) => editPlan(deps, who, params.repId, params.day, body, now),
    ),
    endpoint(
      {
        method: 'get',
        path: '/plans/:repId/:day/export',
        summary: 'A plan for navigation apps (GPX) and maps (GeoJSON)',
        action: 'plans.read',
        params: PlanPath,
        query: z.strictObject({ format: ExportFormat.default('gpx') }),
        reply: { contentType: 'application/octet-stream' },
      },
      async ({ who, params, query, now, res }) => {
        const plan = await readPlan(deps, who, params.repId, params.day, now);
        const isGpx = query.format === 'gpx';
        res.setHeader('Content-Disposition', `attachment; filename="plan-${params.day}.${query.format}"`);
        res
          .type(isGpx ? 'application/gpx+xml' : 'application/geo+json')
          .send(isGpx ? gpxOf(plan) : JSON.stringify(geoJsonOf(plan)));
        return '';
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/plans/:repId/:day/actual',
        summary: 'A day against its plan: visited, order kept, kilometres of the track, minutes',
        action: 'positions.read',
        params: PlanPath,
        reply: PlanActual,
      },
      async ({ who, params, now }) => {
        const plan = await storedPlan(db, who, params.repId, params.day);
        const [rep] = await planReps(db, who, { repId: params.repId }, params.day, now);
        if (!plan || !rep) throw new AppError('NO_PLAN');
        const visits = await visitsMade(db, who, rep, params.day);
        const ends = visits.map(({ startS, endS }) => endS ?? startS);
        const track =
          visits.length === 0 ? [] : await trackOf(db, who, rep, params.day, visits[0]!.startS, Math.max(...ends));
        return actualOf(plan, visits, track);
      },
    ),
  ];
}
