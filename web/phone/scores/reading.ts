import type { Me } from '../../../shared/sessions.ts';
import { listPeriods, readStanding } from '../../../shared/scores.ts';
import { call } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import type { KeptDay } from '../store.ts';

const FRESH_MS = 900_000;
/** When this page asked last: a page that is opened anew asks anew. */
let askedAtMs = -Infinity;

/** The months of mine that matter now: the newest that is shown, and the newest that is closed. What is kept stays where it cannot be read. */
export async function scoresOf({ actions }: Me, kept: KeptDay['scores'], isSame: boolean): Promise<KeptDay['scores']> {
  if (!actions.includes('scores.object')) return [];
  if (kept && isSame && nowMs() - askedAtMs < FRESH_MS) return kept;
  try {
    const { items } = await call(listPeriods, { query: {} });
    const wanted = (['shown', 'closed'] as const).flatMap((state) => items.find((one) => one.state === state) ?? []);
    const read = await Promise.all(wanted.map(({ unitId, month }) => call(readStanding, { query: { unitId, month } })));
    askedAtMs = nowMs();
    return read;
  } catch {
    return kept; // the day itself goes on without it, and it is asked again
  }
}
