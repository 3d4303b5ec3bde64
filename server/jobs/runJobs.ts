import { setTimeout as sleep } from 'node:timers/promises';
import type { JobProgress } from '../../shared/jobs.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { JobKind, JobQueue } from '../jobs.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { addJob, endJob, giveBack, signOfLife, takeJob, type TakenJob } from './store.ts';

/** Work left through this process is taken at once; this is for what other processes left. */
const LOOK_MS = 1_000;
/** How often a running job shows life: also how soon it hears of a wish to cancel, and how fresh its progress is. */
const LIFE_MS = 500;
/** Twenty missed signs of life: its process died or hangs. A long pause of a busy machine is shorter. */
const SILENT_S = 10;
/** Work that does not hear that the server ends is left: it is taken again like that of a dead process. */
const GRACE_MS = 5_000;
/** A job that took its process down this often is the cause: it fails instead of going round. */
const MAX_ATTEMPTS = 3;

export interface JobLoopOptions {
  db: Database;
  log: Log;
  /** Each reads its own input, which nobody but itself wrote. */
  kinds: readonly JobKind<never>[];
  /** Who somebody is now; null when they may no longer sign in. */
  whoIs(orgId: number, personId: string): Promise<Who | null>;
  /** How many jobs this process runs at a time. */
  atOnce: number;
}

/** Leaves work in the table, and wakes whoever takes it. */
export function createQueue(db: Database, wake: () => void): JobQueue {
  return {
    add: async (who, { kind }, unitId, input) => {
      const job = await addJob(db, who, kind, unitId, input);
      wake();
      return job;
    },
    addIn: (tx, who, { kind }, unitId, input) => addJob(tx, who, kind, unitId, input),
    wake,
  };
}

/** Takes jobs and runs them, until it is stopped: then running ones are given back, to be begun again by another process or by this one after its restart. */
export function startJobs({ db, log, kinds, whoIs, atOnce }: JobLoopOptions): Loop {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const running = new Map<AbortController, Promise<void>>();

  async function look(signal: AbortSignal): Promise<void> {
    while (running.size < atOnce && !signal.aborted) {
      const job = await takeJob(db, [...byName.keys()], SILENT_S);
      if (!job) return;
      const ending = new AbortController();
      running.set(
        ending,
        run(job, ending).finally(() => {
          running.delete(ending);
          loop.wake();
        }),
      );
    }
  }

  async function run(job: TakenJob, ending: AbortController): Promise<void> {
    let progress: JobProgress | null = null;
    const life = showLife(db, job, () => progress, ending);
    try {
      if (job.attempt > MAX_ATTEMPTS) throw new AppError('SERVER_ENDED_DURING_JOB', { times: MAX_ATTEMPTS });
      const who = await whoIs(job.orgId, job.madeBy);
      if (!who) throw new AppError('ASKER_SIGNED_OFF');
      const result = await byName
        .get(job.kind)!
        .run(job.input as never, { jobId: job.jobId, who, signal: ending.signal, report: (now) => (progress = now) });
      await life.stop();
      if (ending.signal.reason === 'stopped') return await giveBack(db, job);
      await endJob(db, job, { state: ending.signal.aborted ? 'cancelled' : 'done', result, why: null, progress });
    } catch (error) {
      await life.stop();
      await fail(job, ending.signal, error, progress).catch((why: unknown) =>
        log.error({ err: why, jobId: job.jobId }, 'the end of a job was not stored; it will be run again'),
      );
    }
  }

  async function fail(job: TakenJob, signal: AbortSignal, error: unknown, progress: JobProgress | null): Promise<void> {
    if (signal.reason === 'stopped') return giveBack(db, job);
    if (signal.aborted) return endJob(db, job, { state: 'cancelled', result: undefined, why: null, progress });
    if (!(error instanceof AppError)) log.error({ err: error, jobId: job.jobId, kind: job.kind }, 'a job failed');
    const why = whyFailed(error);
    await byName.get(job.kind)!.failed?.(job.input as never, job.orgId, why.reason);
    return endJob(db, job, { state: 'failed', result: undefined, why, progress });
  }

  const onError = (error: unknown) => log.error({ err: error }, 'looking for jobs failed; trying again');
  const loop = startLoop({ everyMs: LOOK_MS, look, onError });
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop();
      await stopRunning(running);
    },
  };
}

function whyFailed(error: unknown) {
  const known = error instanceof AppError ? error : new AppError('JOB_FAILED');
  return { problem: known.message, reason: known.fields?.[0]?.reason ?? known.reason };
}

/** Asks all running work to end, and waits for it, but not for ever. */
async function stopRunning(running: ReadonlyMap<AbortController, Promise<void>>): Promise<void> {
  for (const ending of running.keys()) ending.abort('stopped');
  const grace = new AbortController();
  await Promise.race([
    Promise.all(running.values()),
    sleep(GRACE_MS, undefined, { signal: grace.signal }).catch(() => {}),
  ]);
  grace.abort();
}

/** Tells the table that a job is being worked on, until stopped; ends the work when its asker cancels or another process has it. */
function showLife(db: Database, job: TakenJob, progress: () => JobProgress | null, ending: AbortController): Loop {
  return startLoop({
    everyMs: LIFE_MS,
    look: async (signal) => {
      const fate = await signOfLife(db, job, progress());
      if (fate !== 'mine' && !signal.aborted) ending.abort(fate);
    },
    onError: () => {}, // a database that is away for a moment is no reason to end
  });
}
