import type { Rearrangement } from '../given.ts';
import type { Queryable } from '../db.ts';
import { publish, type Publisher } from './publish.ts';
import { entering, fillFromLive, holdUnit } from './store.ts';

/**
 * Publishes from today what is in force with these changes, so that a file or a hand-over is a map as any other: it can be looked at and
 * returned to. A map that is to come stays. Nothing where the changes are so already. Returns how many retailers enter a territory.
 */
export async function rearrange(tx: Queryable, who: Publisher, wish: Rearrangement): Promise<number> {
  const { unitId, kind, name } = wish;
  const day = await holdUnit(tx, who.orgId, unitId);
  const members = await entering(tx, who.orgId, kind, wish.members);
  if (members.length === 0 && wish.territories.every((one) => !one.isChanged)) return 0;
  const map = { unitId, kind, name, day, scenarioId: null, returnsTo: null, keepsLater: true };
  await publish(tx, who, map, (mapId) => fillFromLive(tx, who.orgId, mapId, { ...wish, members }));
  return members.length;
}
