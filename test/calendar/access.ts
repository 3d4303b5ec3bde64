import { calendarReads } from '../../shared/calendars.ts';
import { calendarEdits } from '../../shared/calendarEdits.ts';
import { workingDayContracts } from '../../shared/workingDays.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, api, daysAhead, planners, rolesAndPhone, type Caller, type List, type Place } from '../api/rules.ts';

const whoSaysAbsences: readonly Caller[] = ['supervisor', 'planner', 'admin'];
const readers = ['planner.east', 'supervisor.east'];
const span = { from: daysAhead(1), to: daysAhead(30) };

export const access = accessOf(
  { ...workingDayContracts, ...calendarReads, ...calendarEdits },
  {
    readWorkingDays: {
      may: rolesAndPhone,
      scope: readers.map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api('/working-days')).query({ unitId: at.unitId, year: 2026 }),
      })),
    },
    setWorkingDays: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a.put(api('/working-days')).send({ unitId: at.unitId, days: [{ day: '2026-10-01', kind: 'holiday' }] }),
        },
      ],
    },
    importWorkingDays: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a
              .post(api('/working-days/import'))
              .query({ unitId: at.unitId })
              .set('Content-Type', 'text/csv')
              .send('day,kind\n2026-10-01,holiday'),
        },
      ],
    },
    confirmYear: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) => a.put(api('/working-days/years/2026')).send({ unitId: at.unitId }),
        },
      ],
    },
    listAbsences: { may: rolesAndPhone },
    addAbsence: {
      may: whoSaysAbsences,
      scope: [
        {
          login: 'supervisor.east',
          ask: (a, at) =>
            a
              .post(api('/absences'))
              .send({ repId: at.repId, fromDay: daysAhead(300), toDay: daysAhead(301), kind: 'leave' }),
        },
      ],
    },
    removeAbsence: { may: whoSaysAbsences },
    readRepMonth: {
      may: rolesAndPhone,
      scope: ['rep.east', ...readers].map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/calendars/reps/${at.repId}`)).query(span),
      })),
    },
    readUnitWeeks: {
      may: rolesAndPhone,
      scope: readers.map((login) => ({
        login,
        ask: (a: Agent, at: Place) => a.get(api(`/calendars/units/${at.unitId}`)).query({ from: daysAhead(1) }),
      })),
    },
    makeDrafts: {
      may: planners,
      scope: [
        {
          login: 'planner.east',
          ask: (a, at) =>
            a.post(api('/calendars/drafts')).send({ repId: at.repId, fromDay: daysAhead(3), seconds: 0.2 }),
        },
        {
          login: 'planner.east',
          ask: (a, at) =>
            a.post(api('/calendars/drafts')).send({ unitId: at.unitId, fromDay: daysAhead(3), seconds: 0.2 }),
        },
      ],
    },
    moveVisit: { may: planners },
    undoMove: { may: planners },
    readMoves: { may: rolesAndPhone },
    publishCalendar: { may: planners },
    discardDraft: { may: planners },
  },
);

export const lists: List[] = [
  { path: '/absences', logins: ['rep.east', 'planner.east'] },
  { path: '/absences', query: (o) => ({ unitId: o.unitId }), logins: ['planner.east'] },
  { path: '/absences', query: (o) => ({ repId: o.repId }), logins: ['rep.east', 'planner.east'] },
];
