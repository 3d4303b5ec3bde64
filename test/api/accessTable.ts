import { randomUUID } from 'node:crypto';
import type request from 'supertest';
import type { Agent } from '../helpers/server.ts';

/** Who calls: a session of each role, nobody, a rep's phone, and the same phone after its token was revoked. */
export const callers = ['anonymous', 'revoked', 'device', 'rep', 'supervisor', 'planner', 'auditor', 'admin'] as const;
export type Caller = (typeof callers)[number];

/** What there is in a unit, and everything of it that nobody of a sister unit or below may read. */
export interface Place {
  unitId: string;
  repId: string;
  retailerId: string;
  deviceId: string;
  /** Somebody who worked there and does no more. */
  formerId: string;
  visitId: string;
  importId: string;
  territoryId: string;
  jobId: string;
  /** A scenario in which every retailer has its territory, at revision 2, and a copy of it; and a published map. */
  scenarioId: string;
  copyId: string;
  mapId: string;
  barrierId: string;
}

export interface Rule {
  may: readonly Caller[];
  /** Sent in the table of roles: only where what may be done depends on more than the role. */
  body?: object;
  /** What those hear who may not, where it is not 401 for strangers and 403 for the signed-in. */
  refusal?: number;
  /** One call about one place: good at home (2xx), refused with 403 or 404 (or `elsewhere`) in a sister unit and above. */
  scope?: { login: string; ask: (agent: Agent, at: Place) => request.Test; elsewhere?: number }[];
}

const anyone: readonly Caller[] = callers;
const roles: readonly Caller[] = ['rep', 'supervisor', 'planner', 'auditor', 'admin'];
const rolesAndPhone: readonly Caller[] = ['device', ...roles];
const desk: readonly Caller[] = ['supervisor', 'planner', 'auditor', 'admin'];
const planners: readonly Caller[] = ['planner', 'admin'];
const auditors: readonly Caller[] = ['auditor', 'admin'];
const admin: readonly Caller[] = ['admin'];

const api = (path: string) => `/api/v1${path}`;
const today = new Date().toISOString().slice(0, 10);
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const instants = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
const file = { fileName: 'a.csv', frame: 'wgs84' };
const csv = 'code,name,lng,lat\nNEW,New,120.6,28.1';
const text = (test: request.Test) => test.set('Content-Type', 'text/csv').send(csv);

/** Route × role × scope: every endpoint of the server, and who may do what where. A new endpoint belongs here. */
export const access: Record<string, Rule> = {
  'get /welcome': { may: anyone },
  'post /setup': { may: anyone },
  'post /session': { may: anyone },
  'delete /session': { may: rolesAndPhone },
  'get /me': { may: rolesAndPhone },
  'get /tiles/:version/:z/:x/:y': { may: rolesAndPhone },
  'delete /me/sessions': { may: roles },
  'post /me/password': { may: roles, body: { current: 'wrong password', next: 'something quite else' } },
  'get /me/devices': { may: rolesAndPhone },
  'post /me/devices': { may: ['rep'] },
  'post /me/devices/:deviceId/token': {
    may: ['rep'],
    scope: [{ login: 'rep.east', ask: (a, at) => a.post(api(`/me/devices/${at.deviceId}/token`)) }],
  },
  'post /devices/:deviceId/token': {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.post(api(`/devices/${at.deviceId}/token`)) }],
  },
  'delete /me/devices/:deviceId': {
    may: ['rep'],
    scope: [{ login: 'rep.east', ask: (a, at) => a.delete(api(`/me/devices/${at.deviceId}`)) }],
  },
  'get /units': { may: rolesAndPhone },
  'post /units': {
    may: admin,
    scope: [
      { login: 'admin.east', ask: (a, at) => a.post(api('/units')).send({ parentId: at.unitId, name: randomUUID() }) },
    ],
  },
  'get /people': { may: desk },
  'get /people/export': { may: desk },
  'post /people': {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) =>
          a
            .post(api('/people'))
            .send({ unitId: at.unitId, role: 'rep', name: 'New', login: randomUUID(), password: 'long enough' }),
      },
    ],
  },
  'patch /people/:personId': {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.patch(api(`/people/${at.repId}`)).send({ name: 'A rep' }) }],
  },
  'get /people/:personId/devices': {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.get(api(`/people/${at.repId}/devices`)) }],
  },
  'post /people/:personId/devices': {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.post(api(`/people/${at.repId}/devices`)).send({ label: 'x' }) }],
  },
  'delete /devices/:deviceId': {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.delete(api(`/devices/${at.deviceId}`)) }],
  },

  // before an import adds retailers that no scenario has placed
  'post /scenarios/:scenarioId/publish': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/publish`)).send({ revision: 2, day: daysAhead(30) }),
      },
    ],
  },
  'get /retailers': { may: rolesAndPhone },
  'get /retailers/points': { may: rolesAndPhone },
  'get /retailers/columns': { may: rolesAndPhone },
  'get /retailers/export': { may: rolesAndPhone },
  'get /retailers/:retailerId': {
    may: rolesAndPhone,
    scope: ['rep.east', 'auditor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api(`/retailers/${at.retailerId}`)),
    })),
  },
  'post /retailers/import/preview': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => text(a.post(api('/retailers/import/preview')).query({ ...file, unitId: at.unitId })),
      },
    ],
  },
  'post /retailers/imports': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => text(a.post(api('/retailers/imports')).query({ ...file, unitId: at.unitId })),
      },
    ],
  },
  'get /retailers/imports/:importId': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/retailers/imports/${at.importId}`)) }],
  },

  'post /retailers/coordinates': {
    may: auditors,
    scope: ['auditor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) =>
        a.post(api('/retailers/coordinates')).send({ changes: [{ retailerId: at.retailerId, trust: 'confirmed' }] }),
    })),
  },
  'get /jobs/:jobId': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/jobs/${at.jobId}`)) }],
  },
  'post /jobs/:jobId/cancel': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/jobs/${at.jobId}/cancel`)) }],
  },
  // not even an administrator: a back-up holds everything; only whoever owns the machine
  'get /backup': { may: [] },
  'get /ledger/heads': { may: auditors },
  'get /ledger/export': { may: auditors },
  'get /ledger/rows': { may: [] },

  'get /territories': { may: roles },
  'post /territories': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api('/territories')).send({ unitId: at.unitId, kind: 'delivery', name: randomUUID() }),
      },
    ],
  },
  'get /scenarios': { may: planners },
  'post /scenarios': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) =>
          a.post(api('/scenarios')).send({ unitId: at.unitId, kind: 'delivery', name: randomUUID(), from: 'empty' }),
      },
    ],
  },
  'get /scenarios/:scenarioId': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}`)) }],
  },
  'get /scenarios/:scenarioId/units': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/units`)) }],
  },
  'get /scenarios/:scenarioId/stand': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/stand`)) }],
  },
  'get /scenarios/:scenarioId/moves': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/scenarios/${at.scenarioId}/moves`)) }],
  },
  'get /territories/maps': { may: roles },
  'post /territories/maps/:mapId/publish': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api(`/territories/maps/${at.mapId}/publish`)).send({ day: daysAhead(60) }),
      },
    ],
  },
  'post /scenarios/:scenarioId/copy': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/copy`)).send({ name: randomUUID() }),
      },
    ],
  },
  'post /scenarios/:scenarioId/restore': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/restore`)).send({}) }],
  },
  'patch /scenarios/:scenarioId': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.patch(api(`/scenarios/${at.scenarioId}`)).send({ revision: 2 }) },
    ],
  },
  'post /scenarios/:scenarioId/moves': {
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
  'post /scenarios/:scenarioId/locks': {
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
  'post /scenarios/:scenarioId/undo': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/undo`)).send({ revision: 3 }) },
    ],
  },
  'post /scenarios/:scenarioId/redo': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.post(api(`/scenarios/${at.scenarioId}/redo`)).send({ revision: 4 }) },
    ],
  },
  'post /scenarios/:scenarioId/solve': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) =>
          a.post(api(`/scenarios/${at.scenarioId}/solve`)).send({ revision: 5, from: 'here', seconds: 0.5 }),
      },
    ],
  },
  'get /barriers': { may: planners },
  'post /barriers': {
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
  'patch /barriers/:barrierId': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.patch(api(`/barriers/${at.barrierId}`)).send({ revision: 1, name: randomUUID() }),
      },
    ],
  },
  'delete /barriers/:barrierId': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.delete(api(`/barriers/${at.barrierId}`)).query({ revision: 2 }) },
    ],
  },
  'post /barriers/:barrierId/restore': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/barriers/${at.barrierId}/restore`)).send({}) }],
  },
  'delete /scenarios/:scenarioId': {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.delete(api(`/scenarios/${at.copyId}`)).query({ revision: 1 }) }],
  },
  'get /plans': { may: rolesAndPhone },
  'get /plans/export': { may: rolesAndPhone },
  'post /plans': {
    may: planners,
    scope: [
      {
        login: 'planner.east',
        ask: (a, at) => a.post(api('/plans')).send({ repId: at.repId, day: today, retailerIds: [at.retailerId] }),
      },
    ],
  },
  'post /routes/optimize': { may: planners },
  'post /plans/day': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.post(api('/plans/day')).send({ unitId: at.unitId, day: today }) },
    ],
  },
  'post /plans/week': {
    may: planners,
    scope: [
      { login: 'planner.east', ask: (a, at) => a.post(api('/plans/week')).send({ repId: at.repId, days: [today] }) },
    ],
  },
  'post /plans/move': { may: planners },
  'get /plans/:repId/:day': {
    may: rolesAndPhone,
    scope: ['rep.east', 'planner.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}`)),
    })),
  },
  'put /plans/:repId/:day': { may: planners },
  'get /plans/:repId/:day/export': {
    may: rolesAndPhone,
    scope: ['rep.east', 'planner.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}/export`)),
    })),
  },
  'get /plans/:repId/:day/actual': {
    may: roles,
    scope: ['rep.east', 'supervisor.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}/actual`)),
    })),
  },

  'post /shifts/open': { may: ['rep', 'device'] },
  'post /shifts/close': { may: ['rep', 'device'] },
  'get /shifts': { may: rolesAndPhone },
  'get /settings': { may: rolesAndPhone },
  'patch /settings': { may: admin },
  'get /settings/in-force': {
    may: roles,
    scope: [
      { login: 'rep.east', ask: (a, at) => a.get(api('/settings/in-force')).query({ unitId: at.unitId }) },
      { login: 'admin.east', ask: (a, at) => a.get(api('/settings/in-force')).query({ unitId: at.unitId }) },
    ],
  },
  'get /settings/history': {
    may: roles,
    scope: [{ login: 'auditor.east', ask: (a, at) => a.get(api('/settings/history')).query({ unitId: at.unitId }) }],
  },
  'post /settings/changes': {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) =>
          a
            .post(api('/settings/changes'))
            .send({ key: 'visitMinutes', value: 12, unitId: at.unitId, fromDay: daysAhead(9), revision: 0 }),
      },
    ],
  },
  'post /settings/withdrawals': {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) =>
          a
            .post(api('/settings/withdrawals'))
            .send({ key: 'visitMinutes', unitId: at.unitId, fromDay: daysAhead(9), revision: 1 }),
      },
    ],
  },
  'get /me/forgotten': { may: ['rep', 'device'] },
  'post /me/forgotten/claim': { may: ['rep', 'device'] },
  'post /me/forgotten/dismiss': {
    may: ['rep', 'device'],
    scope: [
      {
        login: 'rep.east',
        ask: (a, at) =>
          a
            .post(api('/me/forgotten/dismiss'))
            .send({ retailerId: at.retailerId, fromAt: '2026-01-05T02:00:00Z', note: 'x' }),
      },
    ],
  },
  'get /me/stored': { may: roles },
  'get /me/stored/export': { may: roles },
  'post /positions/erasures': {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) => a.post(api('/positions/erasures')).send({ personId: at.formerId, note: 'Left.' }),
      },
    ],
  },

  'post //pub': { may: ['device'], refusal: 401 },
  'get //pub': { may: ['device'], refusal: 401 },
  // A rep's session may not: a position comes from a phone that can be revoked.
  'post /positions': {
    may: ['device'],
    body: { fixes: [{ position: { lng: 120, lat: 28 }, fixAt: '2026-01-01T00:00:00Z' }] },
  },
  'get /positions/track': {
    may: roles,
    scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api('/positions/track')).query({ repId: at.repId, ...instants }),
    })),
  },
  'get /positions/day': {
    may: roles,
    scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) =>
        a.get(api('/positions/day')).query({ repId: at.repId, unitId: at.unitId, day: '2026-01-01' }),
    })),
  },
  'get /positions/quarantine': { may: admin },
  'get /positions/quarantine/export': { may: admin },

  'post /positions/quarantine/:quarantineId/replay': { may: admin },

  'post /visits': {
    may: ['rep', 'device'],
    scope: [
      {
        login: 'rep.east',
        ask: (a, at) =>
          a
            .post(api('/visits'))
            .send({ visitId: randomUUID(), retailerId: at.retailerId, pressedAt: new Date(), fix: null }),
      },
    ],
  },
  'post /visits/:visitId/end': {
    may: ['rep', 'device'],
    // whether the visit exists elsewhere is not said: it is not one this rep has started
    scope: [
      {
        login: 'rep.east',
        ask: (a, at) => a.post(api(`/visits/${at.visitId}/end`)).send({ pressedAt: '2026-01-05T02:10:00Z', fix: null }),
        elsewhere: 409,
      },
    ],
  },
  'post /visits/:visitId/appeal': {
    may: ['rep', 'device'],
    scope: [
      { login: 'rep.east', ask: (a, at) => a.post(api(`/visits/${at.visitId}/appeal`)).send({ note: 'I was there.' }) },
    ],
  },
  'post /visits/:visitId/decision': {
    may: auditors,
    scope: [
      {
        login: 'auditor.east',
        ask: (a, at) => a.post(api(`/visits/${at.visitId}/decision`)).send({ word: 'valid', note: 'Seen.' }),
      },
    ],
  },
  // whoever may decide may ask; a decision that is not there, or somebody else's, is refused all the same
  'post /visits/:visitId/decision/withdrawal': { may: auditors },
  'get /visits': { may: rolesAndPhone },
  'get /visits/export': { may: rolesAndPhone },
  'get /visits/:visitId': {
    may: rolesAndPhone,
    scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api(`/visits/${at.visitId}`)),
    })),
  },
  'get /live/snapshot': {
    may: roles,
    scope: ['rep.east', 'supervisor.east'].map((login) => ({
      login,
      ask: (a: Agent, at: Place) => a.get(api('/live/snapshot')).query({ unitId: at.unitId }),
    })),
  },
};

/** Writes that name a place of one's own and, in it, something of another unit: all are refused with 404. */
export const mixed: { what: string; login: string; ask: (agent: Agent, home: Place, other: Place) => request.Test }[] =
  [
    {
      what: 'a person moved to a unit',
      login: 'admin.east',
      ask: (a, home, other) => a.patch(api(`/people/${home.repId}`)).send({ unitId: other.unitId }),
    },
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
    {
      what: 'a change of coordinates',
      login: 'auditor.east',
      ask: (a, home, other) =>
        a
          .post(api('/retailers/coordinates'))
          .send({ changes: [home, other].map(({ retailerId }) => ({ retailerId, trust: 'surveyed' })) }),
    },
    {
      what: 'a scenario that moves a retailer',
      login: 'planner.east',
      ask: (a, home, other) =>
        a
          .post(api(`/scenarios/${home.copyId}/moves`))
          .send({ revision: 1, moves: [{ to: 0, retailerIds: [other.retailerId] }] }),
    },
    {
      what: 'a plan with a retailer',
      login: 'planner.east',
      ask: (a, home, other) =>
        a.post(api('/plans')).send({ repId: home.repId, day: today, retailerIds: [home.retailerId, other.retailerId] }),
    },
  ];

/** Lists without a filter, and with one that asks for another unit: they hold what is one's own, or nothing. */
export const lists: { path: string; query?: (other: Place) => Record<string, string>; logins: string[] }[] = [
  { path: '/me', logins: ['rep.east', 'admin.east'] },
  { path: '/units', logins: ['rep.east', 'admin.east'] },
  { path: '/people', logins: ['supervisor.east', 'admin.east'] },
  { path: '/people', query: (o) => ({ unitId: o.unitId }), logins: ['admin.east'] },
  { path: '/people', query: () => ({ q: 'rep' }), logins: ['auditor.east'] },
  { path: '/retailers', logins: ['rep.east', 'planner.east'] },
  { path: '/retailers', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
  { path: '/retailers/points', query: (o) => ({ unitId: o.unitId }), logins: ['rep.east'] },
  { path: '/retailers/points', logins: ['rep.east', 'admin.east'] },
  { path: '/retailers/export', logins: ['rep.east', 'admin.east'] },
  { path: '/retailers/export', query: (o) => ({ unitId: o.unitId, format: 'geojson' }), logins: ['planner.east'] },
  { path: '/people/export', query: (o) => ({ unitId: o.unitId }), logins: ['supervisor.east', 'admin.east'] },
  { path: '/visits/export', logins: ['rep.east', 'auditor.east'] },
  {
    path: '/visits/export',
    query: (o) => ({ repId: o.repId, format: 'geojson' }),
    logins: ['rep.east', 'auditor.east'],
  },
  { path: '/plans/export', query: () => ({ day: today }), logins: ['rep.east', 'planner.east'] },
  {
    path: '/plans/export',
    query: (o) => ({ day: today, unitId: o.unitId, repId: o.repId }),
    logins: ['rep.east', 'planner.east'],
  },
  { path: '/positions/quarantine/export', logins: ['admin.east'] },
  { path: '/territories', logins: ['rep.east', 'planner.east'] },
  { path: '/scenarios', logins: ['planner.east'] },
  { path: '/barriers', logins: ['planner.east'] },
  { path: '/barriers', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
  { path: '/scenarios', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
  { path: '/territories/maps', logins: ['rep.east', 'planner.east'] },
  { path: '/plans', query: () => ({ day: today }), logins: ['rep.east', 'planner.east'] },
  { path: '/plans', query: (o) => ({ day: today, repId: o.repId }), logins: ['rep.east', 'planner.east'] },
  { path: '/positions/quarantine', logins: ['admin.east'] },
  { path: '/shifts', logins: ['rep.east', 'supervisor.east'] },
  { path: '/shifts', query: (o) => ({ repId: o.repId }), logins: ['rep.east', 'supervisor.east'] },
  { path: '/me/stored', logins: ['rep.east', 'admin.east'] },
  { path: '/me/stored/export', logins: ['rep.east', 'admin.east'] },
  { path: '/visits', logins: ['rep.east', 'auditor.east'] },
  { path: '/visits', query: (o) => ({ repId: o.repId }), logins: ['rep.east', 'auditor.east'] },
  { path: '/visits', query: (o) => ({ unitId: o.unitId }), logins: ['auditor.east'] },
  { path: '/visits', query: (o) => ({ retailerId: o.retailerId }), logins: ['auditor.east'] },
  { path: '/ledger/heads', query: () => ({ day: today }), logins: ['auditor.east'] },
  { path: '/ledger/export', logins: ['auditor.east'] },
  { path: '/live/snapshot', query: () => ({ day: '2026-01-05' }), logins: ['rep.east', 'supervisor.east'] },
];
