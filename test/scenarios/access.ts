import { randomUUID } from 'node:crypto';
import { scenarioEditContracts } from '../../shared/scenarioEdits.ts';
import { scenarioContracts } from '../../shared/scenarios.ts';
import { accessOf, planners, api, type List, type Mixed } from '../api/rules.ts';

export const access = accessOf(
  { ...scenarioEditContracts, ...scenarioContracts },
  {
    listScenarios: { may: planners },
    addScenario: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a.post(api('/scenarios')).send({ unitId: at.unitId, kind: 'delivery', name: randomUUID(), from: 'empty' }),
        },
      ],
    },
    readScenario: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}`)) }],
    },
    readScenarioUnits: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/units`)) }],
    },
    readScenarioStand: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/stand`)) }],
    },
    listScenarioMoves: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/moves`)) }],
    },
    copyScenario: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/copy`)).send({ name: randomUUID() }),
        },
      ],
    },
    restoreScenario: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/restore`)).send({}) }],
    },
    changeScenario: {
      may: planners,
      scope: [
        { login: 'planner.east', ask: (a, at) => a.patch(api(`/scenarios/${at.scenarioId}`)).send({ revision: 2 }) },
      ],
    },
    moveRetailers: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a
              .post(api(`/scenarios/${at.scenarioId}/moves`))
              .send({ revision: 2, moves: [{ to: 0, retailerIds: [at.retailerId] }] }),
        },
      ],
    },
    lockRetailers: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a
              .post(api(`/scenarios/${at.scenarioId}/locks`))
              .send({ revision: 3, isLocked: false, retailerIds: [at.retailerId] }),
        },
      ],
    },
    undoSteps: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/undo`)).send({ revision: 3 }),
        },
      ],
    },
    redoSteps: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/redo`)).send({ revision: 4 }),
        },
      ],
    },
    solveScenario: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a.post(api(`/scenarios/${at.scenarioId}/solve`)).send({ revision: 5, from: 'here', seconds: 0.5 }),
        },
      ],
    },
    removeScenario: {
      may: planners,
      scope: [
        { login: 'planner.east', ask: (a, at) => a.delete(api(`/scenarios/${at.copyId}`)).query({ revision: 1 }) },
      ],
    },
  },
);

export const lists: List[] = [
  { path: '/scenarios', logins: ['planner.east'] },
  { path: '/scenarios', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
];

export const mixed: Mixed[] = [
  {
    what: 'a scenario that moves a retailer',
    login: 'planner.east',
    ask: (a, home, other) =>
      a
        .post(api(`/scenarios/${home.copyId}/moves`))
        .send({ revision: 1, moves: [{ to: 0, retailerIds: [other.retailerId] }] }),
  },
];
