import { mapContracts } from '../../shared/maps.ts';
import { accessOf, roles, planners, api, daysAhead, type List } from '../api/rules.ts';

export const access = accessOf(mapContracts, {
  // before an import adds retailers that no scenario has placed
  publishScenario: {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/publish`)).send({ revision: 2, day: daysAhead(30) }),
      },
    ],
  },
  listMaps: { may: roles },
  returnToMap: {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api(`/territories/maps/${at.mapId}/publish`)).send({ day: daysAhead(60) }),
      },
    ],
  },
  // what no scenario of this table has to come
  withdrawMap: { may: planners },
});

export const lists: List[] = [{ path: '/territories/maps', logins: ['rep.east', 'planner.east'] }];
