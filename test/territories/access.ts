import { randomUUID } from 'node:crypto';
import { territoryContracts } from '../../shared/territories.ts';
import { accessOf, roles, planners, api, type List, type Mixed } from '../api/rules.ts';

export const access = accessOf(territoryContracts, {
  listTerritories: { may: roles },
  addTerritory: {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api('/territories')).send({ unitId: at.unitId, kind: 'delivery', name: randomUUID() }),
      },
    ],
  },
});

export const lists: List[] = [{ path: '/territories', logins: ['rep.east', 'planner.east'] }];

export const mixed: Mixed[] = [
  {
    what: 'a territory with a retailer',
    login: 'planner.east',
    ask: (a, home, other) =>
      a
        .post(api('/territories'))
        .send({ unitId: home.unitId, kind: 'delivery', name: 'x', retailerIds: [home.retailerId, other.retailerId] }),
  },
  {
    what: 'a territory for a rep',
    login: 'planner.east',
    ask: (a, home, other) =>
      a.post(api('/territories')).send({ unitId: home.unitId, kind: 'delivery', name: 'x', repId: other.repId }),
  },
];
