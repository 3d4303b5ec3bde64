import { AppError, badFields } from './errors.ts';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Who } from './auth.ts';
import { createFairTurns } from './fairTurns.ts';
import type { FieldReason } from '../shared/problems/problems.ts';

/** What a solver's function is handed beside its input. */
export interface SolverLine {
  /** How far it is, any plain value; told to `onProgress` where it was asked for. */
  report(progress: unknown): void;
  /** True once it should come to its end and answer with the best it has. */
  isStopped(): boolean;
  /** A clock, in milliseconds from some moment: a pure search reads no other. */
  nowMs(): number;
}

/** What a search answers. A problem that is wrong comes back as its reason: errors lose their class on the way between threads. */
export type Solved<T> = { answer: T } | { wrong: FieldReason };

export interface SolverOptions {
  /** The thread is ended after this: every solver has a deadline of its own well before it. */
  timeoutMs: number;
  /** So much of it may be spent waiting for a thread. */
  waitMs?: number;
  /** Asks the solver to end and answer with the best it has. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: unknown) => void) | undefined;
}

/** Searches at a time; the API has its own thread. Another one beside these is for searches that end soon. */
export const SOLVER_THREADS = 2;
/** What may take longer than this, with what comes before and after it, takes no place of those that end soon. */
const SOON_MS = 5_000;

/** Runs pure solvers in worker threads, so that a long search never keeps a request waiting. */
export interface Solvers {
  /**
   * Calls the export `name` of a module with one plain value and a SolverLine, and gives its answer.
   * @throws what the function throws; an AbortError when the time is up
   */
  run<Input, Output>(module: URL, name: string, input: Input, options: SolverOptions): Promise<Output>;
  /** The same in somebody's name: many searches of one person keep nobody else waiting. */
  of(who: Who): Solvers;
  close(): Promise<void>;
}

export function createSolvers(threads: number): Solvers {
  const pool = new Piscina({
    minThreads: 0,
    maxThreads: threads + 1,
    idleTimeout: 60_000,
    filename: new URL('./solverThread.mjs', import.meta.url).href,
  });
  const turns = createFairTurns({ long: threads, short: 1 });
  const solversOf = (whose: string): Solvers => ({
    run: async (module, name, input, { timeoutMs, waitMs = 0, signal, onProgress }) => {
      const timeUp = AbortSignal.timeout(timeoutMs);
      const end = await turns.take({ whose, isLong: timeoutMs - waitMs > SOON_MS }, timeUp);
      try {
        return await runIn(pool, { module: module.href, name, input }, { timeUp, signal, onProgress });
      } finally {
        end();
      }
    },
    of: ({ orgId, personId }) => solversOf(`${orgId} ${personId}`),
    close: () => pool.destroy(),
  });
  return solversOf('');
}

async function runIn<Output>(
  pool: Piscina,
  task: { module: string; name: string; input: unknown },
  { timeUp, signal, onProgress }: Pick<SolverOptions, 'signal' | 'onProgress'> & { timeUp: AbortSignal },
): Promise<Output> {
  const { port1: here, port2: there } = new MessageChannel();
  const stopped = new Int32Array(new SharedArrayBuffer(4)); // seen by a thread that is in the middle of its loop, as no message would be
  const stop = (): void => void Atomics.store(stopped, 0, 1);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  if (onProgress) here.on('message', onProgress);
  try {
    return (await pool.run({ ...task, line: there, stopped }, { signal: timeUp, transferList: [there] })) as Output;
  } finally {
    signal?.removeEventListener('abort', stop);
    here.close();
  }
}

/** Beyond its own seconds a search may wait so long for a free thread; then the caller hears that the server is busy. */
const QUEUE_MS = 60_000;

/**
 * Runs a search that ends by itself after its seconds.
 * @throws AppError OVERLOADED when no thread is free for a minute; INVALID_INPUT when the problem is malformed
 */
export async function search<Output>(
  solvers: Solvers,
  [module, name]: readonly [module: URL, name: string],
  input: { seconds: number } & Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Output> {
  const timeoutMs = input.seconds * 1_000 + QUEUE_MS;
  let solved: Solved<Output>;
  try {
    const options = { timeoutMs, waitMs: QUEUE_MS, signal };
    solved = await solvers.run<typeof input, Solved<Output>>(module, name, input, options);
  } catch (error) {
    if (['AbortError', 'TimeoutError'].includes((error as Error).name))
      throw new AppError('SOLVERS_BUSY', {}, { cause: error });
    throw error;
  }
  if ('wrong' in solved) throw badFields([{ path: 'body', reason: solved.wrong }]);
  return solved.answer;
}
