import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/**
 * Starts a TypeScript file in a worker thread. The loader is registered inside the thread, because Node 20 neither
 * hands `--import tsx` down to threads (execArgv has no effect there) nor has it where a test runner started us.
 * @param file for instance `new URL('./worker.ts', import.meta.url)`
 */
export function startThread(
  file: URL,
  options: Pick<WorkerOptions, 'workerData' | 'transferList' | 'resourceLimits'> = {},
): Worker {
  const loader = import.meta.resolve('tsx/esm/api');
  const boot = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(boot, { ...options, eval: true });
}
