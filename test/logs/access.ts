import { randomUUID } from 'node:crypto';
import { logContracts } from '../../shared/logs.ts';
import { accessOf, api, today, type Caller, type List } from '../api/rules.ts';

const readers: readonly Caller[] = ['supervisor', 'auditor', 'admin'];
const authors: readonly Caller[] = ['rep', 'device'];

export const access = accessOf(logContracts, {
  readLogDraft: { may: authors },
  fileLog: {
    may: authors,
    body: {
      logId: randomUUID(),
      span: 'day',
      day: today,
      saidAt: new Date().toISOString(),
      said: { texts: {} },
    },
  },
  listMyLogs: { may: authors },
  readLogInbox: {
    may: readers,
    scope: [
      {
        login: 'supervisor.east',
        ask: (a, at) => a.get(api('/logs/inbox')).query({ day: today, unitId: at.unitId }),
      },
    ],
  },
  readLog: { may: readers },
  reviewLog: { may: ['supervisor'] },
  markLogsRead: { may: ['supervisor'] },
});

export const lists: List[] = [
  { path: '/logs/inbox', query: () => ({ day: today }), logins: ['supervisor.east', 'auditor.east'] },
];
