// What each worker thread of solvers.ts runs first: it loads TypeScript itself, because Node 20 hands no loader down to threads.
import { register } from 'tsx/esm/api';

register();

export default async function call({ module, name, input, line, stopped }) {
  const functions = await import(module);
  return functions[name](input, {
    report: (progress) => line.postMessage(progress),
    isStopped: () => Atomics.load(stopped, 0) === 1,
  });
}
