import { planEditContracts } from '../../shared/planEdits.ts';
import { readPlanDue } from '../../shared/planDue.ts';
import { readPlanHistory } from '../../shared/planHistory.ts';
import { planContracts } from '../../shared/plans.ts';
import type { Given } from '../given.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { actualOf } from './actual.ts';
import { geoJsonOf, gpxOf } from './exportPlan.ts';
import { inNameOf, type PlanDeps } from './planDay.ts';
import type { PlanJobs } from './jobs.ts';
import { planAsBegun, planHistory } from './history.ts';
import { moveStop } from './moveStop.ts';
import { planDue } from './planDue.ts';
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
    endpoint(planContracts.listPlans, async ({ who, query }) => ({
      items: await plansOn(db, who, query.day, query.repId),
    })),
    endpoint(planEditContracts.makePlan, ({ who, body, now }) => {
      checkDay(body.day, now);
      return makePlan(inNameOf(deps, who), who, body, now);
    }),
    endpoint(planEditContracts.planDay, ({ who, body, now }) => {
      checkDay(body.day, now);
      if (!who.unitIds.includes(body.unitId.toLowerCase())) throw new AppError('NO_SUCH_UNIT');
      return given.queue.add(who, jobs.day, body.unitId, body);
    }),
    endpoint(planEditContracts.planWeek, async ({ who, body, now }) => {
      body.days.forEach((day, i) => checkDay(day, now, `body.days.${i}`));
      const [rep] = await planReps(db, who, { repId: body.repId }, body.days[0]!, now);
      if (!rep) throw new AppError('NO_SUCH_REP');
      return given.queue.add(who, jobs.week, rep.unitId, body);
    }),
    endpoint(planEditContracts.moveStop, ({ who, body, now }) => moveStop(inNameOf(deps, who), who, body, now)),
    stopExport(db, (who) => given.unitNames(who)),
    endpoint(planContracts.readPlan, ({ who, params, now }) => readPlan(deps, who, params.repId, params.day, now)),
    endpoint(planEditContracts.editPlan, ({ who, params, body, now }) =>
      editPlan(inNameOf(deps, who), who, params.repId, params.day, body, now),
    ),
    endpoint(planContracts.exportPlan, async ({ who, params, query, now, res }) => {
      const plan = await readPlan(deps, who, params.repId, params.day, now);
      const isGpx = query.format === 'gpx';
      res.setHeader('Content-Disposition', `attachment; filename="plan-${params.day}.${query.format}"`);
      res
        .type(isGpx ? 'application/gpx+xml' : 'application/geo+json')
        .send(isGpx ? gpxOf(plan) : JSON.stringify(geoJsonOf(plan)));
      return '';
    }),
    endpoint(readPlanDue, ({ who, params, query, now }) => {
      checkDay(params.day, now, 'path.day');
      return planDue(deps, who, { ...params, q: query.q }, now);
    }),
    endpoint(readPlanHistory, async ({ who, params }) => {
      if (!(await storedPlan(db, who, params.repId, params.day))) throw new AppError('NO_PLAN');
      return planHistory(db, who, params.repId, params.day);
    }),
    endpoint(planContracts.readPlanActual, async ({ who, params, now, look }) => {
      const plan = await planAsBegun(db, who, params.repId, params.day);
      const [rep] = await planReps(db, who, { repId: params.repId }, params.day, now);
      if (!plan || !rep) throw new AppError('NO_PLAN');
      const visits = await visitsMade(db, who, rep, params.day);
      const ends = visits.map(({ startS, endS }) => endS ?? startS);
      const track =
        visits.length === 0 ? [] : await trackOf(db, who, rep, params.day, visits[0]!.startS, Math.max(...ends));
      await look([{ repIds: track.length > 0 ? [params.repId] : [], fromAt: null, toAt: null }]);
      return actualOf(plan, visits, track);
    }),
  ];
}
