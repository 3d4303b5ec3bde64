import { randomUUID } from 'node:crypto';
import { barrierContracts } from '../../shared/barriers.ts';
import { accessOf, planners, api, type List } from '../api/rules.ts';

export const access = accessOf(barrierContracts, {
  listBarriers: { may: planners },
  addBarriers: {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) =>
          a.post(api('/barriers')).send({
            unitId: at.unitId,
            barriers: [
              {
                name: randomUUID(),
                lines: [
                  [
                    { lng: 120.6, lat: 28 },
                    { lng: 120.7, lat: 28 },
                  ],
                ],
              },
            ],
          }),
      },
    ],
  },
  changeBarrier: {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.patch(api(`/barriers/${at.barrierId}`)).send({ revision: 1, name: randomUUID() }),
      },
    ],
  },
  removeBarrier: {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.delete(api(`/barriers/${at.barrierId}`)).query({ revision: 2 }) },
    ],
  },
  restoreBarrier: {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/barriers/${at.barrierId}/restore`)).send({}) }],
  },
});

export const lists: List[] = [
  { path: '/barriers', logins: ['planner.east'] },
  { path: '/barriers', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
];
