import { jobContracts } from '../../shared/jobs.ts';
import { Job } from '../../shared/jobs.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { askToCancel, jobIn } from './store.ts';

export function jobEndpoints({ db }: { db: Database }): Endpoint[] {
  const known = async (who: Who, jobId: string): Promise<Job> => {
    const job = await jobIn(db, who, jobId);
    if (!job) throw new AppError('NO_SUCH_JOB');
    return job;
  };
  return [
    endpoint(jobContracts.readJob, ({ who, params }) => known(who, params.jobId)),
    endpoint(jobContracts.cancelJob, async ({ who, params }) => {
      await known(who, params.jobId);
      await askToCancel(db, who, params.jobId);
      return known(who, params.jobId);
    }),
  ];
}
