import { Piscina } from 'piscina';

/** Runs pure solvers in worker threads, so that a long search never keeps a request waiting. */
export interface Jobs {
  /**
   * Calls the export `name` of a module with one plain value and gives its answer.
   * @param timeoutMs the thread is ended after this: every solver has a deadline of its own well before it
   */
  run<Input, Output>(module: URL, name: string, input: Input, timeoutMs: number): Promise<Output>;
  close(): Promise<void>;
}

export function createJobs(maxThreads: number): Jobs {
  const pool = new Piscina({
    minThreads: 0,
    maxThreads,
    idleTimeout: 60_000,
    filename: new URL('./jobThread.mjs', import.meta.url).href,
  });
  return {
    run: (module, name, input, timeoutMs) => pool.run({ module: module.href, name, input }, { signal: AbortSignal.timeout(timeoutMs) }),
    close: () => pool.destroy(),
  };
}
