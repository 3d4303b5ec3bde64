import { contract } from './contract.ts';
import { z } from 'zod';
import { SentReason } from './errors.ts';

export const JobState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

/** How far a job is: `done` of `total` steps of its own kind (seconds of search, reps planned). */
export const JobProgress = z.object({ done: z.number().min(0), total: z.number().min(0) });
export type JobProgress = z.infer<typeof JobProgress>;

/** Work that outlives its request: it waits its turn, says how far it is, can be cancelled, and goes on after a restart. */
export const Job = z.object({
  jobId: z.uuid(),
  kind: z.string(),
  state: JobState,
  progress: JobProgress.nullable(),
  madeAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** What its kind answers: when it is done, and the best so far when it was cancelled and had one. */
  result: z.unknown(),
  /** Why it failed: in English for programs, and as a code for whoever reads it. */
  problem: z.string().nullable(),
  reason: SentReason.nullable(),
});
export type Job = z.infer<typeof Job>;

const JobPath = z.object({ jobId: z.uuid() });

export const readJob = contract({
  method: 'get',
  path: '/jobs/:jobId',
  summary: 'How far a job is, and what came of it',
  action: 'jobs.run',
  params: JobPath,
  reply: Job,
});

export const cancelJob = contract({
  method: 'post',
  path: '/jobs/:jobId/cancel',
  summary: 'End a job early; one that has ended stays as it is',
  action: 'jobs.run',
  params: JobPath,
  reply: Job,
});

export const jobContracts = { readJob, cancelJob };
