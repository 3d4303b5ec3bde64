import { randomUUID } from 'node:crypto';
import { scenarioEditContracts } from '../../shared/scenarioEdits.ts';
import { scenarioContracts } from '../../shared/scenarios.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export function samples({ unitId, repId, retailerId }: Known) {
  const named = randomUUID();
  return samplesOf(
    { ...scenarioEditContracts, ...scenarioContracts },
    {
      listScenarios: { as: 'admin', query: { unitId, kind: 'visit' } },
      addScenario: { as: 'admin', body: { unitId, kind: 'visit', name: `S ${named}`, from: 'empty', parts: 3 } },
      readScenario: { as: 'admin', params: { scenarioId: randomUUID() } },
      readScenarioUnits: { as: 'admin', params: { scenarioId: randomUUID() } },
      readScenarioStand: { as: 'admin', params: { scenarioId: randomUUID() } },
      listScenarioMoves: { as: 'admin', params: { scenarioId: randomUUID() } },
      copyScenario: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { name: `C ${named}` },
      },
      removeScenario: { as: 'admin', params: { scenarioId: randomUUID() }, query: { revision: '1' } },
      restoreScenario: { as: 'admin', params: { scenarioId: randomUUID() }, body: {} },
      changeScenario: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: {
          revision: 1,
          name: 'x',
          territories: [
            {
              no: 1,
              territoryId: null,
              name: 'x',
              repId,
              isLocked: false,
              share: 1,
              capacity: { volume: 10 },
              base: { lng: 120.65, lat: 28 },
            },
          ],
        },
      },
      moveRetailers: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { revision: 1, moves: [{ to: 1, retailerIds: [retailerId] }] },
      },
      lockRetailers: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { revision: 1, isLocked: true, retailerIds: [retailerId] },
      },
      undoSteps: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { revision: 1, steps: 2 },
      },
      redoSteps: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { revision: 1, steps: 2 },
      },
      solveScenario: {
        as: 'admin',
        params: { scenarioId: randomUUID() },
        body: { revision: 1, from: 'here', seconds: 1, seed: 1 },
      },
    },
  );
}
