import { trackContracts } from '../../shared/tracks.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, instants, roles, api, type Place } from '../api/rules.ts';

export const access = accessOf(trackContracts, {
  readTrack: {
    may: roles,
    scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api('/positions/track')).query({ repId: at.repId, ...instants }),
    })),
  },
  readDayTracks: {
    may: roles,
    scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) =>
        a.get(api('/positions/day')).query({ repId: at.repId, unitId: at.unitId, day: '2026-01-01' }),
    })),
  },
});
