import { importContracts } from '../../shared/imports.ts';
import { placeContracts } from '../../shared/places.ts';
import { retailerLifeContracts } from '../../shared/retailerLife.ts';
import { retailerContracts } from '../../shared/retailers.ts';
import type { Role } from '../../shared/people.ts';
import type { Agent } from '../helpers/server.ts';
import {
  accessOf,
  rolesAndPhone,
  planners,
  auditors,
  api,
  text,
  type Place,
  type List,
  type Mixed,
  file,
} from '../api/rules.ts';

/** Who may say what a retailer is: those who plan and those who judge. */
const editors: Role[] = ['planner', 'auditor', 'admin'];

export const access = accessOf(
  { ...importContracts, ...placeContracts, ...retailerContracts, ...retailerLifeContracts },
  {
    listRetailers: { may: rolesAndPhone },
    readRetailerPoints: { may: rolesAndPhone },
    readRetailerColumns: { may: rolesAndPhone },
    exportRetailers: { may: rolesAndPhone },
    readRetailer: {
      may: rolesAndPhone,
      scope: ['rep.east', 'auditor.east', 'admin.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/retailers/${at.retailerId}`)),
      })),
    },
    readPlaces: {
      may: rolesAndPhone,
      scope: ['rep.east', 'auditor.east', 'admin.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/retailers/${at.retailerId}/places`)),
      })),
    },
    readRetailerHistory: {
      may: rolesAndPhone,
      scope: ['rep.east', 'planner.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/retailers/${at.retailerId}/history`)),
      })),
    },
    addLifeAct: {
      may: editors,
      // years ahead, and withdrawn by the second of them: what follows needs the retailer open
      scope: [
        ['planner.east', 'closed'],
        ['auditor.east', 'withdrawn'],
      ].map(([login, deed]) => ({
        login: login!,
        ask: (a: Agent, at: Place) =>
          a.post(api(`/retailers/${at.retailerId}/life`)).send({ deed, fromDay: '2030-01-05', word: 'shut' }),
      })),
    },
    changeFacts: {
      may: editors,
      scope: ['planner.east', 'auditor.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) =>
          a.post(api(`/retailers/${at.retailerId}/facts`)).send({ fromDay: '2026-01-05', grade: 'A', word: 'letter' }),
      })),
    },
    previewImport: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => text(a.post(api('/retailers/import/preview')).query({ ...file, unitId: at.unitId })),
        },
      ],
    },
    startImport: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => text(a.post(api('/retailers/imports')).query({ ...file, unitId: at.unitId })),
        },
      ],
    },
    readImport: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/retailers/imports/${at.importId}`)) }],
    },
    changeCoordinates: {
      may: auditors,
      scope: ['auditor.east', 'admin.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) =>
          a.post(api('/retailers/coordinates')).send({ changes: [{ retailerId: at.retailerId, trust: 'confirmed' }] }),
      })),
    },
  },
);

export const lists: List[] = [
  { path: '/retailers', logins: ['rep.east', 'planner.east'] },
  { path: '/retailers', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
  { path: '/retailers/points', query: (o) => ({ unitId: o.unitId }), logins: ['rep.east'] },
  { path: '/retailers/points', logins: ['rep.east', 'admin.east'] },
  { path: '/retailers/export', logins: ['rep.east', 'admin.east'] },
  { path: '/retailers/export', query: (o) => ({ unitId: o.unitId, format: 'geojson' }), logins: ['planner.east'] },
];

export const mixed: Mixed[] = [
  {
    what: 'a change of coordinates',
    login: 'auditor.east',
    ask: (a, home, other) =>
      a
        .post(api('/retailers/coordinates'))
        .send({ changes: [home, other].map(({ retailerId }) => ({ retailerId, trust: 'surveyed' })) }),
  },
];
