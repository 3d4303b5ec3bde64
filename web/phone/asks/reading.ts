import type { Me } from '../../../shared/sessions.ts';
import { listMyContradictions } from '../../../shared/settlements.ts';
import { call } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import type { KeptAsks } from '../store.ts';

const FRESH_MS = 300_000;

/** What inspections ask of whoever is signed in: what is kept while it is fresh. */
export async function asksOf({ actions }: Me, kept: KeptAsks | null | undefined): Promise<KeptAsks> {
  if (kept && nowMs() - Date.parse(kept.readAt) < FRESH_MS) return kept;
  const readAt = new Date(nowMs()).toISOString();
  if (!actions.includes('inspections.reply')) return { readAt, contradictions: [] };
  const { items } = await call(listMyContradictions);
  return { readAt, contradictions: items };
}
