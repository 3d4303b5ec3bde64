import type { PublishedMap } from '../../shared/maps.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import {
  addMap,
  applyMap,
  countMoved,
  dueMaps,
  endMapsFrom,
  holdUnit,
  keepAsItStands,
  mapsIn,
  takeMap,
  withdraw,
  type DueMap,
  type NewMap,
} from './store.ts';

/** A map is published for a day within a year; beyond it is a typing error. */
const MAX_AHEAD_DAYS = 366;
/** How late a map may come into force after midnight. */
const LOOK_MS = 60_000;
/** The name under which a map is kept that nobody published. */
const AS_IT_STOOD = '原有片区 As it stood';

/** In whose name a map is published; null: whoever owns the machine, where no server runs. */
export type Publisher = Pick<Who, 'orgId' | 'unitIds'> & { personId: string | null };

/**
 * Publishes a map from a day on, in the caller's transaction: what was in force ends there, what was to come after is withdrawn,
 * and when the day is today the retailers change hands at once.
 */
export async function publish(
  tx: Queryable,
  who: Publisher,
  map: NewMap,
  fill: (mapId: string) => Promise<void>,
): Promise<PublishedMap> {
  const today = await holdUnit(tx, who.orgId, map.unitId);
  const aheadDays = (Date.parse(map.day) - Date.parse(today)) / 86_400_000;
  if (aheadDays < 0) throw badField('body.day', 'DAY_PAST', { today });
  if (aheadDays > MAX_AHEAD_DAYS) throw badField('body.day', 'DAY_TOO_FAR', { days: MAX_AHEAD_DAYS, today });
  await endMapsFrom(tx, who.orgId, map.unitId, map.kind, map.day, map.keepsLater);
  const mapId = await addMap(tx, who, map);
  await fill(mapId);
  await countMoved(tx, who.orgId, mapId, map.kind);
  if (aheadDays === 0) await putInForce(tx, { orgId: who.orgId, mapId, unitId: map.unitId, kind: map.kind });
  return (await mapsIn(tx, who, { mapId }))[0]!;
}

/**
 * Takes back a map before its day, in the caller's transaction: nothing has changed by it, and nothing will.
 * @throws NO_SUCH_MAP, MAP_NOT_TO_COME
 */
export async function withdrawMap(tx: Queryable, who: Who, mapId: string): Promise<PublishedMap> {
  const [map] = await mapsIn(tx, who, { mapId });
  if (!map) throw new AppError('NO_SUCH_MAP');
  const today = await holdUnit(tx, who.orgId, map.unitId);
  if (!(await withdraw(tx, { ...map, orgId: who.orgId }, today))) throw new AppError('MAP_NOT_TO_COME');
  return (await mapsIn(tx, who, { mapId }))[0]!;
}

async function putInForce(tx: Queryable, due: DueMap): Promise<boolean> {
  if (!(await takeMap(tx, due))) return false;
  await keepAsItStands(tx, due, AS_IT_STOOD);
  await applyMap(tx, due);
  return true;
}

/** Puts every map in force whose day has come, each in a transaction of its own; how many that were. Any number of processes may. */
export async function applyDueMaps(db: Database): Promise<number> {
  let applied = 0;
  for (const due of await dueMaps(db)) {
    const isDone = await db.transaction(async (tx) => {
      await holdUnit(tx, due.orgId, due.unitId);
      return putInForce(tx, due);
    });
    if (isDone) applied++;
  }
  return applied;
}

/** Looks every minute for maps whose day has come, beginning now. */
export function startMaps(db: Database, log: Log): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: async () => {
      const applied = await applyDueMaps(db);
      if (applied > 0) log.info({ applied }, 'territory maps came into force');
    },
    onError: (error) => log.error({ err: error }, 'territory maps could not come into force; trying again'),
  });
}
