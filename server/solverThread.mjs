// What each worker thread of solvers.ts runs first: it loads TypeScript itself, because Node 20 hands no loader down to threads.
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { register } from 'tsx/esm/api';

register();
stepBack();

export default async function call({ module, name, input, line, stopped }) {
  const functions = await import(module);
  return functions[name](input, {
    report: (progress) => line.postMessage(progress),
    isStopped: () => Atomics.load(stopped, 0) === 1,
    nowMs: () => performance.now(),
  });
}

/** Where there are more threads than cores, requests come before searches. On Linux a thread has a priority of its own; elsewhere it is left. */
function stepBack() {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), 10);
  } catch {
    // no Linux, or not allowed: searches are as important as anything else
  }
}
