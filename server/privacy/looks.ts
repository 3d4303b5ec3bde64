import type { LookWay } from '../../shared/looks.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Looks, Seen } from '../looks.ts';
import { addLooks } from './lookStore.ts';

/** A page that reads itself again is one look for so long; each reading of a track is one of its own. The map is one an hour. */
const ONE_LOOK_MS: Partial<Record<LookWay, number>> = { track: 0, live: 3_600_000 };
const OTHERWISE_MS = 600_000;
/** Looks that are remembered, so that they need no row: 300 people each are some 20 MB. */
const MOST_REMEMBERED = 2_000;

interface Remembered {
  untilMs: number;
  repIds: Set<string>;
}

/** Records looks in the database; what this process recorded a moment ago of the same hours is not recorded again. */
export function createLooks(db: Queryable, nowMs: () => number): Looks {
  const remembered = new Map<string, Remembered>();

  function unseen(key: string, who: Who, repIds: readonly string[]): string[] {
    const before = remembered.get(key);
    const isFresh = before !== undefined && before.untilMs > nowMs();
    const others = new Set(repIds);
    others.delete(who.personId); // nobody's own track is looked at by looking at it oneself
    return isFresh ? [...others].filter((repId) => !before.repIds.has(repId)) : [...others];
  }

  function remember(key: string, way: LookWay, repIds: readonly string[]): void {
    const now = nowMs();
    const before = remembered.get(key);
    remembered.delete(key);
    if (before && before.untilMs > now) {
      for (const repId of repIds) before.repIds.add(repId);
      remembered.set(key, before);
    } else remembered.set(key, { untilMs: now + (ONE_LOOK_MS[way] ?? OTHERWISE_MS), repIds: new Set(repIds) });
    const oldest = remembered.size > MOST_REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
  }

  return {
    async record(way, all) {
      const looks = all
        .flatMap(({ who, seen }) => seen.map((one) => ({ ...one, who, key: keyOf(who, way, one) })))
        .map((one) => ({ ...one, repIds: unseen(one.key, one.who, one.repIds) }))
        .filter(({ repIds }) => repIds.length > 0);
      if (looks.length === 0) return;
      await addLooks(db, way, looks);
      for (const { key, repIds } of looks) remember(key, way, repIds);
    },
  };
}

function keyOf(who: Who, way: LookWay, { fromAt, toAt }: Seen): string {
  return [who.orgId, who.personId, credentialOf(who), way, fromAt, toAt].join(' ');
}
