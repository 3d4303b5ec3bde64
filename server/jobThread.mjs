// What each worker thread of jobs.ts runs first: it loads TypeScript itself, because Node 20 hands no loader down to threads.
import { register } from 'tsx/esm/api';

register();

export default async function call({ module, name, input }) {
  const functions = await import(module);
  return functions[name](input);
}
