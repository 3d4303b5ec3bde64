import type { SentReason } from '../shared/errors.ts';
import type { Job, JobProgress } from '../shared/jobs.ts';
import type { Who } from './auth.ts';
import type { Queryable } from './db.ts';

/** What the work of a kind is handed beside its input. */
export interface JobContext {
  jobId: string;
  /** Who asked, with the role and the units they have now. */
  who: Who;
  /** Aborted when the asker cancels or the server ends: answer soon, with the best there is, or throw. */
  signal: AbortSignal;
  report(progress: JobProgress): void;
}

/**
 * A kind of work. It may be run again from its beginning when the process that ran it died, so what it saves must
 * replace what an earlier run saved. An AppError's message is told to the asker; any other error is logged.
 */
export interface JobKind<Input> {
  kind: string;
  /** Work of other lanes is not waited for; searches have the threads. */
  lane?: 'searches' | 'files';
  run(input: Input, context: JobContext): Promise<unknown>;
  /** Hears that the work failed for good, also where it was never run again: what it keeps elsewhere must not wait for ever. */
  failed?(input: Input, orgId: number, reason: SentReason): Promise<void>;
}

/** Where features leave work. */
export interface JobQueue {
  /** @param unitId the unit the work concerns */
  add<Input>(who: Who, kind: JobKind<Input>, unitId: string, input: Input): Promise<Job>;
  /** The same in a transaction of the caller's, who wakes the queue after it. */
  addIn<Input>(tx: Queryable, who: Who, kind: JobKind<Input>, unitId: string, input: Input): Promise<Job>;
  wake(): void;
}
