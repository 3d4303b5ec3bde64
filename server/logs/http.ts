import { logContracts } from '../../shared/logs.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { draftOf } from './draft.ts';
import type { LogDeps } from './due.ts';
import { fileLog } from './file.ts';
import { inboxOf } from './inbox.ts';
import { markRead, reviewLog } from './review.ts';
import { ownLogs, wholeLog } from './read.ts';

export function logEndpoints(deps: LogDeps): Endpoint[] {
  return [
    endpoint(logContracts.readLogDraft, ({ who, query, now }) => draftOf(deps, who, query.span, query.day, now)),
    endpoint(logContracts.fileLog, ({ who, body, now }) => fileLog(deps, who, body, now)),
    endpoint(logContracts.listMyLogs, ({ who, now }) => ownLogs(deps, who, now)),
    endpoint(logContracts.readLogInbox, ({ who, query, now }) => inboxOf(deps, who, query, now)),
    endpoint(logContracts.readLog, ({ who, params, now }) => wholeLog(deps, who, params.logId, now)),
    endpoint(logContracts.reviewLog, ({ who, params, body }) => reviewLog(deps, who, params.logId, body)),
    endpoint(logContracts.markLogsRead, async ({ who, body }) => ({ read: await markRead(deps, who, body.logIds) })),
  ];
}
