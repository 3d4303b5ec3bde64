import { randomUUID } from 'node:crypto';
import { jobContracts } from '../../shared/jobs.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(jobContracts, {
    readJob: { as: 'admin', params: { jobId: randomUUID() } },
    cancelJob: { as: 'admin', params: { jobId: randomUUID() } },
  });
