import { scenarioEditContracts } from '../../shared/scenarioEdits.ts';
import { scenarioContracts } from '../../shared/scenarios.ts';
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
    endpoint(scenarioContracts.listScenarios, async ({ who, query }) => ({ items: await scenariosIn(db, who, query) })),
    endpoint(scenarioEditContracts.addScenario, ({ who, body }) => {
      inScope(who, body.unitId);
      return createScenario(db, who, body);
    }),
    endpoint(scenarioContracts.readScenario, ({ who, params }) => readScenario(db, who, params.scenarioId)),
    endpoint(scenarioContracts.readScenarioUnits, async ({ who, params }) =>
      columnsOf(db, who.orgId, await storedScenario(db, who, params.scenarioId)),
    ),
    endpoint(scenarioContracts.readScenarioStand, async ({ who, params }) => {
      const scenario = await storedScenario(db, who, params.scenarioId);
      return { revision: scenario.revision, ...(await standOf(db, who.orgId, scenario)) };
    }),
    endpoint(scenarioContracts.listScenarioMoves, async ({ who, params }) => ({
      items: await movesOf(db, who, await storedScenario(db, who, params.scenarioId)),
    })),
    endpoint(scenarioEditContracts.copyScenario, ({ who, params, body }) =>
      copyScenario(db, who, params.scenarioId, body.name),
    ),
    endpoint(scenarioEditContracts.removeScenario, async ({ who, params, query }) => {
      await db.transaction(async (tx) => {
        await hold(tx, who, params.scenarioId, query.revision);
        await setDeleted(tx, who.orgId, params.scenarioId, true);
        await noteChange(tx, who, params.scenarioId, 'delete', 0);
      });
      return undefined;
    }),
    endpoint(scenarioEditContracts.restoreScenario, ({ who, params }) =>
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
