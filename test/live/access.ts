import { liveContracts } from '../../shared/live.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, roles, api, type Place, type List } from '../api/rules.ts';

export const access = accessOf(liveContracts, {
  readSnapshot: {
    may: roles,
    scope: ['rep.east', 'supervisor.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api('/live/snapshot')).query({ unitId: at.unitId }),
    })),
  },
});

export const lists: List[] = [
  { path: '/live/snapshot', query: () => ({ day: '2026-01-05' }), logins: ['rep.east', 'supervisor.east'] },
];
