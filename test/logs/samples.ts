import { randomUUID } from 'node:crypto';
import { logContracts } from '../../shared/logs.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';

export const samples = ({ unitId, retailerId }: Known) => {
  const logId = randomUUID();
  return samplesOf(logContracts, {
    readLogDraft: { as: 'rep.east', query: { span: 'day', day: today } },
    fileLog: {
      as: 'phone',
      body: {
        logId,
        span: 'day',
        day: '2026-01-05',
        saidAt: '2026-01-05T09:00:00Z',
        said: {
          texts: { done: 'x', problems: '', wishes: '', tomorrow: '' },
          reasons: [{ retailerId, why: 'shut', note: 'x' }],
        },
      },
    },
    listMyLogs: { as: 'rep.east' },
    readLogInbox: { as: 'admin', query: { span: 'day', day: today, unitId } },
    readLog: { as: 'admin', params: { logId } },
    reviewLog: {
      as: 'supervisor.east',
      params: { logId },
      body: { reviewId: randomUUID(), deed: 'comment', line: 'done', note: 'x' },
    },
    markLogsRead: { as: 'supervisor.east', body: { logIds: [logId] } },
  });
};
