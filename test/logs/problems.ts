import { randomUUID } from 'node:crypto';
import { MOST_REVISIONS } from '../../shared/logs.ts';
import type { logProblems } from '../../shared/problems/logs.ts';
import { get, type Provocations } from '../problems/provoke.ts';
import { day, file, newLog, review, said } from './ground.ts';

const reason = { retailerId: randomUUID(), why: 'other', note: '' };
/** A day for each, so that none is another's revision. */
let back = 0;
const old = () => newLog({ day: day(-++back) });

export const provocations: Provocations<typeof logProblems> = {
  NO_SUCH_LOG: get('auditor.east', `/logs/${randomUUID()}`),
  LOG_ID_TAKEN: async (server) => {
    const log = old();
    await file(server, log);
    return file(server, { ...log, said: said({ done: 'Something else' }) });
  },
  LOG_STILL_TO_COME: (server) => file(server, newLog({ day: day(1) })),
  TOO_MANY_REVISIONS: async (server) => {
    const log = old();
    for (let i = 0; i < MOST_REVISIONS; i++) await file(server, { ...log, logId: randomUUID() });
    return file(server, { ...log, logId: randomUUID() });
  },
  OTHER_NEEDS_WORDS: (server) => file(server, newLog({ said: said({}, [reason]) })),
  REVIEW_NEEDS_WORDS: (server) => review(server, randomUUID(), { deed: 'return' }),
  REVIEW_ID_TAKEN: async (server) => {
    const log = old();
    await file(server, log);
    const reviewId = randomUUID();
    await review(server, log.logId, { reviewId });
    return review(server, log.logId, { reviewId, deed: 'comment', note: 'Well done' });
  },
  LOG_REVISED: async (server) => {
    const log = old();
    await file(server, log);
    await file(server, { ...log, logId: randomUUID() });
    return review(server, log.logId);
  },
  LOG_RETURNED: async (server) => {
    const log = old();
    await file(server, log);
    const back = { deed: 'return', note: 'Say why these stops were not made' };
    await review(server, log.logId, back);
    return review(server, log.logId, back);
  },
};
