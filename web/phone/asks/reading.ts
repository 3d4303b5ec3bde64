import { listMyRemedies } from '../../../shared/remedies.ts';
import type { Me } from '../../../shared/sessions.ts';
import { listMyContradictions } from '../../../shared/settlements.ts';
import { call } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import type { KeptAsks } from '../store.ts';

const FRESH_MS = 300_000;
/** When this page asked last: a page that is opened anew asks anew. */
let askedAtMs = -Infinity;

/** What inspections ask of whoever is signed in: it changes seldom, and is kept while it is fresh. */
export async function asksOf({ actions }: Me, kept: KeptAsks | null | undefined): Promise<KeptAsks> {
  if (kept && nowMs() - askedAtMs < FRESH_MS) return kept;
  if (!actions.includes('inspections.reply')) return { contradictions: [], remedies: [] };
  const [contradictions, remedies] = await Promise.all([call(listMyContradictions), call(listMyRemedies)]);
  askedAtMs = nowMs();
  return { contradictions: contradictions.items, remedies: remedies.items };
}
