import { nowMs } from '../clock.ts';

/**
 * Reads what changes seldom: what is kept is fresh for so long after this page read it, unless something was done since. A page that is
 * opened anew reads anew.
 */
export function seldom<A extends unknown[], K>(freshMs: number, read: (...of: A) => Promise<K>) {
  let readAtMs = -Infinity;
  return async (kept: K | null | undefined, isSame: boolean, ...of: A): Promise<K> => {
    if (kept && isSame && nowMs() - readAtMs < freshMs) return kept;
    const found = await read(...of);
    readAtMs = nowMs();
    return found;
  };
}
