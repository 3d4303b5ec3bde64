import { z } from 'zod';
import { Job } from '../../shared/jobs.ts';
import {
  NewScenario,
  PublishedMap,
  PublishWish,
  ReturnWish,
  Scenario,
  ScenarioBack,
  ScenarioCopy,
  ScenarioLocks,
  ScenarioMove,
  ScenarioMoves,
  ScenarioPatch,
  ScenarioQuery,
  ScenarioStand,
  ScenarioSummary,
  ScenarioUnits,
  SolveWish,
} from '../../shared/scenarios.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobQueue } from '../jobs.ts';
import type { Solvers } from '../solvers.ts';
import { columnsOf } from './columns.ts';
import { fillFromMap, fillFromScenario, mapsIn } from '../maps/store.ts';
import { movesOf } from './moves.ts';
import { publish } from '../maps/publish.ts';
import { rebalanceKind, startRebalance } from './rebalance.ts';
import {
  changeScenario,
  copyScenario,
  createScenario,
  hold,
  lockRetailers,
  moveRetailers,
  readScenario,
  storedScenario,
  walk,
} from './scenario.ts';
import { isNameTaken, noteChange, scenarioIn, scenariosIn, setDeleted } from './store.ts';
import { standOf } from './retailerStore.ts';

const ScenarioPath = z.object({ scenarioId: z.uuid() });
const Revision = z.strictObject({ revision: z.coerce.number().int().min(1).max(2_000_000_000) });
/** 200,000 retailers by their ids. */
const MANY_BYTES = 8_500_000;

export interface ScenarioDeps {
  db: Database;
  queue: JobQueue;
  solvers: Solvers;
}

export function scenarioEndpoints(deps: ScenarioDeps): Endpoint[] {
  return [...draftEndpoints(deps), ...editEndpoints(deps), ...mapEndpoints(deps)];
}

/** Making, reading and putting aside. */
function draftEndpoints({ db }: ScenarioDeps): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/scenarios',
        summary: 'Drafts of territory maps in my units, the last changed first',
        action: 'territories.plan',
        query: ScenarioQuery,
        reply: z.object({ items: z.array(ScenarioSummary) }),
      },
      async ({ who, query }) => ({ items: await scenariosIn(db, who, query) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios',
        summary: "Begin a draft from today's map, or with so many empty territories",
        action: 'territories.plan',
        body: NewScenario,
        reply: Scenario,
        status: 201,
      },
      ({ who, body }) => {
        inScope(who, body.unitId);
        return createScenario(db, who, body);
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/scenarios/:scenarioId',
        summary: 'A draft: its settings, territories, steps and the last search',
        action: 'territories.plan',
        params: ScenarioPath,
        reply: Scenario,
      },
      ({ who, params }) => readScenario(db, who, params.scenarioId),
    ),
    endpoint(
      {
        method: 'get',
        path: '/scenarios/:scenarioId/units',
        summary: 'Its retailers as columns: places, measures, where they stand and where they are today, what touches',
        action: 'territories.plan',
        params: ScenarioPath,
        reply: ScenarioUnits,
      },
      async ({ who, params }) => columnsOf(db, who.orgId, await storedScenario(db, who, params.scenarioId)),
    ),
    endpoint(
      {
        method: 'get',
        path: '/scenarios/:scenarioId/stand',
        summary: 'Only where each retailer stands, in the order of the columns',
        action: 'territories.plan',
        params: ScenarioPath,
        reply: ScenarioStand,
      },
      async ({ who, params }) => {
        const scenario = await storedScenario(db, who, params.scenarioId);
        return { revision: scenario.revision, ...(await standOf(db, who.orgId, scenario)) };
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/scenarios/:scenarioId/moves',
        summary: "Who changes hands against today's map, from whom to whom, and why",
        action: 'territories.plan',
        params: ScenarioPath,
        reply: z.object({ items: z.array(ScenarioMove) }),
      },
      async ({ who, params }) => ({ items: await movesOf(db, who, await storedScenario(db, who, params.scenarioId)) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/copy',
        summary: 'Copy a draft as it stands',
        action: 'territories.plan',
        params: ScenarioPath,
        body: ScenarioCopy,
        reply: Scenario,
        status: 201,
      },
      ({ who, params, body }) => copyScenario(db, who, params.scenarioId, body.name),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/scenarios/:scenarioId',
        summary: 'Put a draft aside; it can be restored',
        action: 'territories.plan',
        params: ScenarioPath,
        query: Revision,
        reply: z.null(),
        status: 204,
      },
      async ({ who, params, query }) => {
        await db.transaction(async (tx) => {
          await hold(tx, who, params.scenarioId, query.revision);
          await setDeleted(tx, who.orgId, params.scenarioId, true);
          await noteChange(tx, who, params.scenarioId, 'delete', 0);
        });
        return null;
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/scenarios/:scenarioId/restore',
        summary: 'Take a draft back that was put aside',
        action: 'territories.plan',
        params: ScenarioPath,
        body: z.strictObject({}),
        reply: Scenario,
      },
      ({ who, params }) =>
        db.transaction(async (tx) => {
          const scenario = await scenarioIn(tx, who, params.scenarioId, true);
          if (!scenario) throw new AppError('NO_SUCH_SCENARIO');
          if (scenario.isDeleted) {
            if (await isNameTaken(tx, who.orgId, scenario, scenario.name))
              throw new AppError('SCENARIO_NAME_TAKEN_SINCE', { name: scenario.name });
            await setDeleted(tx, who.orgId, params.scenarioId, false);
            await noteChange(tx, who, params.scenarioId, 'restore', 0);
          }
          return readScenario(tx, who, params.scenarioId);
        }),
    ),
  ];
}

/** Everything that makes a step, or walks along them. Each says which revision it saw. */
function editEndpoints({ db, queue, solvers }: ScenarioDeps): Endpoint[] {
  const kind = rebalanceKind({ db, solvers });
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
      ({ who, params, body }) => startRebalance(db, queue, kind, who, params.scenarioId, body),
    ),
  ];
}

/** Publishing, and what was published. */
function mapEndpoints({ db }: ScenarioDeps): Endpoint[] {
  return [
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
          const map = {
            unitId: scenario.unitId,
            kind: scenario.kind,
            name: scenario.name,
            day: body.day,
            scenarioId: scenario.scenarioId,
            returnsTo: null,
          };
          return publish(tx, who, map, (mapId) =>
            fillFromScenario(tx, who.orgId, mapId, {
              unitId: scenario.unitId,
              territories: scenario.design.territories,
              retailerId,
              no,
            }),
          );
        }),
    ),
    endpoint(
      {
        method: 'get',
        path: '/territories/maps',
        summary: 'Every published map of my units: past, in force, to come, withdrawn',
        action: 'territories.read',
        query: ScenarioQuery,
        reply: z.object({ items: z.array(PublishedMap) }),
      },
      async ({ who, query }) => ({ items: await mapsIn(db, who, query) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/territories/maps/:mapId/publish',
        summary: 'Return to an earlier map: publish it again from a day on',
        action: 'territories.plan',
        params: z.object({ mapId: z.uuid() }),
        body: ReturnWish,
        reply: PublishedMap,
        status: 201,
      },
      ({ who, params, body }) =>
        db.transaction(async (tx) => {
          const [earlier] = await mapsIn(tx, who, { mapId: params.mapId });
          if (!earlier) throw new AppError('NO_SUCH_MAP');
          const map = {
            unitId: earlier.unitId,
            kind: earlier.kind,
            name: earlier.name,
            day: body.day,
            scenarioId: null,
            returnsTo: earlier.mapId,
          };
          return publish(tx, who, map, (mapId) => fillFromMap(tx, who.orgId, mapId, earlier.mapId));
        }),
    ),
  ];
}

function inScope(who: Who, unitId: string): void {
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
}
