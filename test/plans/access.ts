import { planEditContracts } from '../../shared/planEdits.ts';
import { readPlanDue } from '../../shared/planDue.ts';
import { readPlanHistory } from '../../shared/planHistory.ts';
import { planContracts } from '../../shared/plans.ts';
import type { Agent } from '../helpers/server.ts';
import {
  accessOf,
  roles,
  rolesAndPhone,
  planners,
  api,
  today,
  type Place,
  type List,
  type Mixed,
} from '../api/rules.ts';

export const access = accessOf(
  { ...planEditContracts, ...planContracts, readPlanHistory, readPlanDue },
  {
    listPlans: { may: rolesAndPhone },
    exportStops: { may: rolesAndPhone },
    makePlan: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => a.post(api('/plans')).send({ repId: at.repId, day: today, retailerIds: [at.retailerId] }),
        },
      ],
    },
    planDay: {
      may: planners,
      scope: [
        { login: 'planner.east', ask: (a, at) => a.post(api('/plans/day')).send({ unitId: at.unitId, day: today }) },
      ],
    },
    planWeek: {
      may: planners,
      scope: [
        { login: 'planner.east', ask: (a, at) => a.post(api('/plans/week')).send({ repId: at.repId, days: [today] }) },
      ],
    },
    moveStop: { may: planners },
    readPlan: {
      may: rolesAndPhone,
      scope: ['rep.east', 'planner.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}`)),
      })),
    },
    editPlan: { may: planners },
    readPlanDue: {
      may: planners,
      scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/plans/${at.repId}/${today}/due`)) }],
    },
    exportPlan: {
      may: rolesAndPhone,
      scope: ['rep.east', 'planner.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}/export`)),
      })),
    },
    readPlanHistory: {
      may: rolesAndPhone,
      scope: ['rep.east', 'planner.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}/history`)),
      })),
    },
    readPlanActual: {
      may: roles,
      scope: ['rep.east', 'supervisor.east'].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/plans/${at.repId}/${today}/actual`)),
      })),
    },
  },
);

export const lists: List[] = [
  { path: '/plans/export', query: () => ({ day: today }), logins: ['rep.east', 'planner.east'] },
  {
    path: '/plans/export',
    query: (o) => ({ day: today, unitId: o.unitId, repId: o.repId }),
    logins: ['rep.east', 'planner.east'],
  },
  { path: '/plans', query: () => ({ day: today }), logins: ['rep.east', 'planner.east'] },
  { path: '/plans', query: (o) => ({ day: today, repId: o.repId }), logins: ['rep.east', 'planner.east'] },
];

export const mixed: Mixed[] = [
  {
    what: 'a plan with a retailer',
    login: 'planner.east',
    ask: (a, home, other) =>
      a.post(api('/plans')).send({ repId: home.repId, day: today, retailerIds: [home.retailerId, other.retailerId] }),
  },
];
