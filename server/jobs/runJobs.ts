import { setTimeout as sleep } from 'node:timers/promises';
import type { JobProgress } from '../../shared/jobs.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../http.ts';
import type { JobKind, JobQueue } from '../jobs.ts';
import type { Log } from '../log.ts';
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

export interface JobLoop {
  /** Looks for work now instead of at the next look. */
  wake(): void;
  /** Gives running jobs back to be begun again by another process, or by this one after its restart. */
  stop(): Promise<void>;
}

/** Leaves work in the table, and wakes whoever takes it. */
export function createQueue(db: Database, wake: () => void): JobQueue {
  return {
    add: async (who, { kind }, unitId, input) => {
      const job = await addJob(db, who, kind, unitId, input);
      wake();
      return job;
    },
  };
}

/** Takes jobs and runs them, from now until it is stopped. */
export function startJobs({ db, log, kinds, whoIs, atOnce }: JobLoopOptions): JobLoop {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const running = new Map<AbortController, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  let isWoken = false;

  async function look(): Promise<void> {
    try {
      do {
        isWoken = false;
        while (running.size < atOnce && !isStopped) {
          const job = await takeJob(db, [...byName.keys()], SILENT_S);
          if (!job) break;
          const ending = new AbortController();
          running.set(
            ending,
            run(job, ending).finally(() => {
              running.delete(ending);
              wake();
            }),
          );
        }
      } while (isWoken && !isStopped && running.size < atOnce);
    } catch (error) {
      log.error({ err: error }, 'looking for jobs failed; trying again');
    }
    looking = undefined;
    if (!isStopped) timer = setTimeout(wake, LOOK_MS);
  }

  function wake(): void {
    isWoken = true;
    clearTimeout(timer);
    if (!isStopped) looking ??= look();
  }

  async function run(job: TakenJob, ending: AbortController): Promise<void> {
    let progress: JobProgress | null = null;
    const stopLife = showLife(db, job, () => progress, ending);
    try {
      if (job.attempt > MAX_ATTEMPTS)
        throw new AppError('INTERNAL', `The server ended ${MAX_ATTEMPTS} times while it worked on this.`);
      const who = await whoIs(job.orgId, job.madeBy);
      if (!who) throw new AppError('NOT_ALLOWED', 'Whoever asked for this may no longer sign in.');
      const result = await byName
        .get(job.kind)!
        .run(job.input as never, { jobId: job.jobId, who, signal: ending.signal, report: (now) => (progress = now) });
      stopLife();
      if (ending.signal.reason === 'stopped') return await giveBack(db, job);
      await endJob(db, job, { state: ending.signal.aborted ? 'cancelled' : 'done', result, problem: null, progress });
    } catch (error) {
      stopLife();
      await fail(job, ending.signal, error, progress).catch((why: unknown) =>
        log.error({ err: why, jobId: job.jobId }, 'the end of a job was not stored; it will be run again'),
      );
    }
  }

  async function fail(job: TakenJob, signal: AbortSignal, error: unknown, progress: JobProgress | null): Promise<void> {
    if (signal.reason === 'stopped') return giveBack(db, job);
    if (signal.aborted) return endJob(db, job, { state: 'cancelled', result: undefined, problem: null, progress });
    const isKnown = error instanceof AppError;
    if (!isKnown) log.error({ err: error, jobId: job.jobId, kind: job.kind }, 'a job failed');
    return endJob(db, job, {
      state: 'failed',
      result: undefined,
      problem: isKnown ? error.message : 'Something went wrong here; the log of the server says what.',
      progress,
    });
  }

  wake();
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      for (const ending of running.keys()) ending.abort('stopped');
      const grace = new AbortController();
      await Promise.race([
        Promise.all(running.values()),
        sleep(GRACE_MS, undefined, { signal: grace.signal }).catch(() => {}),
      ]);
      grace.abort();
    },
  };
}

/** Tells the table that a job is being worked on, until stopped; ends the work when its asker cancels or another process has it. */
function showLife(
  db: Database,
  job: TakenJob,
  progress: () => JobProgress | null,
  ending: AbortController,
): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    if (!isOver) timer = setTimeout(() => void tell(), LIFE_MS);
  };
  const tell = async (): Promise<void> => {
    const fate = await signOfLife(db, job, progress()).catch(() => 'mine' as const); // a database that is away for a moment is no reason to end
    if (!isOver && fate !== 'mine') ending.abort(fate);
    else next();
  };
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
