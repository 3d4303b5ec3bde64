import { z } from 'zod';
import { NewScenario, ScenarioCopy } from '../../shared/scenarioEdits.ts';
import {
  Scenario,
  ScenarioMove,
  ScenarioQuery,
  ScenarioStand,
  ScenarioSummary,
  ScenarioUnits,
} from '../../shared/scenarios.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { columnsOf } from './columns.ts';
import { editEndpoints } from './editHttp.ts';
import { movesOf } from './moves.ts';
import type { RebalanceInput } from './rebalance.ts';
import { copyScenario, createScenario, hold, readScenario, storedScenario } from './scenario.ts';
import { isNameTaken, noteChange, scenarioIn, scenariosIn, setDeleted } from './store.ts';
import { standOf } from './retailerStore.ts';

const ScenarioPath = z.object({ scenarioId: z.uuid() });
const Revision = z.strictObject({ revision: z.coerce.number().int().min(1).max(2_000_000_000) });

export interface ScenarioDeps {
  db: Database;
  given: Pick<Given, 'queue' | 'publishMap'>;
  rebalance: JobKind<RebalanceInput>;
}

export function scenarioEndpoints(deps: ScenarioDeps): Endpoint[] {
  return [...draftEndpoints(deps), ...editEndpoints(deps)];
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

function inScope(who: Who, unitId: string): void {
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
}
