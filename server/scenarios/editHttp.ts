import { scenarioEditContracts } from '../../shared/scenarioEdits.ts';
import { mapContracts } from '../../shared/maps.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { ScenarioDeps } from './http.ts';
import { startRebalance } from './rebalance.ts';
import { standOf } from './retailerStore.ts';
import { changeScenario, hold, lockRetailers, moveRetailers, walk } from './scenario.ts';

/** Everything that makes a step or walks along them, and publishing. Each says which revision it saw. */
export function editEndpoints({ db, given, rebalance }: ScenarioDeps): Endpoint[] {
  return [
    endpoint(scenarioEditContracts.changeScenario, ({ who, params, body }) =>
      changeScenario(db, who, params.scenarioId, body),
    ),
    endpoint(scenarioEditContracts.moveRetailers, ({ who, params, body }) =>
      moveRetailers(db, who, params.scenarioId, body),
    ),
    endpoint(scenarioEditContracts.lockRetailers, ({ who, params, body }) =>
      lockRetailers(db, who, params.scenarioId, body),
    ),
    endpoint(scenarioEditContracts.undoSteps, ({ who, params, body }) =>
      walk(db, who, params.scenarioId, body.revision, 'undo', body.steps),
    ),
    endpoint(scenarioEditContracts.redoSteps, ({ who, params, body }) =>
      walk(db, who, params.scenarioId, body.revision, 'redo', body.steps),
    ),
    endpoint(scenarioEditContracts.solveScenario, ({ who, params, body }) =>
      startRebalance(db, given.queue, rebalance, who, params.scenarioId, body),
    ),
    endpoint(mapContracts.publishScenario, ({ who, params, body }) =>
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
