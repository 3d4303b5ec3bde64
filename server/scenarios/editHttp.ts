import { z } from 'zod';
import { Job } from '../../shared/jobs.ts';
import { PublishedMap, PublishWish } from '../../shared/maps.ts';
import { Scenario } from '../../shared/scenarios.ts';
import { ScenarioBack, ScenarioLocks, ScenarioMoves, ScenarioPatch, SolveWish } from '../../shared/scenarioEdits.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { ScenarioDeps } from './http.ts';
import { startRebalance } from './rebalance.ts';
import { standOf } from './retailerStore.ts';
import { changeScenario, hold, lockRetailers, moveRetailers, walk } from './scenario.ts';

const ScenarioPath = z.object({ scenarioId: z.uuid() });
/** 200,000 retailers by their ids. */
const MANY_BYTES = 8_500_000;

/** Everything that makes a step or walks along them, and publishing. Each says which revision it saw. */
export function editEndpoints({ db, given, rebalance }: ScenarioDeps): Endpoint[] {
  return [
    endpoint(
      {
        method: 'patch',
        path: '/scenarios/:scenarioId',
        summary: 'Rename a draft, change its settings or its territories',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioPatch,
        reply: Scenario,
        maxBodyBytes: 2_000_000,
      },
      ({ who, params, body }) => changeScenario(db, who, params.scenarioId, body),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/moves',
        summary: 'Hand retailers over by hand',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioMoves,
        reply: Scenario,
        maxBodyBytes: MANY_BYTES,
      },
      ({ who, params, body }) => moveRetailers(db, who, params.scenarioId, body),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/locks',
        summary: 'Lock retailers where they are, or unlock them',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioLocks,
        reply: Scenario,
        maxBodyBytes: MANY_BYTES,
      },
      ({ who, params, body }) => lockRetailers(db, who, params.scenarioId, body),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/undo',
        summary: 'Take steps back, to the beginning if wished',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioBack,
        reply: Scenario,
      },
      ({ who, params, body }) => walk(db, who, params.scenarioId, body.revision, 'undo', body.steps),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/redo',
        summary: 'Take steps again that were taken back',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioBack,
        reply: Scenario,
      },
      ({ who, params, body }) => walk(db, who, params.scenarioId, body.revision, 'redo', body.steps),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/solve',
        summary:
          "Search for balanced territories, from today's map with the fewest moves or anew; the answer becomes a step",
        action: 'territories.plan',
        params: ScenarioPath,
        body: SolveWish,
        reply: Job,
        status: 202,
      },
      ({ who, params, body }) => startRebalance(db, given.queue, rebalance, who, params.scenarioId, body),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/publish',
        summary: "Publish a draft as the map from a day on, in the unit's time zone",
        action: 'territories.plan',
        params: ScenarioPath,
        body: PublishWish,
        reply: PublishedMap,
        status: 201,
      },
      ({ who, params, body }) =>
        db.transaction(async (tx) => {
          const scenario = await hold(tx, who, params.scenarioId, body.revision);
          const { no, retailerId } = await standOf(tx, who.orgId, scenario);
          const unassigned = no.filter((at) => at === 0).length;
          if (no.length === 0 || scenario.design.territories.length === 0) throw new AppError('NOTHING_TO_PUBLISH');
          if (unassigned > 0) throw new AppError('SOME_UNASSIGNED', { count: unassigned });
          const { unitId, kind, name, scenarioId } = scenario;
          const { territories } = scenario.design;
          const map = { unitId, kind, name, day: body.day, scenarioId };
          return given.publishMap(tx, who, map, { unitId, territories, retailerId, no });
        }),
    ),
  ];
}
