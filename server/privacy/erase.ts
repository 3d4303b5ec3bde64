import type { Erasure, NewErasure } from '../../shared/privacy.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { ErasedCounts, Feature } from '../feature.ts';
import { addErasure } from './eraseStore.ts';

/**
 * Deletes what every feature keeps of a person's phones and is no evidence. Presses, verdicts and the evidence in them stay. The
 * deletion is a row of its own, and an entry of the ledger.
 */
export async function erase(
  tx: Queryable,
  features: readonly Feature[],
  who: Who,
  { personId, note }: NewErasure,
): Promise<Erasure> {
  const counts: ErasedCounts = { fixes: 0, notices: 0, quarantined: 0 };
  for (const feature of features) Object.assign(counts, await feature.erase?.(tx, who.orgId, personId));
  return addErasure(tx, who, personId, note, counts);
}
