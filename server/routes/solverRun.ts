import { AppError, badField } from '../http.ts';
import type { Solvers } from '../solvers.ts';
import type { Search, Solved } from './job.ts';
import { AskedWrongly } from '../optimize/problem.ts';

const MODULE = new URL('./job.ts', import.meta.url);
/** Beyond its own seconds a search may wait so long for a free thread; then the caller hears that the server is busy. */
const QUEUE_MS = 60_000;

/**
 * Runs a search in a worker thread.
 * @throws AppError OVERLOADED when no thread is free for a minute; INVALID_INPUT when the problem is malformed
 */
export async function search<Output>(
  solvers: Solvers,
  name: 'orderTour' | 'orderDay' | 'orderWeek',
  input: Search & Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Output> {
  const timeout = input.seconds * 1_000 + QUEUE_MS;
  let solved: Solved<Output>;
  try {
    solved = await solvers.run<typeof input, Solved<Output>>(MODULE, name, input, { timeoutMs: timeout, signal });
  } catch (error) {
    if ((error as Error).name === 'AbortError')
      throw new AppError('OVERLOADED', 'Too many searches are under way: try again in a minute.', { cause: error });
    throw error;
  }
  if ('wrong' in solved)
    throw new AppError('INVALID_INPUT', solved.wrong, { fields: [{ path: 'body', message: solved.wrong }] });
  return solved.answer;
}

/** What the pure part found wrong, as the answer to the request. */
export function asked<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AskedWrongly) throw badField(`body.${error.path}`, error.message);
    throw error;
  }
}
