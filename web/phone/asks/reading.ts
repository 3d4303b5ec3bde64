import { listMyRemedies } from '../../../shared/remedies.ts';
import type { Me } from '../../../shared/sessions.ts';
import { listMyContradictions } from '../../../shared/settlements.ts';
import { call } from '../../api.ts';
import { seldom } from '../seldom.ts';
import type { KeptAsks } from '../store.ts';

/** What inspections ask of whoever is signed in. */
export const asksOf = seldom(300_000, async ({ actions }: Me): Promise<KeptAsks> => {
  if (!actions.includes('inspections.reply')) return { contradictions: [], remedies: [] };
  const [contradictions, remedies] = await Promise.all([call(listMyContradictions), call(listMyRemedies)]);
  return { contradictions: contradictions.items, remedies: remedies.items };
});
