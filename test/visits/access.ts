import { randomUUID } from 'node:crypto';
import { forgottenContracts } from '../../shared/forgotten.ts';
import { visitContracts } from '../../shared/visits.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, rolesAndPhone, auditors, api, type Place, type List } from '../api/rules.ts';

export const access = accessOf(
  { ...forgottenContracts, ...visitContracts },
  {
    listForgottenStops: { may: ['rep', 'device'] },
    claimForgottenStop: { may: ['rep', 'device'] },
    dismissForgottenStop: {
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
    startVisit: {
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
    endVisit: {
      may: ['rep', 'device'],
      // whether the visit exists elsewhere is not said: it is not one this rep has started
      scope: [
        {
          login: 'rep.east',
          ask: (a, at) =>
            a.post(api(`/visits/${at.visitId}/end`)).send({ pressedAt: '2026-01-05T02:10:00Z', fix: null }),
          elsewhere: 409,
        },
      ],
    },
    appealVisit: {
      may: ['rep', 'device'],
      scope: [
        {
          login: 'rep.east',
          ask: (a, at) => a.post(api(`/visits/${at.visitId}/appeal`)).send({ note: 'I was there.' }),
        },
      ],
    },
    decideVisit: {
      may: auditors,
      scope: [
        {
          login: 'auditor.east',
          ask: (a, at) => a.post(api(`/visits/${at.visitId}/decision`)).send({ word: 'valid', note: 'Seen.' }),
        },
      ],
    },
    // whoever may decide may ask; a decision that is not there, or somebody else's, is refused all the same
    withdrawDecision: { may: auditors },
    listVisits: { may: rolesAndPhone },
    exportVisits: { may: rolesAndPhone },
    readVisit: {
      may: rolesAndPhone,
      scope: ['rep.east', 'supervisor.east', 'admin.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/visits/${at.visitId}`)),
      })),
    },
  },
);

export const lists: List[] = [
  { path: '/visits/export', logins: ['rep.east', 'auditor.east'] },
  {
    path: '/visits/export',
    query: (o) => ({ repId: o.repId, format: 'geojson' }),
    logins: ['rep.east', 'auditor.east'],
  },
  { path: '/visits', logins: ['rep.east', 'auditor.east'] },
  { path: '/visits', query: (o) => ({ repId: o.repId }), logins: ['rep.east', 'auditor.east'] },
  { path: '/visits', query: (o) => ({ unitId: o.unitId }), logins: ['auditor.east'] },
  { path: '/visits', query: (o) => ({ retailerId: o.retailerId }), logins: ['auditor.east'] },
];
