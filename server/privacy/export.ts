import type { Who } from '../auth.ts';
import { accountOf, judgedOn, unreadableOf } from './exportStore.ts';
import { storedAbout, type StoredDeps } from './stored.ts';
import { storedOn } from './store.ts';

/**
 * Everything that is stored about the caller as one JSON document, in pieces: a day is read when the one before has been sent, so
 * that a year costs no more memory than its longest day.
 */
export async function* exportStored(deps: StoredDeps, who: Who, now: Date): AsyncGenerator<string> {
  const { db } = deps;
  const { ofDay: _, ...summary } = await storedAbout(deps, who, undefined, now);
  const head = { format: 'rounds-stored/1', exportedAt: now.toISOString(), ...summary, ...(await accountOf(db, who)) };
  yield `${JSON.stringify(head).slice(0, -1)},"days":[`;
  const days = new Set(
    [summary.fixes, summary.presses, summary.notices, summary.judged].flatMap((counts) => counts.map(({ day }) => day)),
  );
  let separator = '\n';
  for (const day of [...days].sort()) {
    yield separator + JSON.stringify({ ...(await storedOn(db, who, day)), visits: await judgedOn(db, who, day) });
    separator = ',\n';
  }
  yield '\n],"unreadable":[';
  separator = '\n';
  for await (const item of unreadableOf(db, who)) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield '\n]}\n';
}
