import { z } from 'zod';
import { Job } from '../../shared/jobs.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { askToCancel, jobIn } from './store.ts';

const JobPath = z.object({ jobId: z.uuid() });

export function jobEndpoints({ db }: { db: Database }): Endpoint[] {
  const known = async (who: Who, jobId: string): Promise<Job> => {
    const job = await jobIn(db, who, jobId);
    if (!job) throw new AppError('NO_SUCH_JOB');
    return job;
  };
  return [
    endpoint(
      {
        method: 'get',
        path: '/jobs/:jobId',
        summary: 'How far a job is, and what came of it',
        action: 'jobs.run',
        params: JobPath,
        reply: Job,
      },
      ({ who, params }) => known(who, params.jobId),
    ),
    endpoint(
      {
        method: 'post',
        path: '/jobs/:jobId/cancel',
        summary: 'End a job early; one that has ended stays as it is',
        action: 'jobs.run',
        params: JobPath,
        reply: Job,
      },
      async ({ who, params }) => {
        await known(who, params.jobId);
        await askToCancel(db, who, params.jobId);
        return known(who, params.jobId);
      },
    ),
  ];
}
